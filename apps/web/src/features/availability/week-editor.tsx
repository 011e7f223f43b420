import type { Availability } from "@muster/domain/availability";
import { LayoutGrid, List } from "lucide-react";
import { useCallback, useState, type ReactNode } from "react";
import { useClock } from "../../dates/clock.ts";
import { cityOf } from "../../dates/instant-words.ts";
import { Button } from "../../ui/button.tsx";
import { useToast } from "../../ui/toast.tsx";
import { BrushPicker } from "./brush-picker.tsx";
import { changeZone, type ZoneChange } from "./change-zone.ts";
import { DayStrip } from "./day-strip.tsx";
import { ListMode } from "./list-mode.tsx";
import type { Brush } from "./painting.ts";
import { QuickActions } from "./quick-actions.tsx";
import { TimeZonePicker } from "./time-zone-picker.tsx";
import { TravelNote } from "./travel-note.tsx";
import { useAnnouncer } from "./use-announcer.ts";
import type { SaveResult } from "./saver.ts";
import { useGridDeeds } from "./use-grid-deeds.ts";
import { useGridView } from "./use-grid-view.ts";
import { useRemembered } from "./use-remembered.ts";
import { useWeekEditor, type SavedWeek } from "./use-week-editor.ts";
import { WeekAdvice } from "./week-advice.tsx";
import type { ZonedWeek } from "./week-draft.ts";
import { WeekFooter } from "./week-footer.tsx";
import { WeekGrid } from "./week-grid.tsx";
import { ZoneQuestion } from "./zone-question.tsx";
import "./availability.css";

interface WeekEditorProps {
  personId: number;
  saved: SavedWeek;
  deviceZone: string;
  /** Of the longest meeting one's courses ask for; 0 without a course. */
  meetingLength: number;
  save: (week: ZonedWeek) => Promise<SaveResult>;
  /** What happens with this week next. */
  children?: ReactNode;
}

/** A week, painted or written, saved as one goes. */
export function WeekEditor({ personId, saved, deviceZone, meetingLength, save, children }: WeekEditorProps) {
  const toast = useToast();
  const clock = useClock();
  const onNews = useCallback(
    (back: () => void) =>
      toast({ text: "Your week was changed in another window; this is the newer one.", undo: back }),
    [toast],
  );
  const onDraft = useCallback(
    (back: () => void) => toast({ text: "Some of this was not saved last time. It is saved now.", undo: back }),
    [toast],
  );
  const editor = useWeekEditor({ personId, saved, deviceZone, save, onNews, onDraft });
  const { week, timeZone, apply } = editor;
  const { region, announce } = useAnnouncer();
  const [brush, setBrush] = useState<Brush>("available");
  const [asList, setAsList] = useRemembered("week-as-list");
  const grid = useGridView(week, meetingLength);
  const [asked, setAsked] = useState<string | null>(null);

  const change = useCallback(
    (next: Availability, sentence: string) => {
      apply((before) => ({ ...before, week: next }));
      announce(sentence);
    },
    [apply, announce],
  );
  const deeds = useGridDeeds({
    editor,
    view: grid.view,
    brush,
    setBrush,
    announce,
    swipe: grid.swipe,
    openHours: grid.openHours,
  });
  const chooseZone = (chosen: string) => {
    if (week.available.length + week.ifNeeded.length > 0) return setAsked(chosen);
    apply((before) => ({ ...before, timeZone: chosen }));
  };
  const answerZone = (answer: ZoneChange | null) => {
    const chosen = asked;
    setAsked(null);
    if (answer === null || chosen === null) return;
    apply((before) => ({
      week: changeZone(before.week, { from: before.timeZone, to: chosen, at: clock() }, answer),
      timeZone: chosen,
    }));
    announce(`Times are for ${cityOf(chosen)} now`);
  };

  return (
    <>
      <TravelNote deviceZone={deviceZone} timeZone={timeZone} change={() => chooseZone(deviceZone)} />
      <div className="avail">
        <div className="stack">
          <div className="tools">
            <Button
              className="uselist"
              variant="link"
              icon={asList ? LayoutGrid : List}
              onClick={() => setAsList(!asList)}
            >
              {asList ? "Use grid instead" : "Use list instead"}
            </Button>
            {!asList && <BrushPicker brush={brush} onChange={setBrush} />}
            <TimeZonePicker timeZone={timeZone} onChange={chooseZone} />
          </div>
          {asList ? (
            <ListMode week={week} order={grid.order} change={change} />
          ) : (
            <div className="card gridcard">
              {grid.phone && <DayStrip week={week} order={grid.order} shown={grid.view.days} show={grid.showDay} />}
              <WeekGrid week={week} timeZone={timeZone} brush={brush} view={grid.view} deeds={deeds} />
            </div>
          )}
        </div>
        <aside className="stack side">
          <WeekAdvice week={week} meetingLength={meetingLength} change={change} />
          <QuickActions
            week={week}
            brush={brush}
            hours={{ start: grid.view.hours.from, end: grid.view.hours.to }}
            change={change}
            grid={asList ? null : grid}
          />
          {children}
        </aside>
      </div>
      <WeekFooter
        week={week}
        timeZone={timeZone}
        meetingLength={meetingLength}
        status={editor.status}
        retry={editor.retry}
        undo={editor.canUndo ? deeds.undo : null}
      />
      <ZoneQuestion week={week} from={timeZone} to={asked} at={clock()} answer={answerZone} />
      <p className="sr" aria-live="polite" ref={region} />
    </>
  );
}
