import { expect, test } from "vitest";
import { nameSchema, wordsSchema } from "./plain-text.ts";

const name = nameSchema({ missing: "A group needs a name", tooLong: "At most 80 letters" });

test.each([
  ["  Tuesday  ", "Tuesday"],
  ["one\nline\u0000only", "one line only"],
  ["\u202Edesrever\u202C", "desrever"],
  ["مرحبا", "مرحبا"],
  ["👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"],
  ["@everyone <b>", "@everyone <b>"],
])("a name %j is kept as %j", (typed, kept) => {
  expect(name.parse(typed)).toBe(kept);
});

test.each(["", "   ", "\u200B\u200F", "\u202E", "\u0000"])("a name without anything to see, %j, is none", (typed) => {
  expect(name.safeParse(typed).error?.issues[0]?.message).toBe("A group needs a name");
});

test("a name of 300 letters is told to be too long", () => {
  expect(name.safeParse("x".repeat(300)).error?.issues[0]?.message).toBe("At most 80 letters");
});

test("words keep their lines and lose what cannot be kept", () => {
  expect(wordsSchema(20, "Too long").parse(" one\n\ttwo\u0000\u202E ")).toBe("one\n\ttwo");
  expect(wordsSchema(3, "Too long").safeParse("four").error?.issues[0]?.message).toBe("Too long");
});
