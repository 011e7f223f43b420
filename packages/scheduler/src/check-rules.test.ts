import { describe, expect, test } from "vitest";
import { cohortOf, person, stillClock } from "../testing/cohorts.ts";
import { checkProposal } from "./check-proposal.ts";
import { type Problem } from "./problem.ts";
import { schedule } from "./schedule.ts";

const run = (problem: Problem) => schedule({ ...problem, remedyTrials: 0 }, stillClock);
const together = (...personIds: string[]) => ({ kind: "together" as const, personIds });
const apart = (...personIds: string[]) => ({ kind: "apart" as const, personIds });
const people = (ids: string) => ids.split(" ").map((id) => person(id, "M09:00 M10:00"));

describe("the independent eye", () => {
  const problem = cohortOf(people("a b c d"), { rules: [] });

  test.each([
    ["people beside each other who are kept apart", [apart("a", "b")], /a and b are kept apart/],
    ["a company that was torn", [together("a", "b"), together("b", "c")], /are kept together and are not in one group/],
  ])("refuses %s [GR-13]", async (_, rules, sentence) => {
    const loose = await run(cohortOf(people("a b c d"), { maxPeople: 2 }));
    const tight = await run(problem);
    const proposal = rules[0]!.kind === "apart" ? tight : loose;
    expect(checkProposal({ ...problem, maxPeople: 8, rules }, proposal).join()).toMatch(sentence);
  });

  test("refuses a joining beside somebody they are kept from [GR-13]", async () => {
    const standing = [{ id: "g1", start: 540, room: 4, memberIds: ["x"] }];
    const asked = cohortOf(people("a"), { standing });
    const proposal = await run(asked);
    expect(checkProposal(asked, proposal)).toEqual([]);
    expect(checkProposal({ ...asked, rules: [apart("a", "x")] }, proposal).join()).toMatch(/kept apart/);
    expect(checkProposal({ ...asked, rules: [together("a", "x")] }, proposal)).toEqual([]);
  });
});
