import { describe, expect, test } from "vitest";
import { cohortOf, leader, person, stillClock } from "../testing/cohorts.ts";
import { checkProposal } from "./check-proposal.ts";
import { type Proposal } from "./proposal.ts";
import { schedule } from "./schedule.ts";

const people = Array.from({ length: 6 }, (_, index) =>
  person(`p${index}`, "M09:00 M11:00", { maybe: "M11:00 M12:00" }),
);
const problem = cohortOf([leader("f", "M09:00 M12:00", { maxGroups: 2 }), leader("g", "T09:00 T10:00"), ...people], {
  maxPeople: 4,
});

const corruptions: [string, (proposal: Proposal) => void][] = [
  ["somebody twice", ({ groups }) => void (groups[1]!.memberIds[1] = groups[0]!.memberIds[1]!)],
  ["a stranger", ({ groups }) => void (groups[0]!.memberIds[1] = "nobody")],
  ["too many", ({ groups }) => void groups[0]!.memberIds.push("p0", "p1", "p2")],
  ["too few", ({ groups }) => void groups[0]!.memberIds.splice(1)],
  ["a start when nobody is free", ({ groups }) => void Object.assign(groups[0]!, { start: 0, end: 60 })],
  ["a start off the grid", ({ groups }) => void Object.assign(groups[0]!, { start: 545, end: 605 })],
  ["a meeting too short", ({ groups }) => void (groups[0]!.end -= 10)],
  ["a wrong weight", ({ groups }) => void (groups[0]!.members[1]!.weight = 0.9)],
  ["two facilitators", ({ groups }) => void groups[0]!.memberIds.push("g")],
  ["another's facilitator", ({ groups }) => void (groups[0]!.facilitatorId = "g")],
  [
    "two meetings at once",
    ({ groups }) => void Object.assign(groups[1]!, { start: groups[0]!.start, end: groups[0]!.end }),
  ],
  ["a forgotten person", ({ unplaced }) => void unplaced.pop()],
  ["a quality too high", (proposal) => void (proposal.quality += 0.1)],
  ["a bound too low", (proposal) => void (proposal.upperBound -= 1)],
  ["a wrong count", (proposal) => void (proposal.placed += 1)],
];

describe("a proposal with one thing wrong does not pass [WK-8]", () => {
  test.each(corruptions)("%s", async (_, corrupt) => {
    const proposal = await schedule({ ...problem, remedyTrials: 0 }, stillClock);
    expect(proposal.groups).toHaveLength(2);
    expect(checkProposal(problem, proposal)).toEqual([]);
    corrupt(proposal);
    expect(checkProposal(problem, proposal)).not.toEqual([]);
  });
});
