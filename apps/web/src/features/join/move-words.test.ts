import { expect, test } from "vitest";
import { moveWords, undoTerms, undoWords } from "./move-words.ts";

test.each([
  ["Group 3", "Group 5", "You switched from Group 3 to Group 5", "Go back to Group 3"],
  ["Group 3", null, "You left Group 3", "Take my seat in Group 3 back"],
  [null, "Group 5", "You joined Group 5", "Leave Group 5 again"],
])("a move from %s to %s is told, and its undo says what it does [JS-8]", (from, to, told, undo) => {
  expect(moveWords({ from, to, isTrade: false })).toBe(told);
  expect(undoWords({ from, to, isTrade: false })).toBe(undo);
});

test("a trade of places says that the other person goes back too, a switch that the seat must be free [JS-17, JS-8]", () => {
  const trade = { from: "Group 3", to: "Group 5", isTrade: true };
  expect(moveWords(trade)).toBe("You traded Group 3 for Group 5");
  expect(undoTerms(trade, "Sat 09:14")).toContain("the other person then goes back too");
  expect(undoTerms({ ...trade, isTrade: false }, "Sat 09:14")).toContain("while the seat is free");
});
