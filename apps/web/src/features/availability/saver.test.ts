import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeSaver, type SaveResult } from "./saver.ts";
import type { SaveStatus } from "./save-words.ts";
import { readDraft, type ZonedWeek } from "./week-draft.ts";

const at = new Date("2026-09-30T12:03:00Z");
const painted = (hour: number): ZonedWeek => ({
  week: { available: [{ start: hour * 60, end: hour * 60 + 60 }], ifNeeded: [] },
  timeZone: "Europe/Berlin",
});
const BLANK: ZonedWeek = { week: { available: [], ifNeeded: [] }, timeZone: "Europe/Berlin" };

/** A page with a server that answers when told to. */
function page(saved: ZonedWeek | null) {
  const kept: Record<string, string> = {};
  const shelf = {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => void (kept[key] = value),
    removeItem: (key: string) => void delete kept[key],
  };
  const sent: { week: ZonedWeek; answer: (result: SaveResult) => Promise<void> }[] = [];
  const save = (week: ZonedWeek) => {
    const { promise, resolve } = Promise.withResolvers<SaveResult>();
    sent.push({ week, answer: async (result) => (resolve(result), void (await vi.advanceTimersByTimeAsync(0))) });
    return promise;
  };
  let status: SaveStatus = { kind: "nothing" };
  const live = { current: { present: saved ?? BLANK, save, clock: () => at } };
  const known = { current: saved };
  const saver = makeSaver({
    personId: 7,
    shelf,
    live,
    known,
    setStatus: (next) => void (status = typeof next === "function" ? next(status) : next),
  });
  const change = (week: ZonedWeek) => {
    live.current.present = week;
    saver.changed();
  };
  return { sent, change, flush: saver.flush, draft: () => readDraft(shelf, 7), status: () => status.kind };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a row of strokes is one request, 800 ms after the last of them [AG-20]", () => {
  const { sent, change, status } = page(BLANK);
  change(painted(18));
  vi.advanceTimersByTime(700);
  change(painted(19));
  vi.advanceTimersByTime(799);
  expect(sent).toHaveLength(0);
  vi.advanceTimersByTime(1);
  expect(sent.map(({ week }) => week)).toEqual([painted(19)]);
  expect(status()).toBe("saving");
});

test("what is painted while a save is under way goes after it, never beside it [AG-20]", async () => {
  const { sent, change, status } = page(BLANK);
  change(painted(18));
  vi.advanceTimersByTime(800);
  change(painted(19));
  vi.advanceTimersByTime(5_000);
  expect(sent).toHaveLength(1);
  await sent[0]!.answer({ savedAt: at });
  vi.advanceTimersByTime(800);
  expect(sent.map(({ week }) => week)).toEqual([painted(18), painted(19)]);
  await sent[1]!.answer({ savedAt: at });
  expect(status()).toBe("saved");
});

test("going back to the saved week while its change is under way saves the way back too [AG-20]", async () => {
  const { sent, change } = page(painted(8));
  change(painted(18));
  vi.advanceTimersByTime(800);
  change(painted(8));
  await sent[0]!.answer({ savedAt: at });
  vi.advanceTimersByTime(800);
  expect(sent[1]?.week).toEqual(painted(8));
});

test("without a connection the week stays on the device and is tried again by itself [AG-20]", async () => {
  const { sent, change, draft, status } = page(BLANK);
  change(painted(18));
  vi.advanceTimersByTime(800);
  await sent[0]!.answer({ sentence: "No answer", offline: true });
  expect([status(), draft()]).toEqual(["failed", painted(18)]);
  vi.advanceTimersByTime(10_000);
  await sent[1]!.answer({ savedAt: at });
  expect([status(), draft()]).toEqual(["saved", null]);
});

test("a refused week is not sent again by itself, but stays on the device [AG-20]", async () => {
  const { sent, change, draft } = page(BLANK);
  change(painted(18));
  vi.advanceTimersByTime(800);
  await sent[0]!.answer({ sentence: "There is no such zone", offline: false });
  vi.advanceTimersByTime(60_000);
  expect(sent).toHaveLength(1);
  expect(draft()).toEqual(painted(18));
});

test("a stroke and its undo before anything was saved leave nothing behind", () => {
  const { sent, change, draft, status } = page(null);
  change(painted(18));
  change(BLANK);
  vi.advanceTimersByTime(800);
  expect([sent.length, draft(), status()]).toEqual([0, null, "nothing"]);
});

test("clearing a saved week is saved as well", () => {
  const { sent, change } = page(painted(18));
  change(BLANK);
  vi.advanceTimersByTime(800);
  expect(sent.map(({ week }) => week)).toEqual([BLANK]);
});
