import { expect, test } from "vitest";
import { pastWords } from "./past-words.ts";

const group = { name: "Group 3", mergedInto: null, reason: null };

test("a member reads what became of their group, and why where a reason was given [L17]", () => {
  expect(pastWords({ ...group, status: "completed" }, "Fri 20 Nov")).toBe(
    "You completed the course with Group 3 on Fri 20 Nov.",
  );
  expect(pastWords({ ...group, status: "merged", mergedInto: "Group 5" }, "Fri 20 Nov")).toBe(
    "Group 3 became part of Group 5 on Fri 20 Nov.",
  );
  expect(pastWords({ ...group, status: "cancelled", reason: "the facilitator fell ill" }, "Fri 20 Nov")).toBe(
    "Group 3 was cancelled on Fri 20 Nov. The facilitator fell ill.",
  );
});
