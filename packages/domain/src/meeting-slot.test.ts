import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normaliseAvailability } from "./availability.ts";
import {
  firstMeetingDate,
  fitAt,
  formatSlot,
  meetingInstants,
  parseSlot,
  slotAt,
  type MeetingSlot,
} from "./meeting-slot.ts";
import { sameTimeZone, timeZoneSchema } from "./time-zone.ts";
import { MINUTES_PER_WEEK, parseIntervals } from "./week.ts";

const london: MeetingSlot = { weekday: 1, startMinute: 18 * 60, lengthMinutes: 60, timeZone: "Europe/London" };
const week = (text: string) => normaliseAvailability({ available: parseIntervals(text), ifNeeded: [] });

/** The oracle for wall times: the platform's own formatter, which shares nothing with the code under test. */
const wall = (instant: Date, timeZone: string) =>
  new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
    .format(instant)
    .replace(",", "");

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

function minuteOnTheWall(instant: Date, timeZone: string): number {
  const [day, time] = wall(instant, timeZone).split(" ");
  const [hour, minute] = time!.split(":").map(Number);
  return DAYS.indexOf(day!) * 1_440 + hour! * 60 + minute!;
}

describe("a weekly meeting", () => {
  test("on Tuesdays at 18:00 in London stays at 18:00 there while the rest of the world moves [TZ-1, C21]", () => {
    const meetings = meetingInstants(london, "2026-10-06", 5).map(({ startsAt }) => startsAt);
    expect(meetings.map((at) => at.toISOString().slice(5, 16))).toEqual([
      "10-06T17:00",
      "10-13T17:00",
      "10-20T17:00",
      "10-27T18:00",
      "11-03T18:00",
    ]);
    const seen = (zone: string) => [meetings[0]!, meetings[2]!, meetings[3]!, meetings[4]!].map((at) => wall(at, zone));
    expect(seen("America/New_York")).toEqual(["Tue 13:00", "Tue 13:00", "Tue 14:00", "Tue 13:00"]);
    expect(seen("Asia/Kolkata")).toEqual(["Tue 22:30", "Tue 22:30", "Tue 23:30", "Tue 23:30"]);
    expect(seen("Asia/Kathmandu")).toEqual(["Tue 22:45", "Tue 22:45", "Tue 23:45", "Tue 23:45"]);
    expect(seen("Pacific/Auckland")).toEqual(["Wed 06:00", "Wed 06:00", "Wed 07:00", "Wed 07:00"]);
    expect(seen("America/Phoenix")).toEqual(["Tue 10:00", "Tue 10:00", "Tue 11:00", "Tue 11:00"]);
  });

  test("in spring moves for New York, Sydney and Lord Howe in the right weeks [TZ-2]", () => {
    const on = new Map(
      meetingInstants(london, "2027-03-09", 5).map(({ startsAt }) => [startsAt.toISOString().slice(0, 10), startsAt]),
    );
    expect(["2027-03-09", "2027-03-16", "2027-03-30"].map((day) => wall(on.get(day)!, "America/New_York"))).toEqual([
      "Tue 13:00",
      "Tue 14:00",
      "Tue 13:00",
    ]);
    expect(wall(on.get("2027-04-06")!, "Australia/Sydney")).toBe("Wed 03:00");
    expect(wall(on.get("2027-03-30")!, "Australia/Sydney")).toBe("Wed 04:00");
    expect(wall(on.get("2027-04-06")!, "Australia/Lord_Howe")).toBe("Wed 03:30");
  });

  test("is judged on the member's own weekday, a day later beyond the date line [TZ-3]", () => {
    const [first] = meetingInstants(london, "2026-10-06", 1);
    expect(fitAt(week("W06:00 W07:00"), "Pacific/Auckland", first!)).toBe("available");
    expect(fitAt(week("T06:00 T07:00"), "Pacific/Auckland", first!)).toBe("not_free");
    expect(fitAt(week("W07:00 W08:00"), "Pacific/Kiritimati", first!)).toBe("available");
  });

  test("at a quarter to in Kathmandu is not rounded to the half hour [TZ-4, Q3]", () => {
    const [first] = meetingInstants(london, "2026-10-06", 1);
    expect(fitAt(week("T22:45 T23:45"), "Asia/Kathmandu", first!)).toBe("available");
    expect(fitAt(week("T22:45 T23:44"), "Asia/Kathmandu", first!)).toBe("not_free");
    expect(fitAt(week("T23:00 T24:00"), "Asia/Kathmandu", first!)).toBe("not_free");
  });

  test("a Berliner's 18 to 20 painted in winter is 18 to 20 in summer too [TZ-5, Q16]", () => {
    const berlin: MeetingSlot = { weekday: 2, startMinute: 18 * 60, lengthMinutes: 120, timeZone: "Europe/Berlin" };
    for (const start of ["2027-01-06", "2027-07-07"])
      expect(fitAt(week("W18:00 W20:00"), "Europe/Berlin", meetingInstants(berlin, start, 1)[0]!), start).toBe(
        "available",
      );
  });

  test("whoever could come before the clocks change may not be able to afterwards", () => {
    const meetings = meetingInstants(london, "2026-10-20", 2);
    expect(meetings.map((meeting) => fitAt(week("T13:00 T14:00"), "America/New_York", meeting))).toEqual([
      "available",
      "not_free",
    ]);
  });

  test("round Sunday midnight and up to 24:00 fits the block that was painted there [TZ-7]", () => {
    const sunday: MeetingSlot = { weekday: 6, startMinute: 23 * 60 + 30, lengthMinutes: 60, timeZone: "UTC" };
    const [first] = meetingInstants(sunday, "2026-10-05", 1);
    expect(fitAt(week("U23:00 M01:00"), "UTC", first!)).toBe("available");
    expect(fitAt(week("U23:00 U24:00"), "UTC", first!)).toBe("not_free");
    expect(formatSlot(sunday)).toBe("Sunday 23:30-Monday 00:30");
  });

  test.each([
    ["back in Berlin, over the repeated hour", "Europe/Berlin", "2026-10-25T00:30:00Z", 60],
    ["back in Berlin, past the repeated hour", "Europe/Berlin", "2026-10-24T23:30:00Z", 150],
    ["forward in Berlin", "Europe/Berlin", "2027-03-28T00:30:00Z", 60],
    ["back by half an hour on Lord Howe", "Australia/Lord_Howe", "2027-04-03T14:45:00Z", 60],
    ["back at midnight in Havana, from one day into the day before", "America/Havana", "2026-11-01T04:30:00Z", 60],
  ])("needs every minute it really lasts when the clock goes %s [TZ-8]", (_, zone, from, minutes) => {
    const startsAt = new Date(from);
    const endsAt = new Date(startsAt.getTime() + minutes * 60_000);
    const needed = Array.from({ length: minutes }, (_, minute) =>
      minuteOnTheWall(new Date(startsAt.getTime() + minute * 60_000), zone),
    );
    const painted = (left: readonly number[]) =>
      normaliseAvailability({ available: left.map((start) => ({ start, end: start + 1 })), ifNeeded: [] });
    expect(fitAt(painted(needed), zone, { startsAt, endsAt })).toBe("available");
    for (const gone of new Set(needed)) {
      const rest = needed.filter((minute) => minute !== gone);
      expect(fitAt(painted(rest), zone, { startsAt, endsAt }), `without ${gone}`).toBe("not_free");
    }
  });

  test("in an hour the clock skips is moved forward, in an hour it repeats means the first, and both are said [TZ-8]", () => {
    const night: MeetingSlot = { weekday: 6, startMinute: 150, lengthMinutes: 60, timeZone: "Europe/Berlin" };
    const [spring] = meetingInstants(night, "2027-03-28", 1);
    expect([wall(spring!.startsAt, "Europe/Berlin"), spring!.clock]).toEqual(["Sun 03:30", "moved_forward"]);
    const [autumn] = meetingInstants(night, "2026-10-25", 1);
    expect([autumn!.startsAt.toISOString(), autumn!.clock]).toEqual(["2026-10-25T00:30:00.000Z", "first_of_two"]);
    expect(meetingInstants(night, "2026-11-01", 1)[0]!.clock).toBe("as_written");
  });

  test("an alias is the same zone, and an unknown one is refused in words [TZ-9]", () => {
    expect(sameTimeZone("Asia/Calcutta", "Asia/Kolkata")).toBe(true);
    expect(sameTimeZone("Asia/Calcutta", "Asia/Kathmandu")).toBe(false);
    const refused = timeZoneSchema.safeParse("Europe/Londonium");
    expect(refused.error?.issues[0]?.message).toBe(
      'There is no time zone called "Europe/Londonium"; choose one such as Europe/London',
    );
    expect(timeZoneSchema.safeParse("+02:00").success).toBe(false);
  });

  test("falls on the first such weekday on or after the start, the start itself included [R14]", () => {
    expect(firstMeetingDate({ weekday: 2 }, "2026-02-01")).toBe("2026-02-04");
    expect(firstMeetingDate({ weekday: 6 }, "2026-02-01")).toBe("2026-02-01");
  });

  test("keeps its minutes at every half hour of the week [Q2]", () => {
    fc.assert(
      fc.property(fc.nat(MINUTES_PER_WEEK / 30 - 1), (half) => {
        const slot = slotAt(half * 30, 60, "UTC");
        const [first] = meetingInstants(slot, "2026-10-05", 1);
        expect(first!.startsAt.getTime() - Date.UTC(2026, 9, 5)).toBe(half * 30 * 60_000);
      }),
    );
  });
});

describe("a slot's text", () => {
  test("reads back as the slot it was written from", () => {
    fc.assert(
      fc.property(fc.nat(MINUTES_PER_WEEK / 5 - 1), fc.integer({ min: 1, max: 287 }), (start, length) => {
        const slot = slotAt(start * 5, length * 5, "UTC");
        expect(parseSlot(formatSlot(slot))).toEqual(slot);
      }),
    );
  });

  test.each(["Wednesday 15:00", "Wednesday 15:00-16:00", "Wednesday 15:00 - 16:00"])(
    "%s means Wednesday at three in UTC [C18]",
    (text) => {
      expect(parseSlot(text)).toEqual({ weekday: 2, startMinute: 900, lengthMinutes: 60, timeZone: "UTC" });
    },
  );

  test.each(["", "TBD", "Wednesday", "Someday 15:00", "Wednesday 25:00"])(
    "%j is refused rather than guessed",
    (text) => {
      expect(() => parseSlot(text)).toThrow();
    },
  );
});
