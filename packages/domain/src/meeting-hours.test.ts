import { expect, test } from "vitest";
import {
  ANY_HOUR,
  meetingHoursSchema,
  meetingHoursWords,
  openWeek,
  WHOLE_DAY,
  type MeetingHours,
} from "./meeting-hours.ts";
import { MINUTES_PER_WEEK } from "./week.ts";

const evening = { from: 1_080, until: 1_320 };
const weekdays = (hours: MeetingHours[number], weekend: MeetingHours[number] = null): MeetingHours => [
  ...Array.from({ length: 5 }, () => hours),
  weekend,
  weekend,
];

test("days of the same hours are said together, and closed days not at all", () => {
  expect(meetingHoursWords(ANY_HOUR)).toBe("any hour");
  expect(meetingHoursWords(weekdays(evening))).toBe("Mon–Fri 18:00–22:00");
  expect(meetingHoursWords(weekdays(WHOLE_DAY, { from: 600, until: 1_440 }))).toBe("Mon–Fri; Sat, Sun 10:00–24:00");
  expect(meetingHoursWords([evening, null, evening, null, null, evening, null])).toBe("Mon, Wed, Sat 18:00–22:00");
});

test("days that touch at midnight are one stretch of the week", () => {
  expect(openWeek(ANY_HOUR)).toEqual([{ start: 0, end: MINUTES_PER_WEEK }]);
  expect(openWeek([{ from: 1_200, until: 1_440 }, { from: 0, until: 60 }, null, null, null, null, null])).toEqual([
    { start: 1_200, end: 1_500 },
  ]);
});

test("a week without an open day, and a day that closes before it opens, get a sentence [SC-3]", () => {
  const sentence = (days: unknown) => meetingHoursSchema.safeParse(days).error?.issues[0]?.message;
  expect(sentence(weekdays(null))).toBe("Meetings need at least one weekday");
  expect(sentence(weekdays({ from: 1_320, until: 1_080 }))).toBe("A weekday must close after it opens");
  expect(sentence([])).toBe("A week has seven days");
  expect(sentence(weekdays(evening))).toBeUndefined();
});
