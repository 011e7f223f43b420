import { MUST_BE_REACHED } from "./judge/sometimes.ts";
import type { Tally } from "./seeds.ts";

/** Which invariants are judged here, and which need real processes or a real database. */
const JUDGED = `Judged after every step: INV-1 INV-2 INV-3 INV-4 INV-5 INV-6 INV-7 INV-10
Judged in the end:       INV-9 INV-11 INV-12 INV-13 INV-14 INV-15 INV-16 INV-17
Only at level 1:         INV-8 (no call outside while a transaction is open), INV-1 under real locks`;

const JUDGED_ON_STACK = `Level 1: real PostgreSQL, MikroORM and REST library; one verb at a time
Judged after every step: INV-1 INV-2 INV-3 INV-4 INV-5 INV-6 INV-7 INV-8 INV-10
Judged in the end:       INV-9 INV-11 INV-12 INV-13 INV-14 INV-15 INV-16 INV-17`;

/** By the clock, and by what the threads really did: on a machine others use as well the two have little in common. */
export interface Spent {
  seconds: number;
  processorSeconds: number;
  threads: number;
  level: 0 | 1;
}

/** What many runs came to, as it is printed. */
export function reportOf(tally: Tally, { seconds, processorSeconds, threads, level }: Spent): string {
  const { runs, violating, checked, repeated, sometimes } = tally;
  const rate = (runs / seconds).toFixed(0);
  const lines = [...sometimes]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, hits]) => `  ${what.padEnd(34)} ${hits}`);
  const blind = unreached(tally);
  return [
    `${runs} runs in ${seconds.toFixed(1)} s by the clock (${rate} runs/s), ${processorSeconds.toFixed(1)} s of processor time on ${threads} threads, ${checked} checks of invariants, ${repeated} seeds repeated with the same trace`,
    level === 1 ? JUDGED_ON_STACK : JUDGED,
    "Sometimes:",
    ...lines,
    ...(blind.length > 0 ? [`Never reached: ${blind.join(", ")}`] : []),
    violating === 0 ? "No invariant was violated." : `${violating} runs violated an invariant.`,
  ].join("\n");
}

/** What had to be reached and was not: then the plans are blind. */
export const unreached = ({ sometimes }: Tally): string[] =>
  MUST_BE_REACHED.filter((what) => (sometimes.get(what) ?? 0) === 0);
