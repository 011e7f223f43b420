import { useMemo, useRef } from "react";
import type { Availability } from "@muster/domain/availability";
import { weekdayName } from "../../dates/week-words.ts";
import { useLatest } from "../../ui/use-latest.ts";
import { dayOf, levelAt, minuteOfWeek, paint, putDay, rectangle, type Brush, type Cell } from "./painting.ts";
import { WORKDAYS } from "./quick-weeks.ts";
import { strokeSentence } from "./stroke-words.ts";
import type { useWeekEditor } from "./use-week-editor.ts";
import type { GridDeeds, GridView } from "./week-grid.tsx";

interface DeedParts {
  editor: ReturnType<typeof useWeekEditor>;
  view: GridView;
  brush: Brush;
  setBrush: (brush: Brush) => void;
  announce: (sentence: string) => void;
  swipe: GridDeeds["swipe"];
  openHours: GridDeeds["openHours"];
}

const BRUSH_WORDS: Record<Brush, string> = {
  available: "Brush: Available",
  if_needed: "Brush: If needed",
  erase: "Brush: Erase",
};

/** What the grid may do to the week, each said in one sentence. The object stays the same, so that rows need not redraw. */
export function useGridDeeds(parts: DeedParts): GridDeeds {
  const live = useLatest(parts);
  const copied = useRef<{ day: Availability; name: string } | null>(null);
  return useMemo(() => {
    const repaint = (next: (week: Availability) => Availability, sentence: string) => {
      live.current.editor.apply((before) => ({ ...before, week: next(before.week) }));
      live.current.announce(sentence);
    };
    const stroke = (from: Cell, to: Cell, brush: Brush) => {
      const { days, step } = live.current.view;
      repaint(
        (week) => paint(week, rectangle(from, to, { days, step }), brush),
        strokeSentence(from, to, { brush, days, step }),
      );
    };
    /** Marks with the brush, or takes away where all of it carries the brush's mark already. */
    const toggle = (cells: readonly Cell[]) => {
      const { editor, brush, view } = live.current;
      const held =
        brush === "erase" || cells.every((cell) => levelAt(editor.week, minuteOfWeek(cell), view.step) === brush);
      const stretches = cells.map((cell) => ({ start: minuteOfWeek(cell), end: minuteOfWeek(cell) + view.step }));
      return { brush: held ? ("erase" as const) : brush, stretches };
    };
    return {
      stroke,
      toggleDay: (day) => {
        const { from, to } = live.current.view.hours;
        const { step } = live.current.view;
        const cells = Array.from({ length: (to - from) / step }, (_, at) => ({ day, minute: from + at * step }));
        stroke(cells[0]!, cells.at(-1)!, toggle(cells).brush);
      },
      toggleRow: (minute) => {
        const { brush, stretches } = toggle(WORKDAYS.map((day) => ({ day, minute })));
        const { step } = live.current.view;
        const ends = [
          { day: 0, minute },
          { day: 4, minute },
        ] as const;
        repaint((week) => paint(week, stretches, brush), strokeSentence(...ends, { brush, days: WORKDAYS, step }));
      },
      takeBrush: (brush) => {
        live.current.setBrush(brush);
        live.current.announce(BRUSH_WORDS[brush]);
      },
      undo: () => {
        live.current.editor.undo();
        live.current.announce("Undone");
      },
      redo: () => {
        live.current.editor.redo();
        live.current.announce("Done again");
      },
      copyDay: (day) => {
        const name = weekdayName(day, "long");
        copied.current = { day: dayOf(live.current.editor.week, day), name };
        live.current.announce(`${name} copied`);
      },
      pasteDay: (day) => {
        const source = copied.current;
        if (!source) return live.current.announce("Copy a day first, with C");
        repaint((week) => putDay(week, source.day, [day]), `${source.name} put on ${weekdayName(day, "long")}`);
      },
      swipe: (direction) => live.current.swipe(direction),
      openHours: (end, open) => live.current.openHours(end, open),
    };
  }, [live]);
}
