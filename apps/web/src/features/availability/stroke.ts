import { strokeBrush, type Brush, type Cell, type Level } from "./painting.ts";

/** A stroke under way: nothing is changed before the pointer is lifted (AG-9). */
export interface Stroke {
  from: Cell;
  to: Cell;
  brush: Brush;
}

export interface PointerDeeds {
  brush: Brush;
  levelOf: (cell: Cell) => Level;
  commit: (stroke: Stroke) => void;
  /** Where a press with Shift begins. */
  anchor: Cell;
  /** Start and end by two clicks, for those who cannot drag (AG-10). */
  twoClicks: boolean;
}

interface Shown {
  setStroke: (stroke: Stroke | null) => void;
  /** The first of two clicks. */
  setStart: (cell: Cell | null) => void;
}

/** The hand that holds the brush: what a press, a move and a lift mean, whatever device they came from. */
export function makeStroke(live: { current: PointerDeeds }, { setStroke, setStart }: Shown) {
  let stroke: Stroke | null = null;
  let first: Cell | null = null;

  const show = (next: Stroke | null) => setStroke((stroke = next));
  const remember = (cell: Cell | null) => setStart((first = cell));
  const begin = (from: Cell, to: Cell = from) =>
    show({ from, to, brush: strokeBrush(live.current.brush, live.current.levelOf(from)) });

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

  return {
    begin,
    press(cell: Cell, shift: boolean) {
      if (shift) return stretch(live.current.anchor, cell);
      return live.current.twoClicks ? click(cell) : begin(cell);
    },
    reach(cell: Cell | null) {
      if (stroke && cell && (cell.day !== stroke.to.day || cell.minute !== stroke.to.minute))
        show({ ...stroke, to: cell });
    },
    finish() {
      const done = stroke;
      show(null);
      if (done) live.current.commit(done);
    },
    cancel() {
      remember(null);
      show(null);
    },
    isPainting: () => stroke !== null,
  };
}
