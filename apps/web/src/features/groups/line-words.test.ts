import { expect, test } from "vitest";
import { lineWords } from "./line-words.ts";

test("an organiser reads how many wait for a group's seats and how many of them are offered one [JS-11]", () => {
  expect(lineWords({ waiting: 0, offered: 0 })).toBeNull();
  expect(lineWords({ waiting: 3, offered: 0 })).toBe("3 in line");
  expect(lineWords({ waiting: 3, offered: 1 })).toBe("3 in line, a seat offered");
});
