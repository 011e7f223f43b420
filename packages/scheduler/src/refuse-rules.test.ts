import { describe, expect, test } from "vitest";
import { cohortOf, leader, person, stillClock } from "../testing/cohorts.ts";
import { createPool } from "./pool.ts";
import { type Problem } from "./problem.ts";
import { schedule } from "./schedule.ts";

const NINE = 540;
const run = (problem: Problem) => schedule({ ...problem, remedyTrials: 0 }, stillClock);
const together = (...personIds: string[]) => ({ kind: "together" as const, personIds });
const apart = (...personIds: string[]) => ({ kind: "apart" as const, personIds });
const people = (ids: string, week = "M09:00 M10:00") => ids.split(" ").map((id) => person(id, week));

describe("what no grouping could keep is refused in one sentence", () => {
  const refused = (problem: Problem) =>
    run(problem).then(
      () => "was not refused",
      (error: Error) => `${error.name}: ${error.message}`,
    );
  const led = [leader("f", "M09:00 M12:00"), leader("g", "M09:00 M12:00"), ...people("a b c d", "M09:00 M12:00")];
  const pin = (personId: string, start: number, group?: string) => ({ personId, start, ...(group ? { group } : {}) });

  test.each([
    [
      "two who are together and apart",
      { rules: [together("a", "b", "c"), apart("c", "a")] },
      /Person c and Person a are both kept together and kept apart by the rules$/,
    ],
    [
      "two facilitators kept together",
      { rules: [together("f", "a"), together("a", "g")] },
      /Person (f|g) and Person (f|g) are kept together and are both facilitators/,
    ],
    [
      "a company larger than a group",
      { maxPeople: 4, rules: [together("a", "b", "c", "d")] },
      /Person a, Person b, Person c and Person d are kept together, but a group has at most 4 people with its facilitator$/,
    ],
    [
      "together and pinned to two starts",
      { rules: [together("a", "b")], pins: [pin("a", NINE), pin("b", 600)] },
      /Person a and Person b are kept together, but are pinned to Monday 09:00-10:00 and Monday 10:00-11:00$/,
    ],
    [
      "together and pinned into two groups",
      { rules: [together("a", "b")], pins: [pin("a", NINE, "x"), pin("b", NINE, "y")] },
      /Person a and Person b are kept together, but are pinned into two groups$/,
    ],
    [
      "apart and pinned into one group",
      { rules: [apart("a", "b")], pins: [pin("a", NINE, "x"), pin("b", NINE, "x")] },
      /Person a and Person b are both kept together and kept apart by pins and rules$/,
    ],
    [
      "apart from the facilitator one is pinned with",
      { rules: [apart("a", "f")], pins: [pin("a", NINE, "x"), pin("f", NINE, "x")] },
      /Person a is pinned into a group of Person f, from whom Person a is kept apart$/,
    ],
    [
      "together with another facilitator than one is pinned with",
      { rules: [together("a", "g")], pins: [pin("a", NINE, "x"), pin("f", NINE, "x")] },
      /Person a is pinned into a group of Person f, but is kept together with Person g$/,
    ],
    [
      "pinned where the company is not free",
      { rules: [together("a", "late")], pins: [pin("a", NINE)] },
      /Person a is pinned to Monday 09:00-10:00 and kept together with Person late, who is not free then$/,
    ],
    [
      "pins and rules that only together cannot be kept",
      { minPeople: 6, rules: [apart("a", "b")], pins: [pin("a", NINE), pin("b", NINE)] },
      /The pinned places and the rules cannot all be kept/,
    ],
  ])("%s [GR-13]", async (_, more, sentence) => {
    const problem = cohortOf([...led, ...people("late", "M11:00 M12:00")], more);
    const told = await refused(problem);
    expect(told).toMatch(/^SchedulingError: [^\n]+$/);
    expect(told).toMatch(sentence);
  });

  test("on the pool it is an answer, not a failure [GR-13]", async () => {
    await using pool = createPool({ threads: 1 });
    const outcome = await pool.run(cohortOf(people("a b c"), { rules: [together("a", "b"), apart("a", "b")] }));
    expect(outcome).toMatchObject({ kind: "refused", message: expect.stringContaining("kept apart by the rules") });
    const good = await pool.run(cohortOf(people("a b c d"), { rules: [apart("a", "b")] }));
    expect(good).toMatchObject({ kind: "proposal", proposal: { placed: 4, proven: true } });
  });
});
