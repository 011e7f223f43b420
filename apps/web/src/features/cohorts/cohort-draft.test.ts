import { expect, test } from "vitest";
import { draftOf, emptyDraft, readDraft, type CohortDraft } from "./cohort-draft.ts";

const aDraft = (changes: Partial<CohortDraft> = {}): CohortDraft => ({
  ...emptyDraft("Europe/London"),
  name: "October 2026",
  startDate: "2026-10-05",
  ...changes,
});

const errorsOf = (draft: CohortDraft) => {
  const read = readDraft(draft);
  return "errors" in read ? read.errors : {};
};

test("a filled draft reads as the input the server takes, and comes back as the same draft", () => {
  const read = readDraft(aDraft({ name: "  October 2026 " }));
  if (!("input" in read)) throw new Error("not readable");
  expect(read.input).toMatchObject({ name: "October 2026", minSize: 4, maxSize: 8, timeZone: "Europe/London" });
  expect(draftOf(read.input)).toEqual(aDraft());
});

test("a smallest group above the largest is said at the smallest", () => {
  expect(errorsOf(aDraft({ minSize: "9", maxSize: "8" }))).toEqual({
    minSize: "The smallest group cannot be larger than the largest",
  });
});

test("an empty number, half a number and words are asked for again, each at its own field", () => {
  const errors = errorsOf(aDraft({ minSize: "", maxSize: "7.5", numberOfMeetings: "eight" }));
  expect(Object.keys(errors).toSorted()).toEqual(["maxSize", "minSize", "numberOfMeetings"]);
  expect(errors.minSize).toBe("A whole number is needed here");
});

test("an unknown zone is named, and a missing day is asked for in words", () => {
  const errors = errorsOf(aDraft({ timeZone: "Europe/Lundun", startDate: "" }));
  expect(errors.timeZone).toContain("Europe/Lundun");
  expect(errors.startDate).toBe("Choose the first day of the term");
});

test("a step that no clock is divided by is refused with the steps there are", () => {
  expect(errorsOf(aDraft({ stepMinutes: "7" })).stepMinutes).toContain("5, 10, 15, 20, 30 or 60");
});
