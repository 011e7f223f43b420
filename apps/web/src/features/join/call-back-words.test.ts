import { expect, test } from "vitest";
import { callBackWords, type MyCallBack } from "./call-back-words.ts";

const asked: MyCallBack = {
  callBackId: 1,
  state: "open",
  askedAt: new Date("2026-10-05T16:00:00Z"),
  note: null,
  closedAt: null,
  answer: null,
};
const closedAt = new Date("2026-10-06T08:30:00Z");

test.each<[string, Partial<MyCallBack>, string | null]>([
  [
    "open",
    {},
    "You asked for help on Mon 5 Oct, 18:00 (Berlin). Your organiser has your week as it was then, and answers here.",
  ],
  [
    "answered in words",
    { state: "answered", closedAt, answer: "Group 4 has a seat." },
    "Your organiser answered on Tue 6 Oct, 10:30 (Berlin): “Group 4 has a seat.”",
  ],
  [
    "answered without a word",
    { state: "answered", closedAt },
    "Your organiser dealt with your request on Tue 6 Oct, 10:30 (Berlin).",
  ],
  ["taken back", { state: "withdrawn", closedAt }, null],
])("a request that is %s is told so, in one's own time [JS-12]", (_, change, words) => {
  expect(callBackWords({ ...asked, ...change }, "Europe/Berlin")).toBe(words);
});
