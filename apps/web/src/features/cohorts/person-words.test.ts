import { expect, test } from "vitest";
import { peopleShown, placementOf, type PersonRow } from "./person-words.ts";

const aPerson = (changes: Partial<PersonRow> = {}): PersonRow => ({
  personId: 1,
  name: "Ann Keller",
  role: "participant",
  timeZone: "Europe/Berlin",
  answeredAt: new Date("2026-09-20T09:00:00Z"),
  availableMinutes: 600,
  ifNeededMinutes: 0,
  longestBlockMinutes: 120,
  usable: true,
  discord: "in_server",
  groupingStatus: "awaiting_grouping",
  reason: null,
  group: null,
  maxGroups: null,
  certified: null,
  note: null,
  away: null,
  leftOut: null,
  said: null,
  ...changes,
});

test("a person without a place is shown with the reason, in words", () => {
  const placement = placementOf(aPerson({ groupingStatus: "ungroupable", reason: "no_facilitator_overlap" }));
  expect(placement).toEqual({ tone: "warn", word: "Not placed", why: "No facilitator is free at those hours" });
});

test("a place in a group wins over an older reason", () => {
  const group = { id: 3, name: "Group 3", status: "preview" as const };
  expect(placementOf(aPerson({ group, reason: "outcompeted" }))).toMatchObject({ tone: "preview", word: "Group 3" });
});

test("whoever has paused or comes later is in the list, and not among those who wait [JS-13]", () => {
  const since = new Date("2026-10-04T09:00:00Z");
  const paused = aPerson({ groupingStatus: "paused", away: { since, instead: null } });
  expect(placementOf(paused).word).toBe("Paused");
  expect(placementOf({ ...paused, away: { since, instead: "January" } }).word).toBe("Comes to January");
  expect(peopleShown([paused], "all", "")).toHaveLength(1);
  expect(peopleShown([paused], "not_placed", "")).toEqual([]);
});

test("whoever is left out is counted neither as waiting nor as silent, and said to be left out [SC-14]", () => {
  const leftOut = { since: new Date("2026-10-04T09:00:00Z"), by: "Kim", because: "Comes in spring" };
  const people = [aPerson({ leftOut, groupingStatus: "left_out" }), aPerson({ leftOut, answeredAt: null })];
  expect(placementOf(people[0]!)).toMatchObject({ word: "Left out", why: "Comes in spring" });
  for (const filter of ["ready", "not_answered", "not_placed"] as const)
    expect(peopleShown(people, filter, "")).toEqual([]);
  expect(peopleShown(people, "all", "")).toHaveLength(2);
});

test("who has not answered is not said to wait for a run", () => {
  expect(placementOf(aPerson({ answeredAt: null })).word).toBe("No answer yet");
});

test("a search looks inside names whatever their case, within the chosen filter", () => {
  const people = [aPerson(), aPerson({ name: "Ben Keller", answeredAt: null }), aPerson({ name: "Carla Rossi" })];
  expect(peopleShown(people, "all", "keLL").map(({ name }) => name)).toEqual(["Ann Keller", "Ben Keller"]);
  expect(peopleShown(people, "not_answered", "keller").map(({ name }) => name)).toEqual(["Ben Keller"]);
});

test("ready are those without a place whose week holds a meeting: nobody who is silent, too short or placed [SC-1]", () => {
  const group = { id: 3, name: "Group 3", status: "active" as const };
  const people = [
    aPerson({ name: "Ready" }),
    aPerson({ name: "Silent", answeredAt: null, usable: false }),
    aPerson({ name: "Short", usable: false }),
    aPerson({ name: "Placed", group }),
    aPerson({ name: "Leads", role: "facilitator" }),
  ];
  expect(peopleShown(people, "ready", "").map(({ name }) => name)).toEqual(["Ready", "Leads"]);
});
