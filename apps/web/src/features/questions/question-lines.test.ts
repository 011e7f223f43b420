import { expect, test } from "vitest";
import { questionLines } from "./question-lines.ts";

test("whoever is asked reads who asks, what a yes does, the first date and the time they have, on their own clock [SC-14, EM-1]", () => {
  expect(
    questionLines({
      by: "Kim",
      window: { start: 2_550, end: 2_580 },
      timeZone: "Europe/Berlin",
      promise: "If you say yes, it is added.",
      firstMeetingAt: new Date("2026-10-06T16:00:00Z"),
      until: new Date("2026-10-01T10:00:00Z"),
    }),
  ).toEqual([
    "Kim asks whether you could make Tuesday 18:30–19:00 (Berlin) free.",
    "If you say yes, it is added.",
    "The first of these meetings would be on Tue 6 Oct, 18:00 (Berlin).",
    "If you say no, nothing changes. You can answer until Thu 1 Oct, 12:00 (Berlin).",
  ]);
});
