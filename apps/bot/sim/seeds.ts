import type { Violation } from "./judge/always.ts";
import { readdirSync, readFileSync } from "node:fs";
import { makePlan } from "./make-plan.ts";
import { read, type Plan } from "./plan.ts";
import { run, type Level } from "./run.ts";
import { playableOnStack } from "./stack/playable.ts";

export interface Found {
  plan: Plan;
  violations: Violation[];
}

/** What many runs came to. */
export interface Tally {
  runs: number;
  checked: number;
  sometimes: Map<string, number>;
  /** The first few; `violating` counts all. */
  found: Found[];
  violating: number;
  repeated: number;
}

const KEPT = 10;
/** So many seeds are run twice, to see that they come to the same. */
const REPEATED_EVERY = 100;
const REPEATED_ON_STACK = 10;

/** Plans that once showed a bug run for ever, before all others. */
export async function runRegressions(): Promise<Found[]> {
  const folder = new URL("./regressions/", import.meta.url);
  const found: Found[] = [];
  for (const name of readdirSync(folder).toSorted()) {
    const plan = read(readFileSync(new URL(name, folder), "utf8"));
    const { violations } = await run(plan);
    if (violations.length > 0) found.push({ plan, violations });
  }
  return found;
}

interface Ways {
  enough?: number;
  /** On a real database (level 1) instead of a played one. */
  stack?: Level;
}

/** Runs the plans of these seeds, one after the other; ends early once `enough` of them violate something. */
export async function runSeeds(seeds: Iterable<number>, { enough = Infinity, stack }: Ways = {}): Promise<Tally> {
  const tally: Tally = { runs: 0, checked: 0, sometimes: new Map(), found: [], violating: 0, repeated: 0 };
  for (const seed of seeds) {
    const plan = stack ? playableOnStack(makePlan(seed)) : makePlan(seed);
    const ran = await run(plan, undefined, stack);
    const violations = [...ran.violations];
    if (seed % (stack ? REPEATED_ON_STACK : REPEATED_EVERY) === 0) {
      tally.repeated++;
      if ((await run(plan, undefined, stack)).trace !== ran.trace)
        violations.push({ invariant: "determinism", at: 0, what: "the same plan went another way" });
    }
    tally.runs++;
    tally.checked += ran.checked;
    for (const [what, count] of ran.sometimes) tally.sometimes.set(what, (tally.sometimes.get(what) ?? 0) + count);
    if (violations.length === 0) continue;
    if (++tally.violating <= KEPT) tally.found.push({ plan, violations });
    if (tally.violating >= enough) break;
  }
  return tally;
}

export function together(tallies: readonly Tally[]): Tally {
  const sometimes = new Map<string, number>();
  for (const tally of tallies)
    for (const [what, count] of tally.sometimes) sometimes.set(what, (sometimes.get(what) ?? 0) + count);
  const sum = (count: (tally: Tally) => number) => tallies.reduce((all, tally) => all + count(tally), 0);
  return {
    runs: sum(({ runs }) => runs),
    checked: sum(({ checked }) => checked),
    violating: sum(({ violating }) => violating),
    repeated: sum(({ repeated }) => repeated),
    found: tallies.flatMap(({ found }) => found).toSorted((a, b) => a.plan.seed - b.plan.seed),
    sometimes,
  };
}

/** From `seed` on, every `stride`-th of so many. */
export function* seedsFrom(seed: number, count: number, stride = 1): Iterable<number> {
  for (let index = 0; index < count; index += stride) yield seed + index;
}
