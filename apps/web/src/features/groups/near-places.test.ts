import { expect, test } from "vitest";
import { becomesWords, costWords, hindranceWords, isFreeThen, shiftedWords, type NearPlace } from "./near-places.ts";

const slot = { weekday: 1, startMinute: 1_080, lengthMinutes: 60, timeZone: "Europe/London" };
const place: NearPlace = {
  groupId: 5,
  name: "Group 5",
  slot,
  taken: 8,
  seats: 8,
  fit: "available",
  missingMinutes: 0,
  window: null,
  mayWait: true,
  line: null,
  elsewhere: null,
  ledBy: null,
  shift: null,
};

test("everything that is in the way of a near group is said, and what one more would make of it [SC-14]", () => {
  expect(hindranceWords(place)).toBe("free for all of it; full with 8 of 8");
  expect(becomesWords(place)).toBe("becomes 9 of 8, 1 more than seats");
  expect(becomesWords({ taken: 6, seats: 8 })).toBe("becomes 7 of 8");
  const short = { ...place, missingMinutes: 30, taken: 6, elsewhere: "Group 2 of Spring", ledBy: "Lee" };
  expect(hindranceWords(short)).toBe(
    "30 min of it not free; in Group 2 of Spring at that time; Lee leads it; 6 of 8 seats taken",
  );
  expect([isFreeThen(place), isFreeThen(short)]).toEqual([true, false]);
});

test("another hour promises nothing where it costs somebody theirs [SC-14]", () => {
  const start = { weekday: 1, startMinute: 1_050, minutes: -30, loses: [] };
  expect([shiftedWords(start), costWords(start)]).toEqual(["30 min earlier", null]);
  expect(
    costWords({
      ...start,
      loses: [
        { name: "Lee", role: "facilitator" },
        { name: "Ben", role: "participant" },
      ],
    }),
  ).toBe("Moved to Tue 17:30 it would suit Lee, who leads it and Ben less.");
});
