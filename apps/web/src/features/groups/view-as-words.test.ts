import { expect, test } from "vitest";
import { viewAsWords } from "./view-as-words.ts";

const group = {
  name: "Group 3",
  status: "preview" as const,
  facilitator: "Kim",
  members: [
    { personId: 1, name: "Ann" },
    { personId: 2, name: "Kim" },
  ],
};
const seen = (changes: object = {}) =>
  viewAsWords({
    member: { personId: 1, role: "participant", fit: "available" },
    group,
    first: new Date("2026-10-06T17:00:00Z"),
    timeZone: "Pacific/Auckland",
    ...changes,
  });

test("a member in Auckland reads Wednesday for a London Tuesday, and no names before the group is real [GR-11, TZ-3]", () => {
  expect(seen().title).toBe("You are in Group 3, which is forming. It meets on Wednesdays at 06:00.");
  expect(seen().lead).toContain("Times are for Auckland.");
  expect(JSON.stringify(seen())).not.toContain("Kim");
});

test("once it is active they read who else is there, not themselves [GR-11]", () => {
  const { title, people } = seen({ group: { ...group, status: "active" } });
  expect(title).not.toContain("forming");
  expect(people).toBe("With Kim.");
});
