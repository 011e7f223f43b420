import { expect, test } from "vitest";
import { heatLevel, hoursShown } from "./heat-level.ts";

test("nobody is empty, everybody is the darkest, and a single person is never invisible", () => {
  expect(heatLevel(0, { most: 58, outOf: 58 })).toBe(0);
  expect(heatLevel(1, { most: 58, outOf: 58 })).toBe(1);
  expect(heatLevel(58, { most: 58, outOf: 58 })).toBe(6);
  expect(heatLevel(57, { most: 58, outOf: 58 })).toBe(5);
  expect(heatLevel(0, { most: 0, outOf: 0 })).toBe(0);
});

test("the busiest hour stands out even where it is a small part of everybody, and is not taken for everybody", () => {
  expect(heatLevel(13, { most: 13, outOf: 65 })).toBe(5);
  expect(heatLevel(3, { most: 13, outOf: 65 })).toBe(2);
});

test("only the hours between the first and the last at which somebody is free are shown", () => {
  const counts = Array.from({ length: 168 }, () => 0);
  counts[24 + 18] = 3;
  counts[6 * 24 + 21] = 1;
  expect(hoursShown(counts)).toEqual({ from: 18, until: 22 });
  expect(hoursShown(Array.from({ length: 168 }, () => 0))).toEqual({ from: 8, until: 20 });
});
