import { expect, test } from "vitest";
import { heatLevel, heatOf, letterAt, type Letters } from "./heat-model.ts";

/** Letters for a week of half hours, `A` from one hour to another on one day. */
const someone = (personId: number, day: number, [from, until]: [number, number], letter = "A"): Letters => {
  const cells = Array.from({ length: 336 }, (_, at) => {
    const hour = (at % 48) / 2;
    return Math.floor(at / 48) === day && hour >= from && hour < until ? letter : "N";
  }).join("");
  return { personId, name: `P${personId}`, cells, starts: cells };
};

const TUESDAY_SIX = 1_440 + 1_080;
const asked = (people: Letters[], unfolded = { before: false, after: false }) => ({
  people,
  stepMinutes: 30,
  meeting: { minute: TUESDAY_SIX, length: 90 },
  unfolded,
});

test("each half hour counts who is free then, if needed included, and everybody is the darkest [GR-3]", () => {
  const { rows } = heatOf(asked([someone(1, 1, [17, 21]), someone(2, 1, [18, 20], "I"), someone(3, 1, [19, 20], "P")]));
  const tuesday = (label: string) => rows.find((row) => row.label === label)!.cells[1]!;
  expect(tuesday("17:00")).toMatchObject({ count: 1, level: 2 });
  expect(tuesday("18:00")).toMatchObject({ count: 2, level: 4, meeting: "first" });
  expect(tuesday("19:00")).toMatchObject({ count: 2, meeting: "rest" });
  expect(tuesday("20:00").meeting).toBeNull();
  expect(heatLevel(3, 3)).toBe(6);
  expect(heatLevel(6, 7)).toBe(5);
  expect(heatLevel(0, 7)).toBe(0);
});

test("the hours round the meeting are shown; the others say the most one would find there, or nothing [GR-3]", () => {
  const people = [someone(1, 2, [8, 10]), someone(2, 2, [9, 12]), someone(3, 1, [18, 20])];
  const { before, rows, after } = heatOf(asked(people));
  expect(before).toEqual({ from: 0, until: 840, most: 2 });
  expect([rows[0]!.minute, rows.at(-1)!.minute]).toEqual([840, 1_290]);
  expect(after).toBeNull();
  const open = heatOf(asked(people, { before: true, after: true }));
  expect(open.before).toBeNull();
  expect(open.rows).toHaveLength(48);
});

test("a meeting at a quarter to has rows of its own, up to the last of its day [GR-3, TZ-4]", () => {
  const quarter = heatOf({
    people: [{ ...someone(1, 0, [0, 24]), cells: "A".repeat(672) }],
    stepMinutes: 15,
    meeting: { minute: 22 * 60 + 45, length: 90 },
    unfolded: { before: false, after: false },
  });
  const shown = quarter.rows.flatMap(({ cells }) => cells.filter(({ meeting }) => meeting !== null));
  expect(shown.map(({ minute }) => minute)).toEqual([22 * 60 + 45, 23 * 60 + 15, 23 * 60 + 45]);
  expect(quarter.rows.at(-1)!.minute).toBe(23 * 60 + 45);
});

test("the overlay of a person is the worst of a half hour, never the best [GR-3]", () => {
  const mixed = { ...someone(1, 0, [0, 0]), cells: `AI${"N".repeat(670)}` };
  expect(letterAt(mixed, 0, 15)).toBe("I");
  expect(letterAt(mixed, 15, 15)).toBe("N");
});
