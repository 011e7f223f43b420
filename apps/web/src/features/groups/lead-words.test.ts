import { expect, test } from "vitest";
import { leadWords } from "./lead-words.ts";

const load = { leads: 1, maxGroups: 2, certified: true, clashes: [], fitSentence: "Not in your times on 2 of 8 dates" };

test("what somebody leads already and what they do at that hour is said before they are chosen [GR-5]", () => {
  expect(leadWords({ ...load, fitSentence: "All of it within your Available times" })).toContain("leads 1 of 2 groups");
  expect(leadWords({ ...load, leads: 2, clashes: ["Group 5"], certified: false })).toBe(
    "leads 2 of 2 groups, as many as they said · Group 5 at the same time · not certified yet · not in their times on 2 of 8 dates",
  );
});
