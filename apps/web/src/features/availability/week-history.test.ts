import { expect, test } from "vitest";
import { redo, startHistory, step, undo } from "./week-history.ts";

const same = (one: string, other: string) => one === other;
const walk = (...steps: string[]) => steps.reduce((history, next) => step(history, next, same), startHistory("empty"));

test("undo and redo walk the same line both ways [AG-14]", () => {
  const done = walk("evenings", "weekend");
  expect(undo(done).present).toBe("evenings");
  expect(undo(undo(done)).present).toBe("empty");
  expect(redo(undo(done))).toEqual(done);
});

test("a stroke that changes nothing is no step to undo [AG-19]", () => {
  expect(walk("evenings", "evenings").past).toEqual(["empty"]);
});

test("a new stroke after an undo forgets what was undone", () => {
  const anew = step(undo(walk("evenings", "weekend")), "mornings", same);
  expect(redo(anew)).toBe(anew);
  expect(anew.past).toEqual(["empty", "evenings"]);
});

test("undoing nothing and redoing nothing leave the week as it is", () => {
  expect(undo(startHistory("empty"))).toEqual(startHistory("empty"));
  expect(redo(walk("evenings"))).toEqual(walk("evenings"));
});
