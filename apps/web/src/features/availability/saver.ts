import { sameWeek } from "./painting.ts";
import type { SaveStatus } from "./save-words.ts";
import { forgetDraft, keepDraft, type Shelf, type ZonedWeek } from "./week-draft.ts";

const QUIET_MS = 800;
const RETRY_MS = 10_000;

export type SaveResult = { savedAt: Date } | { sentence: string; offline: boolean };

export const sameZoned = (one: ZonedWeek, other: ZonedWeek): boolean =>
  one.timeZone === other.timeZone && sameWeek(one.week, other.week);

interface SaverParts {
  personId: number;
  /** Where drafts are kept on this device. */
  shelf: Shelf;
  live: { current: { present: ZonedWeek; save: (week: ZonedWeek) => Promise<SaveResult>; clock: () => Date } };
  known: { current: ZonedWeek | null };
  setStatus: (status: SaveStatus | ((before: SaveStatus) => SaveStatus)) => void;
}

/**
 * Sends 800 ms after the last change (AG-20), one request at a time: what is painted while one is under way goes after it, so
 * that an older week never lands on a newer one. What is not saved lies on this device; without a connection it is tried
 * again by itself.
 */
export function makeSaver({ personId, shelf, live, known, setStatus }: SaverParts) {
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
      forgetDraft(shelf, personId);
      setStatus((before) => (before.kind === "waiting" ? { kind: "saved", at: live.current.clock() } : before));
      return;
    }
    if (known.current === null && isBlank(live.current.present)) {
      clearTimeout(timer);
      forgetDraft(shelf, personId);
      return setStatus({ kind: "nothing" });
    }
    keepDraft(shelf, personId, live.current.present);
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
    forgetDraft(shelf, personId);
    setStatus({ kind: "saved", at: result.savedAt });
  }

  return { changed, flush };
}

/** Nothing painted yet and nothing saved before: there is nothing to send. */
const isBlank = ({ week }: ZonedWeek): boolean => week.available.length === 0 && week.ifNeeded.length === 0;
