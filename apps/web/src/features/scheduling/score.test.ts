import { settingsFor } from "@muster/domain/scheduling-settings";
import { expect, test } from "vitest";
import type { Proposal } from "./run-words.ts";
import { scoreOf } from "./score.ts";

type Member = Proposal["groups"][number]["members"][number];
const member = (name: string, changes: Partial<Member> = {}): Member => ({
  personId: 1,
  name,
  role: "participant",
  fit: "available",
  timeZone: "Europe/London",
  assumed: false,
  pinned: false,
  ...changes,
});
const group = (name: string, startMinute: number, members: Member[]): Proposal["groups"][number] => ({
  name,
  slot: { weekday: 1, startMinute, lengthMinutes: 60, timeZone: "Europe/London" },
  members,
  clockNotes: [],
  joins: null,
});
const terms = { startDate: "2026-10-05", numberOfMeetings: 8, minSize: 3, maxSize: 4 };
const settings = settingsFor({ meetingLengthMinutes: 60, stepMinutes: 30, minSize: 2, maxSize: 4 });
const proposal = {
  run: { settings } as Proposal["run"],
  groups: [
    group("Group 1", 1_080, [
      member("Kim", { role: "facilitator" }),
      member("Ann", { fit: "if_needed" }),
      member("Ben", { timeZone: "Asia/Kolkata" }),
    ]),
    group("Group 2", 1_260, [member("Lee", { role: "facilitator" }), member("Cem", { assumed: true })]),
  ],
};
const rowOf = (rule: string) => scoreOf(proposal, terms).find((row) => row.rule.startsWith(rule))!;

test("what counts adds up to the quality, and each match leads to its group [SC-13]", () => {
  const counts = scoreOf(proposal, terms).filter(({ kind }) => kind === "counts");
  expect(counts.map(({ comes }) => comes)).toEqual(["3.0", "0.9", "1.0"]);
  expect(counts[0]!.where).toContainEqual({ words: "Ben", group: "Group 1" });
});

test("whatever was loosened is a row with the names: an If needed time, an assumed hour, another size than the cohort's [SC-15]", () => {
  const loosened = scoreOf(proposal, terms).filter((row) => row.loosened);
  expect(loosened.map(({ where }) => where.map(({ words, group: of }) => `${words}, ${of}`))).toEqual([
    ["Ann, Group 1"],
    ["Cem, Group 2"],
    ["2 people, Group 2"],
  ]);
});

test("hours outside 07:00 to 22:00 are counted on everybody's own clock, on all dates [SC-13]", () => {
  // 18:00 in London is 22:30 in Kolkata; 21:00 to 22:00 in London is civil there.
  expect(rowOf("Between 07:00")).toMatchObject({
    comes: "1 place outside",
    where: [{ words: "Ben", group: "Group 1" }],
  });
  expect(rowOf("Even group sizes")).toMatchObject({ comes: "1 between smallest and largest" });
  expect(rowOf("Exactly one facilitator")).toMatchObject({ kind: "must", matches: 2, comes: "kept" });
});
