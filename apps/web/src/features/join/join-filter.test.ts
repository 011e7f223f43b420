import { expect, test } from "vitest";
import { dayWords, daysOf, EVERYTHING, passing, shownWords } from "./join-filter.ts";

const cards = [
  { day: "Thu", group: { fit: "available" as const } },
  { day: "Mon", group: { fit: "if_needed" as const } },
  { day: "Thu", group: { fit: "not_free" as const } },
];
const [thursday, monday, notFree] = cards as [(typeof cards)[0], (typeof cards)[0], (typeof cards)[0]];

test("groups are narrowed to a day and to what fits, nothing asked leaves nothing out, and the order stays [JS-4]", () => {
  expect(passing(cards, EVERYTHING)).toEqual(cards);
  expect(passing(cards, { day: "Thu", onlyFitting: false })).toEqual([thursday, notFree]);
  expect(passing(cards, { day: null, onlyFitting: true })).toEqual([thursday, monday]);
  expect(passing(cards, { day: "Mon", onlyFitting: true })).toEqual([monday]);
  expect(passing(cards, { day: "Fri", onlyFitting: false })).toEqual([]);
});

test("only days with a group are offered, in the order of the week, and the page says how many are shown [JS-4]", () => {
  expect(daysOf(cards)).toEqual(["Mon", "Thu"]);
  expect(daysOf(cards).map(dayWords)).toEqual(["Monday", "Thursday"]);
  expect([shownWords(2, 3), shownWords(3, 3)]).toEqual(["2 of 3 groups", "All 3 groups"]);
});
