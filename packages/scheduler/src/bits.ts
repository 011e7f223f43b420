/** Sets of small numbers as 32-bit words, many in one array: set `i` begins at word `i * words`. */
export type Bits = Uint32Array;

export const wordsFor = (size: number): number => Math.max(1, (size + 31) >>> 5);

export function addBit(bits: Bits, at: number, bit: number): void {
  bits[at + (bit >>> 5)]! |= 1 << (bit & 31);
}

export function removeBit(bits: Bits, at: number, bit: number): void {
  bits[at + (bit >>> 5)]! &= ~(1 << (bit & 31));
}

export function hasBit(bits: Bits, at: number, bit: number): boolean {
  return ((bits[at + (bit >>> 5)]! >>> (bit & 31)) & 1) === 1;
}

export function countBits(bits: Bits, at: number, words: number): number {
  let count = 0;
  for (let w = 0; w < words; w++) {
    let v = bits[at + w]!;
    v -= (v >>> 1) & 0x55555555;
    v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
    count += Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

/** The members of one set, smallest first. */
export function listBits(bits: Bits, at: number, words: number): number[] {
  const found: number[] = [];
  for (let w = 0; w < words; w++) {
    for (let v = bits[at + w]!; v !== 0; v &= v - 1) found.push((w << 5) + 31 - Math.clz32(v & -v));
  }
  return found;
}

/** Whether every member of the set at `part` is in the set at `whole`. */
export function isSubset(bits: Bits, { part, whole }: { part: number; whole: number }, words: number): boolean {
  for (let w = 0; w < words; w++) if ((bits[part + w]! & ~bits[whole + w]!) !== 0) return false;
  return true;
}
