import { expect, test } from "vitest";
import { nextTry } from "./retry.ts";
import type { Trouble } from "./trouble.ts";

const now = new Date("2026-02-01T12:00:00Z");
const passing: Trouble = { sort: "passing", code: "503", message: "busy" };
const seconds = (trouble: Trouble, attempts: number, chance = 1) => {
  const then = nextTry(trouble, { attempts, now, chance });
  return then && (then.getTime() - now.getTime()) / 1000;
};

test("the wait doubles and never exceeds five minutes [Y10]", () => {
  expect([1, 2, 3, 8, 9, 40].map((attempts) => seconds(passing, attempts))).toEqual([2, 4, 8, 256, 300, 300]);
});

test("chance spreads the tries over the whole wait", () => {
  expect(seconds(passing, 3, 0)).toBe(0);
  expect(seconds(passing, 3, 0.25)).toBe(2);
});

test("nobody knocks before the other side allows it [RE-9, PL-11]", () => {
  expect(seconds({ ...passing, retryAfterMs: 60_000 }, 1)).toBe(60);
});

test("the hopeless is not tried again", () => {
  expect(seconds({ ...passing, sort: "needs_person" }, 1)).toBeUndefined();
  expect(seconds({ ...passing, sort: "ours" }, 1)).toBeUndefined();
});
