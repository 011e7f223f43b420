import { useCallback, useState, type KeyboardEvent, type RefObject } from "react";
import type { Brush, Cell } from "./painting.ts";
import { keyDeed, type KeyDeed, type Shown } from "./week-keys.ts";

interface KeyboardDeeds {
  paint: (from: Cell, to: Cell) => void;
  erase: (from: Cell, to: Cell) => void;
  takeBrush: (brush: Brush, chosen: { from: Cell; to: Cell } | null) => void;
  undo: () => void;
  redo: () => void;
  copyDay: (day: number) => void;
  pasteDay: (day: number) => void;
  cancel: () => void;
}

/** One cell of the grid is the tab stop; Shift stretches what is chosen from an anchor to it (AG-14). */
export function useWeekKeyboard(table: RefObject<HTMLTableElement | null>, shown: Shown, deeds: KeyboardDeeds) {
  const [at, setAt] = useState<Cell | null>(null);
  const [anchor, setAnchor] = useState<Cell | null>(null);
  const active = at && isShown(at, shown) ? at : { day: shown.days[0]!, minute: startMinute(shown) };
  const from = anchor && isShown(anchor, shown) ? anchor : active;

  const focus = useCallback(
    ({ day, minute }: Cell) =>
      table.current?.querySelector<HTMLElement>(`td[data-day="${day}"][data-minute="${minute}"]`)?.focus(),
    [table],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target as Element).matches("td[data-day]")) return;
    const deed = keyDeed(event, active, shown);
    if (!deed) return;
    event.preventDefault();
    if (deed.do === "move") {
      setAnchor(deed.extend ? from : null);
      setAt(deed.to);
      focus(deed.to);
    } else if (deed.do === "select-all") {
      setAnchor({ day: shown.days[0]!, minute: shown.from });
      const last = { day: shown.days.at(-1)!, minute: shown.to - shown.step };
      setAt(last);
      focus(last);
    } else {
      act(deed, { from, to: active, chosen: anchor !== null }, deeds);
      if (deed.do === "cancel") setAnchor(null);
    }
  };

  /** A click or a tap makes its cell the one tab stop. */
  const arrive = useCallback((cell: Cell) => {
    setAt(cell);
    setAnchor(null);
  }, []);

  return { active, anchor: anchor ? from : null, onKeyDown, arrive };
}

function act(
  deed: Exclude<KeyDeed, { do: "move" | "select-all" }>,
  { from, to, chosen }: { from: Cell; to: Cell; chosen: boolean },
  deeds: KeyboardDeeds,
): void {
  switch (deed.do) {
    case "paint":
      return deeds.paint(from, to);
    case "erase":
      return deeds.erase(from, to);
    case "brush":
      return deeds.takeBrush(deed.brush, chosen ? { from, to } : null);
    case "undo":
      return deeds.undo();
    case "redo":
      return deeds.redo();
    case "copy-day":
      return deeds.copyDay(to.day);
    case "paste-day":
      return deeds.pasteDay(to.day);
    case "cancel":
      return deeds.cancel();
  }
}

const isShown = ({ day, minute }: Cell, { days, from, to }: Shown): boolean =>
  days.includes(day) && minute >= from && minute < to;

const startMinute = ({ from, to }: Shown): number => (from <= 18 * 60 && 18 * 60 < to ? 18 * 60 : from);
