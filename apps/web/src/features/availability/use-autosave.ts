import { useCallback, useEffect, useRef, useState } from "react";
import { useClock } from "../../dates/clock.ts";
import { useLatest } from "../../ui/use-latest.ts";
import type { SaveStatus } from "./save-words.ts";
import { makeSaver, sameZoned, type SaveResult } from "./saver.ts";
import type { ZonedWeek } from "./week-draft.ts";

interface Autosave {
  personId: number;
  present: ZonedWeek;
  /** What the server has, as far as this page knows. */
  saved: ZonedWeek | null;
  savedAt: Date | null;
  save: (week: ZonedWeek) => Promise<SaveResult>;
}

/** The week on its way to the server; also when the page is left, hidden, or the connection comes back (AG-20). */
export function useAutosave({ personId, present, saved, savedAt, save }: Autosave) {
  const [status, setStatus] = useState<SaveStatus>(savedAt ? { kind: "saved", at: savedAt } : { kind: "nothing" });
  const clock = useClock();
  const live = useLatest({ present, save, clock });
  const known = useRef(saved);
  const saver = useRef<ReturnType<typeof makeSaver> | null>(null);

  useEffect(() => {
    const made = makeSaver({ personId, shelf: localStorage, live, known, setStatus });
    saver.current = made;
    const hidden = () => void (document.visibilityState === "hidden" && made.flush());
    window.addEventListener("online", made.flush);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      window.removeEventListener("online", made.flush);
      document.removeEventListener("visibilitychange", hidden);
      made.flush();
    };
  }, [personId, live]);
  useEffect(() => saver.current?.changed(), [present]);

  /** The server's own news, adopted as what is saved. */
  const adopted = useCallback((week: ZonedWeek, at: Date) => {
    known.current = week;
    setStatus({ kind: "saved", at });
  }, []);
  const isDirty = useCallback(() => known.current === null || !sameZoned(known.current, live.current.present), [live]);
  const retry = useCallback(() => saver.current?.flush(), []);
  return { status, retry, adopted, isDirty };
}
