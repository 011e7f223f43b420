import { expect, test } from "vitest";
import { toTheOrganiser } from "./unplaced-words.ts";

test("an organiser reads what takes the hours somebody is free at: the run, other groups of theirs, or both", () => {
  const sentence = (details: Record<string, number>) =>
    toTheOrganiser("no_availability", { freeStarts: 0, meetingLengthMinutes: 60, ...details });
  expect(sentence({})).toBe("Has no start at which a whole meeting of 60 minutes fits.");
  expect(sentence({ barredStarts: 1 })).toBe(
    "Is free at 1 start, but only at hours at which this run lets nobody meet.",
  );
  expect(sentence({ busyStarts: 2 })).toBe("Is free at 2 starts, but already meets with another group then.");
  expect(sentence({ barredStarts: 1, busyStarts: 2 })).toBe(
    "Is free at 3 starts: this run lets nobody meet at 1, and at 2 they already meet with another group.",
  );
});
