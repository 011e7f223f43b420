import { useCallback, useEffect, useRef, useState } from "react";
import { useClock } from "../../dates/clock.ts";
import { useLatest } from "../../ui/use-latest.ts";
import { sameWeek } from "./painting.ts";
import type { SaveStatus } from "./save-words.ts";
import { forgetDraft, keepDraft, type ZonedWeek } from "./week-draft.ts";

const QUIET_MS = 800;
const RETRY_MS = 10_000;

export type SaveResult = { savedAt: Date } | { sentence: string; offline: boolean };

interface Autosave {
  personId: number;
  present: ZonedWeek;
  /** What the server has, as far as this page knows. */
  saved: ZonedWeek | null;
  savedAt: Date | null;
  save: (week: ZonedWeek) => Promise<SaveResult>;
}

export const sameZoned = (one: ZonedWeek, other: ZonedWeek): boolean =>
  one.timeZone === other.timeZone && sameWeek(one.week, other.week);

/**
 * Saves 800 ms after the last stroke, one request at a time, so that an older week never lands on a newer one. What is
 * not saved lies on this device; without a connection it is tried again by itself (AG-20).
 */
export function useAutosave({ personId, present, saved, savedAt, save }: Autosave) {
  const [status, setStatus] = useState<SaveStatus>(savedAt ? { kind: "saved", at: savedAt } : { kind: "nothing" });
  const clock = useClock();
  const live = useLatest({ present, save, clock });
  const known = useRef(saved);
  const saver = useRef<ReturnType<typeof makeSaver> | null>(null);

  useEffect(() => {
    const made = makeSaver({ personId, live, known, setStatus });
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

interface SaverParts {
  personId: number;
  live: { current: { present: ZonedWeek; save: Autosave["save"]; clock: () => Date } };
  known: { current: ZonedWeek | null };
  setStatus: (status: SaveStatus | ((before: SaveStatus) => SaveStatus)) => void;
}

function makeSaver({ personId, live, known, setStatus }: SaverParts) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending = false;

  const isSaved = () => known.current !== null && sameZoned(known.current, live.current.present);

  function later(ms: number) {
    clearTimeout(timer);
    timer = setTimeout(flush, ms);
  }

  function changed() {
    if (isSaved()) {
      if (sending) return;
      clearTimeout(timer);
      forgetDraft(localStorage, personId);
      setStatus((before) => (before.kind === "waiting" ? { kind: "saved", at: live.current.clock() } : before));
      return;
    }
    if (known.current === null && isBlank(live.current.present)) return;
    keepDraft(localStorage, personId, live.current.present);
    setStatus({ kind: "waiting" });
    later(QUIET_MS);
  }

  function flush() {
    clearTimeout(timer);
    if (sending || isSaved() || (known.current === null && isBlank(live.current.present))) return;
    void send(live.current.present);
  }

  async function send(week: ZonedWeek) {
    sending = true;
    setStatus({ kind: "saving" });
    const result = await live.current.save(week);
    sending = false;
    if ("sentence" in result) {
      setStatus({ kind: "failed", ...result });
      if (result.offline) later(RETRY_MS);
      return;
    }
    known.current = week;
    if (!isSaved()) return changed();
    forgetDraft(localStorage, personId);
    setStatus({ kind: "saved", at: result.savedAt });
  }

  return { changed, flush };
}

/** Nothing painted yet and nothing saved before: there is nothing to send. */
const isBlank = ({ week }: ZonedWeek): boolean => week.available.length === 0 && week.ifNeeded.length === 0;
