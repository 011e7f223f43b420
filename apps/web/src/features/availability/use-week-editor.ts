import type { Availability } from "@muster/domain/availability";
import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { sameZoned, type SaveResult } from "./saver.ts";
import { useAutosave } from "./use-autosave.ts";
import { readDraft, type ZonedWeek } from "./week-draft.ts";
import { redo, startHistory, step, undo, type History } from "./week-history.ts";

export interface SavedWeek {
  availability: Availability | null;
  timeZone: string | null;
  savedAt: Date | null;
}

interface EditorParts {
  personId: number;
  saved: SavedWeek;
  /** For a first week: the zone of this device. */
  deviceZone: string;
  save: (week: ZonedWeek) => Promise<SaveResult>;
  /** The week was changed elsewhere; `back` brings this page's one back. */
  onNews: (back: () => void) => void;
  /** A week of last time that never reached the server was found on this device. */
  onDraft: (back: () => void) => void;
}

const EMPTY: Availability = { available: [], ifNeeded: [] };

const zoned = ({ availability, timeZone }: SavedWeek, deviceZone: string): ZonedWeek => ({
  week: availability ?? EMPTY,
  timeZone: timeZone ?? deviceZone,
});

/** The week being edited: its history, its way to the server, and news of it from elsewhere. */
export function useWeekEditor({ personId, saved, deviceZone, save, onNews, onDraft }: EditorParts) {
  const [history, setHistory] = useState<History<ZonedWeek>>(() => firstHistory(personId, saved, deviceZone));
  const { present } = history;
  const apply = useCallback((change: (before: ZonedWeek) => ZonedWeek) => {
    setHistory((before) => step(before, change(before.present), sameZoned));
  }, []);
  const goBack = useCallback(() => setHistory(undo), []);
  const goOn = useCallback(() => setHistory(redo), []);

  const known = saved.availability ? zoned(saved, deviceZone) : null;
  const autosave = useAutosave({ personId, present, saved: known, savedAt: saved.savedAt, save });

  const tellDraft = useEffectEvent(() => {
    // A history that begins with a step begins with a draft.
    if (history.past.length > 0) onDraft(goBack);
  });
  useEffect(() => tellDraft(), []);

  const newest = useRef(saved.savedAt);
  const { adopted, isDirty, status } = autosave;
  useEffect(() => {
    if (status.kind === "saved" && (newest.current === null || status.at > newest.current)) newest.current = status.at;
  }, [status]);
  const hear = useEffectEvent((heard: SavedWeek) => {
    if (!heard.savedAt || (newest.current && heard.savedAt <= newest.current) || isDirty()) return;
    newest.current = heard.savedAt;
    const news = zoned(heard, deviceZone);
    adopted(news, heard.savedAt);
    if (sameZoned(news, present)) return;
    setHistory((before) => step(before, news, sameZoned));
    onNews(goBack);
  });
  // oxlint-disable-next-line react/set-state-in-effect -- news from the server is a step of the history, not a value to derive
  useEffect(() => hear(saved), [saved]);

  return {
    ...present,
    apply,
    undo: goBack,
    redo: goOn,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    status,
    retry: autosave.retry,
  };
}

function firstHistory(personId: number, saved: SavedWeek, deviceZone: string): History<ZonedWeek> {
  const start = startHistory(zoned(saved, deviceZone));
  const draft = readDraft(localStorage, personId);
  return draft ? step(start, draft, sameZoned) : start;
}
