import { useEffect, useRef, useState, type PointerEvent, type RefObject } from "react";
import { useLatest } from "../../ui/use-latest.ts";
import { fingerMeant, isResting, LONG_PRESS_MS } from "./finger.ts";
import { makeStroke, type PointerDeeds, type Stroke } from "./stroke.ts";
import type { Cell } from "./painting.ts";

const cellAt = (target: Element | null): Cell | null => {
  const cell = target?.closest<HTMLElement>("td[data-day]");
  return cell ? { day: Number(cell.dataset["day"]), minute: Number(cell.dataset["minute"]) } : null;
};

interface GridPointerDeeds extends PointerDeeds {
  /** A thumb went sideways over the grid: -1 left, 1 right. */
  swipe: (direction: -1 | 1) => void;
}

/**
 * Mouse and pen paint at once. A finger scrolls the page as ever; it paints by tapping one cell, or by resting 300 ms
 * and then moving (AG-11). Esc, a lost pointer and leaving the window give the stroke up.
 */
export function useWeekPointer(table: RefObject<HTMLTableElement | null>, deeds: GridPointerDeeds) {
  const [stroke, setStroke] = useState<Stroke | null>(null);
  const [start, setStart] = useState<Cell | null>(null);
  const live = useLatest(deeds);
  const painter = useRef<ReturnType<typeof makePainter> | null>(null);
  useEffect(() => {
    const made = makePainter(live, { setStroke, setStart });
    painter.current = made;
    return made.listen(table.current);
  }, [table, live]);
  return {
    stroke,
    start,
    onPointerDown: (event: PointerEvent) => painter.current?.onPointerDown(event),
    cancel: () => painter.current?.cancel(),
  };
}

interface Touch {
  cell: Cell;
  x: number;
  y: number;
  timer: ReturnType<typeof setTimeout>;
}

interface Shown {
  setStroke: (stroke: Stroke | null) => void;
  setStart: (cell: Cell | null) => void;
}

function makePainter(live: RefObject<GridPointerDeeds>, shown: Shown) {
  const hand = makeStroke(live, shown);
  let touch: Touch | null = null;

  function forgetTouch() {
    if (touch) clearTimeout(touch.timer);
    touch = null;
  }

  function cancel() {
    forgetTouch();
    hand.cancel();
  }

  function onPointerDown(event: PointerEvent) {
    const cell = cellAt(event.target as Element);
    if (!cell || event.button !== 0 || !event.isPrimary) return;
    if (event.pointerType === "touch") rest(cell, event);
    else hand.press(cell, event.shiftKey);
  }

  function rest(cell: Cell, { clientX, clientY }: PointerEvent) {
    const timer = setTimeout(() => {
      navigator.vibrate?.(15);
      touch = null;
      hand.begin(cell);
    }, LONG_PRESS_MS);
    touch = { cell, x: clientX, y: clientY, timer };
  }

  function move({ clientX, clientY }: globalThis.PointerEvent) {
    if (touch && !isResting({ x: clientX - touch.x, y: clientY - touch.y })) clearTimeout(touch.timer);
    if (hand.isPainting()) hand.reach(cellAt(document.elementFromPoint(clientX, clientY)));
  }

  function up({ clientX, clientY }: globalThis.PointerEvent) {
    const rested = touch;
    forgetTouch();
    if (hand.isPainting()) return hand.finish();
    if (!rested) return;
    switch (fingerMeant({ x: clientX - rested.x, y: clientY - rested.y })) {
      case "tap":
        hand.press(rested.cell, false);
        return hand.finish();
      case "later_days":
        return live.current.swipe(1);
      case "earlier_days":
        return live.current.swipe(-1);
      case "scroll":
        return;
    }
  }

  /** While a long press paints, the page must not scroll; this must be known before the finger moves. */
  const holdPage = (event: Event) => void (hand.isPainting() && event.cancelable && event.preventDefault());
  const holdMenu = (event: Event) => void ((hand.isPainting() || touch) && event.preventDefault());

  function listen(grid: HTMLElement | null) {
    const ending = new AbortController();
    const { signal } = ending;
    grid?.addEventListener("touchmove", holdPage, { passive: false, signal });
    grid?.addEventListener("contextmenu", holdMenu, { signal });
    window.addEventListener("pointermove", move, { signal });
    window.addEventListener("pointerup", up, { signal });
    window.addEventListener("pointercancel", cancel, { signal });
    window.addEventListener("blur", cancel, { signal });
    document.documentElement.addEventListener("mouseleave", cancel, { signal });
    window.addEventListener("keydown", (event) => void (event.key === "Escape" && cancel()), { signal });
    return () => {
      forgetTouch();
      ending.abort();
    };
  }

  return { onPointerDown, cancel, listen };
}
