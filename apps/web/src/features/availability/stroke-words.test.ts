import { expect, test } from "vitest";
import { cellHint, cellName, strokeSentence } from "./stroke-words.ts";

const TUESDAY_18 = { day: 1, minute: 18 * 60 };
const done = { brush: "available" as const, days: [0, 1, 2, 3, 4, 5, 6], step: 30 };

test("a cell is read with its day, its hour and its state in words [AG-15]", () => {
  expect(cellName(TUESDAY_18, "available")).toBe("Tuesday 18:00, available");
  expect(cellName({ day: 6, minute: 0 }, "empty")).toBe("Sunday 00:00, empty");
});

test("pointing at a cell says where it ends, and the last of a day ends at 24:00 [AG-5]", () => {
  expect(cellHint(TUESDAY_18, 30, "available")).toBe("Tue 18:00–18:30 · available");
  expect(cellHint({ day: 1, minute: 23.5 * 60 }, 30, "if_needed")).toBe("Tue 23:30–24:00 · if needed");
});

test("a stroke is told in one sentence from its earlier corner to its later one, however it was drawn [AG-15]", () => {
  expect(strokeSentence({ day: 1, minute: 19.5 * 60 }, TUESDAY_18, done)).toBe(
    "Tuesday 18:00 to 20:00 set to available",
  );
  expect(strokeSentence({ day: 2, minute: 18 * 60 }, { day: 0, minute: 18 * 60 }, { ...done, brush: "erase" })).toBe(
    "Monday to Wednesday, 18:00 to 18:30 set to empty",
  );
});
