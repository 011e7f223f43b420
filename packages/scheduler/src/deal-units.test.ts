import { describe, expect, test } from "vitest";
import { cohortOf, leader, person } from "../testing/cohorts.ts";
import { dealUnits } from "./deal-units.ts";
import { prepare } from "./prepare.ts";
import { type Problem } from "./problem.ts";
import { isRuled } from "./ruling.ts";
import { OUTSIDE, UnitBook, UnitSeats } from "./unit-seats.ts";

const together = (...personIds: string[]) => ({ kind: "together" as const, personIds });
const apart = (...personIds: string[]) => ({ kind: "apart" as const, personIds });

/** Two groups at one start, and every unit of the rules there, with so many others to fill up the groups. */
function dealt(rules: Problem["rules"], singles: number) {
  const people = ["a", "b", "c", "d"].map((id) => person(id, "M09:00 M10:00"));
  const leaders = ["f", "g"].map((id) => leader(id, "M09:00 M10:00"));
  const { reduced } = prepare(cohortOf([...leaders, ...people], { minPeople: 3, maxPeople: 6, rules }));
  if (!isRuled(reduced)) throw new Error("The rules say nothing");
  const leads = [0, 1].map((facilitator) => ({ facilitator, start: 0 }));
  const seats = new UnitSeats(new UnitBook(reduced), leads);
  const units = [...seats.placeOf.keys()];
  return { done: dealUnits(seats, { places: [0, 1], units, singles }), places: [...seats.placeOf] };
}

describe("dealing units into the groups of a start", () => {
  test("leaves no group short where nobody else could fill it [GR-13]", () => {
    const { done, places } = dealt([together("a", "b"), together("c", "d")], 0);
    expect(done).toBe(true);
    expect(new Set(places)).toEqual(new Set([0, 1]));
  });

  test("tries again where the first choice was wrong [GR-13]", () => {
    const { done, places } = dealt([apart("a", "c"), apart("b", "d"), apart("a", "g"), apart("b", "f")], 0);
    expect(done).toBe(true);
    expect(places).toEqual([0, 1, 1, 0]);
  });

  test("says so where there is no way, and leaves everybody outside [GR-13]", () => {
    const { done, places } = dealt([apart("a", "b"), apart("b", "c"), apart("a", "c")], 9);
    expect({ done, places }).toEqual({ done: false, places: [OUTSIDE, OUTSIDE, OUTSIDE] });
  });
});
