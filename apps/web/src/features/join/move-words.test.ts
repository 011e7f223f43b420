import { expect, test } from "vitest";
import { moveWords, undoWords } from "./move-words.ts";

test.each([
  ["Group 3", "Group 5", "You switched from Group 3 to Group 5", "Go back to Group 3"],
  ["Group 3", null, "You left Group 3", "Take my seat in Group 3 back"],
  [null, "Group 5", "You joined Group 5", "Leave Group 5 again"],
])("a move from %s to %s is told, and its undo says what it does [JS-8]", (from, to, told, undo) => {
  expect(moveWords({ from, to })).toBe(told);
  expect(undoWords({ from, to })).toBe(undo);
});
