import { expect, test } from "vitest";
import { inTwoParts, joinCard, seatWords, type JoinableGroup } from "./joinable.ts";
import { noneFitWords } from "./none-fit-words.ts";

test("three groups come first, all others one click away, and none of these fit is said whatever there is [JS-4]", () => {
  for (const count of [0, 1, 3, 4, 9]) {
    const cards = Array.from({ length: count }, (_, at) => at);
    const { first, rest } = inTwoParts(cards);
    expect(first).toEqual(cards.slice(0, 3));
    expect([...first, ...rest]).toEqual(cards);
    const { title } = noneFitWords({ hasChoice: count > 0, current: null, takesPart: true });
    expect(title).toBe(count === 0 ? "While you wait" : "None of these fit");
  }
});

test("a full group says how many come first, where one stands, or that a seat is kept [JS-5, JS-11]", () => {
  const line = { ahead: 2, mine: null };
  expect(seatWords({ seatsLeft: 1, line: null })).toBe("1 seat left");
  expect(seatWords({ seatsLeft: 0, line: null })).toBe("Full");
  expect(seatWords({ seatsLeft: 0, line })).toBe("Full, 2 ahead of you");
  const mine = { waitId: 7, state: "waiting" as const, offerUntil: null };
  expect(seatWords({ seatsLeft: 0, line: { ahead: 0, mine } })).toBe("In line, nobody ahead of you");
  expect(seatWords({ seatsLeft: 0, line: { ahead: 0, mine: { ...mine, state: "offered" } } })).toBe(
    "A seat is kept for you",
  );
});

const londonTuesdays: JoinableGroup = {
  groupId: 1,
  name: "Group 3",
  status: "active",
  slot: { weekday: 1, startMinute: 18 * 60, lengthMinutes: 60, timeZone: "Europe/London" },
  nextMeetingAt: new Date("2026-10-06T17:00:00Z"),
  seatsLeft: 1,
  facilitator: "Kim",
  fit: "available",
  fitSentence: "",
  isCurrent: true,
  startedAt: null,
  joinable: false,
  notBecause: null,
  line: null,
};

test("the hour of a group says whose clock it is on [JS-1, TZ-3]", () => {
  const read = (timeZone: string) => {
    const { when, clock } = joinCard(londonTuesdays, { timeZone, week: null, startDate: "2026-10-05" });
    return `${when} (${clock})`;
  };
  expect(read("Europe/Berlin")).toBe("Tue 19:00 (your time, Berlin)");
  expect(read("Pacific/Auckland")).toBe("Wed 06:00 (your time, Auckland)");
});
