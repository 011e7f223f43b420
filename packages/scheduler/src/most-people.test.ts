import fc from "fast-check";
import { expect, test } from "vitest";
import { cohortOf, person } from "../testing/cohorts.ts";
import { ProgressTeller, scopeOf } from "./ledger.ts";
import { mostPeople } from "./most-people.ts";

test("ten people only if needed are as good as nine at their best: one more is possible then [SC-8]", () => {
  const ten = Array.from({ length: 10 }, (_, at) => person(`p${at}`, "M09:00 M10:00", { maybe: "T09:00 T10:00" }));
  const mostMore = (useIfNeeded: boolean) =>
    new ProgressTeller(scopeOf(cohortOf(ten, { useIfNeeded }))).tell(
      { phase: "prove", attempts: 0, groups: 1, placed: 9, tenths: 90, bound: 90 },
      0,
    ).mostMore;
  expect(mostMore(true)).toBe(1);
  expect(mostMore(false)).toBe(0);
});

/** Places of somebody: one to three of a facilitator, none of whom is left out; each worth nine only if needed. */
const somebody = fc
  .record({ ifNeeded: fc.boolean(), places: fc.array(fc.constantFrom(9, 10), { maxLength: 3 }) })
  .map(({ ifNeeded, places }) => ({ ifNeeded, worth: places.map((tenths) => (ifNeeded ? tenths : 10)) }));

test("no grouping has more people in it than its quality lets be, nor is a number said that none could have", () => {
  const sum = (weights: number[]) => weights.reduce((all, weight) => all + weight, 0);
  fc.assert(
    fc.property(fc.array(somebody, { maxLength: 30 }), fc.nat(320), (people, tenths) => {
      const scope = { total: people.length, ifNeeded: people.filter(({ ifNeeded }) => ifNeeded).length };
      const placed = people.filter(({ worth }) => worth.length > 0).length;
      expect(mostPeople(sum(people.flatMap(({ worth }) => worth)), scope)).toBeGreaterThanOrEqual(placed);
      const least = people.map(({ ifNeeded }) => (ifNeeded ? 9 : 10)).toSorted((a, b) => a - b);
      const affordable = least.findIndex((_, at) => sum(least.slice(0, at + 1)) > tenths);
      expect(mostPeople(tenths, scope)).toBe(affordable < 0 ? people.length : affordable);
    }),
  );
});
