import { useEffect, useMemo, useRef, useState, type PointerEvent, type RefObject } from "react";
import type { Brush, Cell, Level } from "./painting.ts";
import { strokeBrush } from "./painting.ts";

/** A stroke under way: nothing is changed before the pointer is lifted (AG-9). */
export interface Stroke {
  from: Cell;
  to: Cell;
  brush: Brush;
}

interface PointerDeeds {
  brush: Brush;
  levelOf: (cell: Cell) => Level;
  commit: (stroke: Stroke) => void;
  /** A thumb went sideways over the grid: -1 left, 1 right. */
  swipe: (direction: -1 | 1) => void;
  /** Where a click with Shift begins. */
  anchor: Cell;
  /** Start and end by two clicks, for those who cannot drag (AG-10). */
  twoClicks: boolean;
}

const LONG_PRESS_MS = 300;
const STILL_PX = 10;
const SWIPE_PX = 48;

const cellAt = (target: Element | null): Cell | null => {
  const cell = target?.closest<HTMLElement>("td[data-day]");
  return cell ? { day: Number(cell.dataset["day"]), minute: Number(cell.dataset["minute"]) } : null;
};

/**
 * Mouse and pen paint at once. A finger scrolls the page as ever; it paints by tapping one cell, or by resting 300 ms
 * and then moving (AG-11). Esc, a lost pointer and leaving the window give the stroke up.
 */
export function useWeekPointer(table: RefObject<HTMLTableElement | null>, deeds: PointerDeeds) {
  const [stroke, setStroke] = useState<Stroke | null>(null);
  const [start, setStart] = useState<Cell | null>(null);
  const live = useRef(deeds);
  live.current = deeds;
  const painter = useMemo(() => makePainter(table, live, { setStroke, setStart }), [table]);
  useEffect(() => painter.listen(), [painter]);
  return { stroke, start, onPointerDown: painter.onPointerDown, cancel: painter.cancel };
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

function makePainter(table: RefObject<HTMLTableElement | null>, live: RefObject<PointerDeeds>, shown: Shown) {
  let stroke: Stroke | null = null;
  let touch: Touch | null = null;
  let first: Cell | null = null;

  const show = (next: Stroke | null) => shown.setStroke((stroke = next));
  const remember = (cell: Cell | null) => shown.setStart((first = cell));
  const begin = (from: Cell, to: Cell = from) =>
    show({ from, to, brush: strokeBrush(live.current.brush, live.current.levelOf(from)) });
  const forgetTouch = () => {
    if (touch) clearTimeout(touch.timer);
    touch = null;
  };
  const cancel = () => {
    forgetTouch();
    remember(null);
    show(null);
  };
  const finish = () => {
    const done = stroke;
    show(null);
    if (done) live.current.commit(done);
  };

  function onPointerDown(event: PointerEvent) {
    const cell = cellAt(event.target as Element);
    if (!cell || event.button !== 0 || !event.isPrimary) return;
    if (event.pointerType === "touch") return rest(cell, event);
    if (event.shiftKey) return stretch(live.current.anchor, cell);
    if (live.current.twoClicks) return click(cell);
    begin(cell);
  }

  /** With Shift, what was just done at the anchor goes on to here. */
  function stretch(from: Cell, to: Cell) {
    const level = live.current.levelOf(from);
    show({ from, to, brush: level === "empty" ? "erase" : level });
  }

  function click(cell: Cell) {
    if (!first) return remember(cell);
    begin(first, cell);
    remember(null);
  }

  function rest(cell: Cell, { clientX, clientY }: PointerEvent) {
    const timer = setTimeout(() => {
      navigator.vibrate?.(15);
      touch = null;
      begin(cell);
    }, LONG_PRESS_MS);
    touch = { cell, x: clientX, y: clientY, timer };
  }

  function move(event: globalThis.PointerEvent) {
    if (touch && Math.hypot(event.clientX - touch.x, event.clientY - touch.y) > STILL_PX) clearTimeout(touch.timer);
    if (!stroke) return;
    const cell = cellAt(document.elementFromPoint(event.clientX, event.clientY));
    if (cell && (cell.day !== stroke.to.day || cell.minute !== stroke.to.minute)) show({ ...stroke, to: cell });
  }

  function up(event: globalThis.PointerEvent) {
    const tapped = touch;
    forgetTouch();
    if (stroke) return finish();
    if (!tapped) return;
    const [x, y] = [event.clientX - tapped.x, event.clientY - tapped.y];
    if (Math.hypot(x, y) <= STILL_PX) return tap(tapped.cell);
    if (Math.abs(x) > SWIPE_PX && Math.abs(x) > 2 * Math.abs(y)) live.current.swipe(x < 0 ? 1 : -1);
  }

  function tap(cell: Cell) {
    if (live.current.twoClicks) click(cell);
    else begin(cell);
    finish();
  }

  /** While a long press paints, the page must not scroll; this must be known before the finger moves. */
  const holdPage = (event: Event) => void (stroke && event.cancelable && event.preventDefault());

  function listen() {
    const grid = table.current;
    const ending = new AbortController();
    const { signal } = ending;
    grid?.addEventListener("touchmove", holdPage, { passive: false, signal });
    grid?.addEventListener("contextmenu", (event) => void ((stroke || touch) && event.preventDefault()), { signal });
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
