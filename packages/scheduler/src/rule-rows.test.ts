import { contradiction } from "@muster/domain/grouping-rule";
import { describe, expect, test } from "vitest";
import { cohortOf, leader, person } from "../testing/cohorts.ts";
import { bestUnderRules } from "../testing/rules-oracle.ts";
import { type Board } from "./board.ts";
import { exactModel } from "./exact-model.ts";
import { prepare, type Prepared } from "./prepare.ts";
import { type Problem } from "./problem.ts";
import { randomFrom } from "./random.ts";
import { SchedulingError } from "./scheduling-error.ts";
import { loadSolver } from "./solver.ts";

const together = (...personIds: string[]) => ({ kind: "together" as const, personIds });
const apart = (...personIds: string[]) => ({ kind: "apart" as const, personIds });

/** The best answer of the model itself, with some starts written out group by group. */
async function bestOfModel(board: Board, spelled: ReadonlySet<number>): Promise<number> {
  const highs = await loadSolver();
  const { model } = exactModel(board, {}, spelled);
  return highs.withModel(model.data(highs), (solver) => {
    solver.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.5, random_seed: 0 });
    solver.run();
    return Math.round(solver.getObjectiveValue()) / 10;
  });
}

/** Few hours, few seats and many rules about people with the same hours, so that groups of one start matter. */
function tightCohort(seed: number): Problem {
  const random = randomFrom(seed, 0);
  const pick = (count: number) => Math.floor(random() * count);
  const hour = () => `M0${8 + pick(2)}:00 M${10 + pick(2)}:00`;
  const people = Array.from({ length: 5 + pick(3) }, (_, index) => person(`p${index}`, hour()));
  const leaders = Array.from({ length: 2 + pick(2) }, (_, index) =>
    leader(`f${index}`, hour(), { maxGroups: 1 + pick(2) }),
  );
  const all = [...people, ...(pick(3) > 0 ? leaders : [])];
  const one = () => all[pick(all.length)]!.id;
  const rules = Array.from({ length: 3 + pick(3) }, () => (pick(3) === 0 ? together : apart)(one(), one(), one()));
  return cohortOf(all, { minPeople: 2 + pick(2), maxPeople: 3 + pick(2), rules });
}

function prepared(problem: Problem): Prepared | null {
  if (contradiction(problem.rules)) return null;
  try {
    return prepare(problem);
  } catch (error) {
    if (error instanceof SchedulingError) return null;
    throw error;
  }
}

describe("the model under rules", () => {
  test("never says less is possible than is, and with its starts written out exactly as much [GR-13]", async () => {
    let [asked, loose] = [0, 0];
    for (let seed = 1; asked < 40; seed++) {
      const problem = tightCohort(seed);
      const ready = prepared(problem);
      if (!ready?.reduced.ruling || ready.reduced.minutes.length === 0) continue;
      asked++;
      const best = bestUnderRules(problem);
      const whole = await bestOfModel(ready.reduced, new Set());
      expect(whole, `seed ${seed}`).toBeGreaterThanOrEqual(best);
      if (whole > best) loose++;
      expect(await bestOfModel(ready.reduced, new Set(ready.reduced.minutes.keys())), `seed ${seed}`).toBe(best);
    }
    // Else nothing was shown of writing starts out.
    expect(loose).toBeGreaterThan(0);
  });

  test("takes nobody a rule is about for somebody else with the same hours [GR-13]", () => {
    const people = ["a", "b", "c", "d"].map((id) => person(id, "M09:00 M10:00"));
    const leaders = ["f", "g", "h"].map((id) => leader(id, "M09:00 M10:00"));
    const rules = [apart("a", "b"), together("c", "f")];
    const exact = exactModel(prepare(cohortOf([...leaders, ...people], { rules })).reduced);
    expect(exact.leaders.map((alike) => alike.people)).toEqual([[0], [1, 2]]);
    expect(exact.guests.map((alike) => alike.people)).toEqual([[3]]);
    expect(exact.book!.units.map((unit) => unit.people)).toEqual([[0], [1], [2]]);
  });
});
