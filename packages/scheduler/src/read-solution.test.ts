import { expect, test } from "vitest";
import { cohortOf, leader, person } from "../testing/cohorts.ts";
import { exactModel } from "./exact-model.ts";
import { prepare } from "./prepare.ts";
import { readSolution } from "./read-solution.ts";

/** A relaxation that is undecided everywhere: of each column as much as is asked for. */
function undecided(week: string, share: number) {
  const guests = Array.from({ length: 9 }, (_, index) => person(`p${index}`, week));
  const { full } = prepare(cohortOf([leader("f", week, { maxGroups: 2 }), ...guests]));
  const exact = exactModel(full);
  const values = new Float64Array(exact.model.columns);
  for (const { columns } of exact.leaders) {
    for (const [start, column] of columns) {
      values[column] = share;
      values[exact.groups[start]!] = share;
    }
  }
  return readSolution(full, exact, values)?.leads.length ?? 0;
}

test("read from fractions, nobody leads more groups than they can [SCH19]", () => {
  expect(undecided("M09:00 M10:00, T09:00 T10:00, W09:00 W10:00", 0.6)).toBeLessThanOrEqual(2);
});

test("read from fractions, nobody leads two meetings that overlap [Q6]", () => {
  expect(undecided("M09:00 M10:30", 0.5)).toBeLessThanOrEqual(1);
});

test("read from fractions, no more people are seated than the groups left after rounding have seats for", () => {
  const guests = Array.from({ length: 9 }, (_, index) => person(`p${index}`, "M09:00 M10:00"));
  const { full } = prepare(cohortOf(guests, { maxPeople: 4 }));
  const exact = exactModel(full);
  const values = new Float64Array(exact.model.columns);
  const [monday] = [...exact.guests[0]!.columns.keys()];
  values[exact.groups[monday!]!] = 1.4;
  values[exact.guests[0]!.columns.get(monday!)!] = 5.6;
  const { leads, tenths } = readSolution(full, exact, values)!;
  expect({ groups: leads.length, tenths }).toEqual({ groups: 1, tenths: 40 });
});
