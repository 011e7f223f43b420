import { expect, test } from "vitest";
import { saveWords } from "./save-words.ts";

const at = new Date("2026-09-30T12:30:00Z");

test("the footer says when the week was saved, on the person's own clock [AG-20]", () => {
  expect(saveWords({ kind: "saved", at: new Date("2026-09-30T12:03:00Z") }, at, "Europe/Berlin")).toBe("Saved 14:03");
  expect(saveWords({ kind: "saved", at: new Date("2026-09-28T12:03:00Z") }, at, "Europe/Berlin")).toBe(
    "Saved Mon 28 Sep, 14:03",
  );
});

test("between a stroke and its answer it says saving, and without an answer that the week is kept here [AG-20]", () => {
  expect(saveWords({ kind: "waiting" }, at, "UTC")).toBe("Saving…");
  expect(saveWords({ kind: "saving" }, at, "UTC")).toBe("Saving…");
  expect(saveWords({ kind: "failed", sentence: "", offline: true }, at, "UTC")).toContain("Kept on this device");
  expect(saveWords({ kind: "failed", sentence: "You are signed out.", offline: false }, at, "UTC")).toBe(
    "Not saved. You are signed out.",
  );
});
