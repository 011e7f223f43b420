import type { Brush, Cell } from "./painting.ts";

/** What the grid can be asked for with a key (AG-14). */
export type KeyDeed =
  | { do: "move"; to: Cell; extend: boolean }
  | { do: "paint" }
  | { do: "erase" }
  | { do: "brush"; brush: Brush }
  | { do: "select-all" }
  | { do: "undo" }
  | { do: "redo" }
  | { do: "copy-day" }
  | { do: "paste-day" }
  | { do: "cancel" };

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** The cells on the page: which days in which order, which minutes, and how far apart. */
export interface Shown {
  days: readonly number[];
  from: number;
  to: number;
  step: number;
}

const PAGE_MINUTES = 240;
const BRUSHES: Record<string, Brush> = { "1": "available", "2": "if_needed", "0": "erase" };

/** A key press as a deed, or null where the key is none of ours and the browser keeps it. */
export function keyDeed(press: KeyPress, at: Cell, shown: Shown): KeyDeed | null {
  if (press.altKey) return null;
  const command = press.ctrlKey || press.metaKey;
  const to = moved({ key: press.key, command }, at, shown);
  if (to) return { do: "move", to, extend: press.shiftKey };
  return command ? commanded(press) : plain(press.key);
}

function commanded({ key, shiftKey }: KeyPress): KeyDeed | null {
  switch (key.toLowerCase()) {
    case "a":
      return { do: "select-all" };
    case "z":
      return { do: shiftKey ? "redo" : "undo" };
    case "y":
      return { do: "redo" };
    default:
      return null;
  }
}

function plain(key: string): KeyDeed | null {
  const brush = BRUSHES[key];
  if (brush) return { do: "brush", brush };
  switch (key) {
    case " ":
    case "Enter":
      return { do: "paint" };
    case "Delete":
    case "Backspace":
      return { do: "erase" };
    case "Escape":
      return { do: "cancel" };
    case "c":
    case "C":
      return { do: "copy-day" };
    case "v":
    case "V":
      return { do: "paste-day" };
    default:
      return null;
  }
}

function moved({ key, command }: { key: string; command: boolean }, at: Cell, shown: Shown): Cell | null {
  const { days, from, to, step } = shown;
  const [first, last] = [days[0]!, days.at(-1)!];
  const bottom = to - step;
  const column = days.indexOf(at.day);
  const side = (by: number): number => days[Math.min(days.length - 1, Math.max(0, column + by))]!;
  const height = (by: number): number => Math.min(bottom, Math.max(from, at.minute + by));
  switch (key) {
    case "ArrowLeft":
      return { ...at, day: side(-1) };
    case "ArrowRight":
      return { ...at, day: side(1) };
    case "ArrowUp":
      return { ...at, minute: height(-step) };
    case "ArrowDown":
      return { ...at, minute: height(step) };
    case "PageUp":
      return { ...at, minute: height(-PAGE_MINUTES) };
    case "PageDown":
      return { ...at, minute: height(PAGE_MINUTES) };
    case "Home":
      return command ? { day: first, minute: from } : { ...at, day: first };
    case "End":
      return command ? { day: last, minute: bottom } : { ...at, day: last };
    default:
      return null;
  }
}
