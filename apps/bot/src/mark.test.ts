import { keys } from "@muster/domain/brief";
import { expect, test } from "vitest";
import { bornAt, keyMarkedIn, markOf, withMark } from "./mark.ts";

const mark = markOf("demo", "group:12/text-channel");

test("a mark says the id and no name, so that renaming or merging leaves it true [AD-10]", () => {
  expect(markOf("demo", keys.textChannel(12))).toBe("[demo/group:12/text-channel]");
  expect(markOf("demo", keys.category(3, 2))).toBe("[demo/cohort:3/category-2]");
});

test("a mark is read back from whatever stands around it", () => {
  expect(keyMarkedIn(`Our home, [rules] first ${mark}`, "demo")).toBe("group:12/text-channel");
});

test("another installation's mark is not ours [RE-23]", () => {
  expect(keyMarkedIn(mark, "staging")).toBeUndefined();
  expect(keyMarkedIn("[demonstration/group:12/text-channel]", "demo")).toBeUndefined();
  expect(keyMarkedIn(null, "demo")).toBeUndefined();
});

test("the mark survives a text that is far too long, and is there once", () => {
  const text = withMark("x".repeat(2_000), mark, 1_024);
  expect(text).toHaveLength(1_024);
  expect(keyMarkedIn(text, "demo")).toBe("group:12/text-channel");
  expect(withMark(`Home ${mark}`, mark, 1_024)).toBe(`Home ${mark}`);
  expect(withMark("", mark, 1_024)).toBe(mark);
});

test("an id tells when the thing was made", () => {
  expect(bornAt("175928847299117063").toISOString()).toBe("2016-04-30T11:18:25.796Z");
});
