import { expect, test } from "vitest";
import type { GroupCard } from "./fit.ts";
import { placeRows, sortedBy, tableCsv, tableShown, type TableAsked } from "./table-rows.ts";
import type { PersonRow } from "./use-review.ts";

const slot = (weekday: number) => ({ weekday, startMinute: 1_080, lengthMinutes: 90, timeZone: "Europe/London" });
const member = (personId: number, name: string, fit: "available" | "if_needed" | "not_free", role = "participant") => ({
  personId,
  membershipId: 10 * personId,
  name,
  fit,
  role,
  timeZone: "Asia/Kolkata",
});
const groups = [
  { id: 1, name: "Group 10", status: "preview", slot: slot(3), members: [member(1, "Ann", "not_free")] },
  {
    id: 2,
    name: "Group 2",
    status: "preview",
    slot: slot(0),
    members: [member(2, "Kim", "available", "facilitator"), member(3, "Ben", "if_needed")],
  },
  { id: 3, name: "Group 3", status: "cancelled", slot: slot(0), members: [member(4, "Zoe", "available")] },
] as unknown as GroupCard[];
const waiting = [{ personId: 5, name: "=Femi", role: "participant", timeZone: null }] as PersonRow[];
const rows = placeRows(groups, waiting, new Set([3]));
const shown = (asked: Partial<TableAsked>) =>
  tableShown(rows, { which: "all", search: "", sort: { column: "name", descending: false }, ...asked }).map(
    ({ name }) => name,
  );

test("the table has everybody of the live groups and everybody who waits [GR-10]", () => {
  expect(shown({})).toEqual(["=Femi", "Ann", "Ben", "Kim"]);
  expect(rows.find(({ name }) => name === "Ben")!.pinned).toBe(true);
});

test("it sorts by what a column means, not by its letters, and a second press turns it round [GR-10]", () => {
  expect(shown({ sort: { column: "group", descending: false } })).toEqual(["Ben", "Kim", "Ann", "=Femi"]);
  expect(shown({ sort: { column: "time", descending: false } })).toEqual(["Ben", "Kim", "Ann", "=Femi"]);
  const turned = sortedBy(sortedBy({ column: "name", descending: false }, "group"), "group");
  expect(turned).toEqual({ column: "group", descending: true });
  expect(shown({ sort: turned })).toEqual(["=Femi", "Ann", "Ben", "Kim"]);
});

test("a filter and a search narrow it together [GR-10]", () => {
  expect(shown({ which: "not_free" })).toEqual(["Ann"]);
  expect(shown({ which: "waiting" })).toEqual(["=Femi"]);
  expect(shown({ search: "mon london" })).toEqual(["Ben", "Kim"]);
  expect(shown({ search: "kolkata", which: "facilitators" })).toEqual(["Kim"]);
});

test("the file has the chosen columns only, and no text becomes a formula [GR-10, GR-14]", () => {
  const csv = tableCsv(tableShown(rows, { which: "all", search: "", sort: { column: "name", descending: false } }), [
    "name",
    "group",
    "time",
  ]);
  expect(csv.split("\r\n").slice(0, 3)).toEqual([
    "Name,Group,Meets",
    "'=Femi,not placed,",
    "Ann,Group 10,Thu 18:00–19:30 (London)",
  ]);
});
