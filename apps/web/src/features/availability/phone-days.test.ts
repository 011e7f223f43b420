import { expect, test } from "vitest";
import { centredOn, phoneDays, swiped } from "./phone-days.ts";

const SUNDAY_FIRST = [6, 0, 1, 2, 3, 4, 5];

test("two swipes reach the end of the week, and no day lies beyond it [AG-12]", () => {
  expect(phoneDays(SUNDAY_FIRST, 0)).toEqual([6, 0, 1]);
  expect(phoneDays(SUNDAY_FIRST, swiped(0, 1))).toEqual([2, 3, 4]);
  expect(phoneDays(SUNDAY_FIRST, swiped(swiped(0, 1), 1))).toEqual([3, 4, 5]);
  expect(swiped(0, -1)).toBe(0);
});

test("every day can be chosen in the strip, and is then shown [AG-12]", () => {
  for (const day of SUNDAY_FIRST) expect(phoneDays(SUNDAY_FIRST, centredOn(SUNDAY_FIRST, day))).toContain(day);
  expect(phoneDays(SUNDAY_FIRST, centredOn(SUNDAY_FIRST, 2))).toEqual([1, 2, 3]);
});
