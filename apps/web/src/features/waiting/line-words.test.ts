import { expect, test } from "vitest";
import { waitWords, type MyWait } from "./line-words.ts";
import { offerLines } from "./offer-lines.ts";

const WAIT: MyWait = { waitId: 1, cohortId: 1, groupId: 5, name: "Group 5", ahead: 2, offerUntil: null, over: null };

test("a place in line says how many come first, and an offer its end on the reader's own clock [JS-11]", () => {
  expect(waitWords(WAIT, "Europe/Berlin")).toContain("in line for Group 5, 2 ahead of you.");
  const offered = { ...WAIT, ahead: 0, offerUntil: new Date("2026-10-06T17:00:00Z") };
  expect(waitWords(offered, "Europe/Berlin")).toContain("kept for you until Tue 6 Oct, 19:00 (Berlin).");
  expect(waitWords(offered, "America/New_York")).toContain("Tue 6 Oct, 13:00 (New York).");
  expect(waitWords({ ...WAIT, ahead: 0 }, "UTC")).toContain("nobody ahead of you");
});

test("the page behind a letter's link says until when, what comes next and what one would leave, on the reader's clock [JS-11]", () => {
  const offer = {
    name: "Ann",
    timeZone: "Europe/Berlin",
    course: "AI Safety",
    cohort: "October",
    group: "Group 5",
    nextMeetingAt: new Date("2026-10-07T17:00:00Z"),
    current: "Group 3",
    otherLists: 1,
    offerUntil: new Date("2026-10-06T17:00:00Z"),
  };
  expect(offerLines(offer)).toEqual([
    "A seat in Group 5 is kept for you until Tue 6 Oct, 19:00 (Berlin). After that it goes to the next in line.",
    "Group 5 meets next on Wed 7 Oct, 19:00 (Berlin).",
    "Taking it is a switch: you leave Group 3.",
    "Taking it also takes you out of your other lines in this cohort.",
  ]);
  expect(offerLines({ ...offer, nextMeetingAt: null, current: null, otherLists: 0 })).toHaveLength(1);
});

test("what became of a line is said in the server's own words, whatever else was so [JS-11]", () => {
  const over = { at: new Date(0), sentence: "The waiting list of Group 5 is closed." };
  expect(waitWords({ ...WAIT, over }, "UTC")).toBe(over.sentence);
});
