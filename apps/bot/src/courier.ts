/** Lets direct messages out one by one: many at once look like junk to Discord (RE-21). */
export interface Courier {
  /** Resolves when the next one may be written. */
  turn(): Promise<void>;
}

const APART_MS = 1_000;

export function openCourier({ clock, pause }: { clock: () => number; pause: (ms: number) => Promise<void> }): Courier {
  let next = -Infinity;
  return {
    async turn() {
      const now = clock();
      const wait = Math.max(0, next - now);
      next = now + wait + APART_MS;
      if (wait > 0) await pause(wait);
    },
  };
}
