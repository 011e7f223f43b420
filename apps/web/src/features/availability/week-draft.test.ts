import { expect, test } from "vitest";
import { forgetDraft, keepDraft, readDraft } from "./week-draft.ts";

function shelf(kept: Record<string, string> = {}) {
  return {
    kept,
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => void (kept[key] = value),
    removeItem: (key: string) => void delete kept[key],
  };
}
const WEEK = { week: { available: [{ start: 1_080, end: 1_200 }], ifNeeded: [] }, timeZone: "Asia/Kathmandu" };

test("what was not saved is there again after the window was closed [AG-20]", () => {
  const device = shelf();
  keepDraft(device, 7, WEEK);
  expect(readDraft(device, 7)).toEqual(WEEK);
});

test("another person on the same device does not find it [AG-20]", () => {
  const device = shelf();
  keepDraft(device, 7, WEEK);
  expect(readDraft(device, 8)).toBeNull();
});

test("once saved it is gone [AG-20]", () => {
  const device = shelf();
  keepDraft(device, 7, WEEK);
  forgetDraft(device, 7);
  expect(readDraft(device, 7)).toBeNull();
});

test("a spoiled draft is none: broken text, hour 25, a zone that is none", () => {
  const spoiled = [
    "not json",
    "{}",
    '{"available":[{"start":0,"end":99999}],"ifNeeded":[],"timeZone":"UTC"}',
    '{"available":[],"ifNeeded":[],"timeZone":"Mars/Base"}',
  ];
  for (const text of spoiled) expect(readDraft(shelf({ "muster.week-draft.7": text }), 7)).toBeNull();
});

test("a device that lets nobody write still lets one paint", () => {
  const closed = {
    ...shelf(),
    setItem: () => {
      throw new Error("quota");
    },
  };
  expect(() => keepDraft(closed, 7, WEEK)).not.toThrow();
});
