import { expect, test } from "vitest";
import { KEY_SHEET, keyAct } from "./review-keys.ts";

const press = (key: string, held: Partial<Record<"ctrlKey" | "metaKey" | "shiftKey" | "altKey", true>> = {}) =>
  keyAct({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });

test("arrows go through persons and groups, M moves, a question mark shows the keys [GR-3, GR-4]", () => {
  expect(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"].map((key) => press(key))).toEqual([
    "previous_person",
    "next_person",
    "previous_group",
    "next_group",
  ]);
  expect(press("M", { shiftKey: true })).toBe("move");
  expect(press("?", { shiftKey: true })).toBe("help");
});

test("Ctrl or ⌘ with Z takes back, with Shift brings back [GR-6]", () => {
  expect(press("z", { ctrlKey: true })).toBe("undo");
  expect(press("Z", { metaKey: true, shiftKey: true })).toBe("redo");
  expect(press("y", { ctrlKey: true })).toBe("redo");
});

test("what the browser does with Ctrl, ⌘ or Alt stays the browser's [GR-3]", () => {
  expect(press("p", { ctrlKey: true })).toBeNull();
  expect(press("m", { metaKey: true })).toBeNull();
  expect(press("ArrowLeft", { altKey: true })).toBeNull();
  expect(press("x")).toBeNull();
});

test("the sheet names every key that does something [GR-3]", () => {
  const named = KEY_SHEET.flatMap(({ keys }) => keys).join(" ");
  for (const key of ["M", "S", "P", "A", "T", "Ctrl Z", "Ctrl Shift Z", "?", "Esc", "←", "→", "↑", "↓"])
    expect(named).toContain(key);
});
