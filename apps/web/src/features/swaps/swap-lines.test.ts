import { expect, test } from "vitest";
import { swapLines } from "./swap-lines.ts";

test("whoever is asked to trade reads both groups' next meetings and the time they have, on their own clock [JS-17, EM-1]", () => {
  expect(
    swapLines({
      sentence: "Somebody in Group 2 would trade places with you: you would leave Group 1 for Group 2.",
      mine: "Group 1",
      theirs: "Group 2",
      myNextAt: new Date("2026-10-27T18:00:00Z"),
      theirNextAt: new Date("2026-10-22T17:00:00Z"),
      until: new Date("2026-10-21T09:00:00Z"),
      hasAgreed: false,
      timeZone: "America/New_York",
    }).slice(1),
  ).toEqual([
    "Group 2 meets next on Thu 22 Oct, 13:00 (New York).",
    "Group 1, which you would leave, meets next on Tue 27 Oct, 14:00 (New York).",
    "You trade places at once when both of you have said yes, which is possible until Wed 21 Oct, 05:00 (New York). Until then nothing changes.",
  ]);
});
