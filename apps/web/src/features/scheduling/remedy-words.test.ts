import { expect, test } from "vitest";
import { effectWords } from "./remedy-words.ts";

const remedy = { placed: 66, quality: 67.9, moved: [] as string[], lost: [] as string[], applies: true, asks: null };
const now = { placed: 63, total: 72 };

test("a remedy says its effect in full before anything changes: how many, how good, who moves [SC-14, SC-19]", () => {
  expect(effectWords(remedy, now)).toBe("66 of 72 placed instead of 63, quality 67.9; nobody else moves.");
  expect(effectWords({ ...remedy, moved: ["Ann", "Ben"] }, now)).toBe(
    "66 of 72 placed instead of 63, quality 67.9; 2 people change group: Ann and Ben.",
  );
});

test("whoever would lose a place by it is named, never left out of the sum [SC-15]", () => {
  expect(effectWords({ ...remedy, moved: ["Ann"], lost: ["Cem"] }, now)).toContain(
    "1 person changes group: Ann; 1 person loses their place: Cem.",
  );
});

test("advice says what must happen first", () => {
  expect(effectWords({ ...remedy, applies: false }, now)).toMatch(/^Once there is one: 66 of 72 placed/);
});
