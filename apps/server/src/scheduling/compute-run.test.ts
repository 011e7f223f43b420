import { expect, test } from "vitest";
import { endingOf } from "./compute-run.ts";

test("a run that never began was discarded only where somebody discarded it; stopped, it says that it had waited", () => {
  const of = (how: { closing: boolean; stopped: boolean }) => endingOf({ kind: "discarded" }, how);
  expect(of({ closing: false, stopped: false })).toEqual({ status: "discarded", proposal: null, error: null });
  expect(of({ closing: false, stopped: true })).toEqual({
    status: "interrupted",
    proposal: null,
    error: "It was stopped while it waited for its turn.",
  });
  expect(of({ closing: true, stopped: true })).toMatchObject({
    status: "interrupted",
    error: expect.stringContaining("The server was stopped while this run worked."),
  });
});
