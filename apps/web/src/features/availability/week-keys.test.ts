import { describe, expect, test } from "vitest";
import { keyDeed, type KeyPress } from "./week-keys.ts";

const SHOWN = { days: [6, 0, 1, 2, 3, 4, 5], from: 480, to: 1_320, step: 30 };
const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});
const at = { day: 1, minute: 18 * 60 };
const goes = (key: string, held: Partial<KeyPress> = {}, from = at) => {
  const deed = keyDeed(press(key, held), from, SHOWN);
  return deed?.do === "move" ? deed.to : deed;
};

describe("keys in the grid", () => {
  test("arrows step one cell and stop at the edges of what is shown [AG-14]", () => {
    expect(goes("ArrowDown")).toEqual({ day: 1, minute: 18.5 * 60 });
    expect(goes("ArrowUp", {}, { day: 1, minute: 480 })).toEqual({ day: 1, minute: 480 });
    expect(goes("ArrowDown", {}, { day: 1, minute: 1_290 })).toEqual({ day: 1, minute: 1_290 });
    expect(goes("ArrowRight", {}, { day: 5, minute: 600 })).toEqual({ day: 5, minute: 600 });
  });

  test("left of Monday is Sunday where the reader's week starts on Sunday [AG-1, AG-14]", () => {
    expect(goes("ArrowLeft", {}, { day: 0, minute: 600 })).toEqual({ day: 6, minute: 600 });
    expect(goes("Home")).toEqual({ day: 6, minute: 18 * 60 });
    expect(goes("End")).toEqual({ day: 5, minute: 18 * 60 });
  });

  test("Ctrl+Home and Ctrl+End are the corners, page keys go four hours [AG-14]", () => {
    expect(goes("Home", { ctrlKey: true })).toEqual({ day: 6, minute: 480 });
    expect(goes("End", { metaKey: true })).toEqual({ day: 5, minute: 1_290 });
    expect(goes("PageUp")).toEqual({ day: 1, minute: 14 * 60 });
    expect(goes("PageDown")).toEqual({ day: 1, minute: 1_290 });
  });

  test("Shift with a move extends what is chosen [AG-14]", () => {
    expect(keyDeed(press("ArrowDown", { shiftKey: true }), at, SHOWN)).toEqual({
      do: "move",
      to: { day: 1, minute: 18.5 * 60 },
      extend: true,
    });
  });

  test("1, 2 and 0 take a brush, Space paints, Delete erases [AG-3, AG-14]", () => {
    expect(keyDeed(press("1"), at, SHOWN)).toEqual({ do: "brush", brush: "available" });
    expect(keyDeed(press("2"), at, SHOWN)).toEqual({ do: "brush", brush: "if_needed" });
    expect(keyDeed(press("0"), at, SHOWN)).toEqual({ do: "brush", brush: "erase" });
    expect(keyDeed(press(" "), at, SHOWN)).toEqual({ do: "paint" });
    expect(keyDeed(press("Delete"), at, SHOWN)).toEqual({ do: "erase" });
  });

  test("Ctrl+Z undoes, with Shift or as Ctrl+Y it redoes, C and V carry a day [AG-14]", () => {
    expect(keyDeed(press("z", { ctrlKey: true }), at, SHOWN)).toEqual({ do: "undo" });
    expect(keyDeed(press("Z", { metaKey: true, shiftKey: true }), at, SHOWN)).toEqual({ do: "redo" });
    expect(keyDeed(press("y", { ctrlKey: true }), at, SHOWN)).toEqual({ do: "redo" });
    expect(keyDeed(press("a", { ctrlKey: true }), at, SHOWN)).toEqual({ do: "select-all" });
    expect(keyDeed(press("c"), at, SHOWN)).toEqual({ do: "copy-day" });
    expect(keyDeed(press("v"), at, SHOWN)).toEqual({ do: "paste-day" });
  });

  test("the browser keeps its own: Tab, Ctrl+C, Ctrl+R, Alt with an arrow", () => {
    expect(keyDeed(press("Tab"), at, SHOWN)).toBeNull();
    expect(keyDeed(press("c", { ctrlKey: true }), at, SHOWN)).toBeNull();
    expect(keyDeed(press("r", { ctrlKey: true }), at, SHOWN)).toBeNull();
    expect(keyDeed(press("ArrowLeft", { altKey: true }), at, SHOWN)).toBeNull();
  });
});
