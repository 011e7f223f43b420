import { describe, expect, test } from "vitest";
import { cohortOf, leader, person, stillClock, worldCohort } from "../testing/cohorts.ts";
import { checkProposal } from "./check-proposal.ts";
import { type Problem } from "./problem.ts";
import { type Proposal } from "./proposal.ts";
import { schedule } from "./schedule.ts";

const run = (problem: Problem) => schedule({ ...problem, remedyTrials: 0 }, stillClock);
const placesOf = ({ groups }: Proposal) =>
  groups.flatMap(({ name, start, memberIds }) => memberIds.map((personId) => ({ personId, start, group: name })));

describe("pins", () => {
  test("are hard, even where another start is better", async () => {
    const people = Array.from({ length: 4 }, (_, index) =>
      person(`p${index}`, "M09:00 M10:00", { maybe: "T09:00 T10:00" }),
    );
    const problem = cohortOf(people);
    expect((await run(problem)).quality).toBe(4);
    const pinned = { ...problem, pins: [{ personId: "p1", start: 1_980 }] };
    const proposal = await run(pinned);
    expect(proposal.groups.find(({ start }) => start === 1_980)!.memberIds).toContain("p1");
    expect(checkProposal(pinned, proposal)).toEqual([]);
    expect(proposal).toMatchObject({ quality: 3.8, proven: true });
  });

  test("a facilitator stays where they are pinned, and those pinned together stay together", async () => {
    const people = Array.from({ length: 8 }, (_, index) => person(`p${index}`, "M09:00 M11:00"));
    const problem = cohortOf([leader("f", "M09:00 M11:00"), leader("g", "M09:00 M11:00"), ...people], { maxPeople: 5 });
    const pins = ["f", "p0", "p5", "p7"].map((personId) => ({ personId, start: 600, group: "us" }));
    const proposal = await run({ ...problem, pins });
    const group = proposal.groups.find(({ facilitatorId }) => facilitatorId === "f")!;
    expect(group.start).toBe(600);
    expect(group.memberIds).toEqual(expect.arrayContaining(["p0", "p5", "p7"]));
  });

  test("of two groups at one start make two groups that are both large enough", async () => {
    const WED_9 = 2 * 1_440 + 540;
    const problem = {
      ...cohortOf(
        [
          ...["f0", "f1"].map((id) => leader(id, "W09:00 W10:00")),
          leader("f2", "R09:00 R10:00"),
          ...["p0", "p2"].map((id) => person(id, "W09:00 W10:00")),
          person("p3", "R09:00 R10:00", { maybe: "W09:00 W10:00" }),
        ],
        { minPeople: 2, maxPeople: 3 },
      ),
      pins: [
        ...["f0", "p0", "p2"].map((personId) => ({ personId, start: WED_9, group: "Group 1" })),
        { personId: "f1", start: WED_9, group: "Group 2" },
      ],
    };
    const proposal = await run(problem);
    expect(proposal.groups.map(({ memberIds }) => memberIds.toSorted())).toEqual([
      ["f0", "p0", "p2"],
      ["f1", "p3"],
    ]);
    expect(proposal).toMatchObject({ quality: 4.9, proven: true });
    expect(checkProposal(problem, proposal)).toEqual([]);
    const torn = { ...proposal, groups: proposal.groups.map((group) => ({ ...group })) };
    torn.groups[0]!.memberIds = ["f0", "p0"];
    torn.groups[1]!.memberIds = ["f1", "p2", "p3"];
    expect(checkProposal(problem, torn)).toContain("those pinned into Group 1 are in several groups");
  });

  test("of one group with two facilitators, or more people than a group may have, are refused by name", async () => {
    const led = cohortOf(
      [
        leader("f", "M09:00 M10:00"),
        leader("g", "M09:00 M10:00"),
        ...["a", "b"].map((id) => person(id, "M09:00 M10:00")),
      ],
      {
        minPeople: 2,
        maxPeople: 2,
      },
    );
    const into = (...ids: string[]) => ids.map((personId) => ({ personId, start: 540, group: "us" }));
    await expect(run({ ...led, pins: into("f", "a", "b") })).rejects.toThrow(
      "Person a and Person b are pinned into one group, but a group has at most 2 people with its facilitator",
    );
    await expect(run({ ...led, pins: into("f", "g", "a") })).rejects.toThrow(
      "Person f and Person g are pinned into one group and are both facilitators, but a group has exactly one",
    );
    const peers = cohortOf(
      ["a", "b", "c", "d"].map((id) => person(id, "M09:00 M10:00")),
      { minPeople: 2, maxPeople: 3 },
    );
    const two = [...into("a", "b", "c"), { personId: "d", start: 540, group: "them" }];
    await expect(run({ ...peers, pins: two })).rejects.toThrow("cannot all be kept");
  });

  test("that contradict each other are refused with a sentence", async () => {
    const people = [person("a", "M09:00 M10:00"), person("b", "T09:00 T10:00")];
    const pins = [
      { personId: "a", start: 540 },
      { personId: "b", start: 1_980 },
    ];
    await expect(run({ ...cohortOf(people), pins })).rejects.toThrow(/pinned places cannot all be kept/);
    await expect(run({ ...cohortOf(people), pins: [{ personId: "a", start: 0 }] })).rejects.toThrow("a is pinned");
  });

  test("at a start the run does not have, or at two, are refused with the person's name and the hours", async () => {
    const pinnedTo = (...starts: number[]) =>
      run({ ...cohortOf([person("a", "M09:00 M11:00")]), pins: starts.map((start) => ({ personId: "a", start })) });
    await expect(pinnedTo(555)).rejects.toThrow(
      /^Person a is pinned to Monday 09:15-10:15, but meetings start every 30 minutes$/,
    );
    await expect(pinnedTo(540, 600)).rejects.toThrow(
      /^Person a is pinned to Monday 09:00-10:00 and to Monday 10:00-11:00, and can be in one group only$/,
    );
  });
});

