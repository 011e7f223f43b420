/** Numbers in [0, 1) that depend on nothing but the seed they were made from. */
export type Random = () => number;

/** The generator of attempt `stream` of a run with `seed`: the same pair gives the same numbers on every thread (Q22). */
export function randomFrom(seed: number, stream: number): Random {
  let state = mix(mix(seed | 0) ^ mix((stream + 0x9e3779b9) | 0));
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function mix(value: number): number {
  let h = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
