import { normaliseAvailability } from "@muster/domain/availability";
import { parseIntervals } from "@muster/domain/week";
import { expect, test } from "vitest";
import { footerFacts } from "./footer-facts.ts";

const said = (available: string, ifNeeded: string, meetingLength: number) =>
  footerFacts(
    normaliseAvailability({ available: parseIntervals(available), ifNeeded: parseIntervals(ifNeeded) }),
    meetingLength,
  )
    .map(({ figure, words }) => `${figure} ${words}`)
    .join(" · ");

test("the footer sums up both marks and counts the blocks a meeting fits into [AG-13]", () => {
  expect(said("M18:00 M22:00, F18:00 F19:00", "W20:00 W21:30", 90)).toBe(
    "5 h available · 1.5 h if needed · 2 blocks long enough",
  );
});

test("available and if needed side by side are one block, and so is Sunday night into Monday [AG-13, TZ-7]", () => {
  expect(said("R19:00 R20:00, U23:00 M01:00", "R20:00 R20:30", 90)).toBe(
    "3 h available · 30 min if needed · 2 blocks long enough",
  );
});

test("without a course no block is judged", () => {
  expect(said("M18:00 M18:30", "", 0)).toBe("30 min available · 0 h if needed");
});