describe("a run again", () => {
  test("on the same people changes nobody, whatever the seed", async () => {
    for (const seed of [1, 2, 3]) {
      const problem = worldCohort(30, seed);
      const first = await run(problem);
      const again = await run({ ...problem, seed: 99, earlier: placesOf(first) });
      expect(again.quality).toBe(first.quality);
      expect(again.changedIds).toEqual([]);
    }
  });

  test("changes nobody who joins a group that already stands", async () => {
    const people = Array.from({ length: 5 }, (_, index) => person(`p${index}`, "M09:00 M10:00, T09:00 T10:00"));
    const problem = {
      ...cohortOf(people, { minPeople: 4, maxPeople: 4 }),
      standing: [{ id: "s", start: 540, room: 1, memberIds: [] }],
    };
    const first = await run(problem);
    expect(first.joinings[0]!.memberIds).toHaveLength(1);
    expect(await run({ ...problem, earlier: placesOf(first) })).toMatchObject({ placed: 5, changedIds: [] });
  });

  test("when one person goes, the others stay as far as the best quality allows", async () => {
    const people = Array.from({ length: 9 }, (_, index) => person(`p${index}`, "M09:00 M12:00, W09:00 W12:00"));
    const problem = cohortOf(people, { minPeople: 4, maxPeople: 5 });
    const first = await run(problem);
    const gone = first.groups.find(({ memberIds }) => memberIds.length === 5)!.memberIds[2]!;
    const less = { ...problem, people: people.filter(({ id }) => id !== gone) };
    const again = await run({ ...less, seed: 7, earlier: placesOf(first).filter(({ personId }) => personId !== gone) });
    expect(again).toMatchObject({ quality: 8, changedIds: [] });
  });
});

describe("groups that already stand", () => {
  test("take people in while they have room, and no more", async () => {
    const problem = cohortOf(
      [1, 2, 3].map((n) => person(`p${n}`, "M09:00 M10:00")),
      { minPeople: 4 },
    );
    const standing = [{ id: "g7", start: 540, room: 2, memberIds: [] }];
    const proposal = await run({ ...problem, standing });
    expect(proposal.groups).toEqual([]);
    expect(proposal.joinings).toMatchObject([{ groupId: "g7", start: 540 }]);
    expect(proposal.joinings[0]!.memberIds).toHaveLength(2);
    expect(proposal).toMatchObject({ placed: 2, quality: 2, proven: true });
    expect(checkProposal({ ...problem, standing }, proposal)).toEqual([]);
  });

  test("names of new groups continue after those in use [C31]", async () => {
    const problem = cohortOf(
      [1, 2].map((n) => person(`p${n}`, "M09:00 M10:00")),
      { firstGroupNumber: 4 },
    );
    expect((await run(problem)).groups[0]!.name).toBe("Group 4");
  });
});
