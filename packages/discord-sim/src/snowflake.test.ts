import { expect, test } from "vitest";
import { instantOf, isSnowflake, makeSnowflakes } from "./snowflake.ts";

test("ids grow although the clock stands or goes back, and tell when they were made", () => {
  let now = Date.UTC(2026, 9, 1);
  const next = makeSnowflakes(() => now);
  const first = next();
  const second = next();
  now -= 60_000;
  const third = next();
  expect([BigInt(second) > BigInt(first), BigInt(third) > BigInt(second)]).toEqual([true, true]);
  expect(instantOf(first)).toBe(Date.UTC(2026, 9, 1));
});

test("ids go on above the last one that was ever given", () => {
  expect(makeSnowflakes(() => Date.UTC(2020, 0, 1), 1_573_301_026_000_207_872n)()).toBe("1573301026000207873");
});

test.each(["undefined", "", "-1", "1.5", "99999999999999999999999", "12a"])("%j is no snowflake", (value) => {
  expect(isSnowflake(value)).toBe(false);
});
