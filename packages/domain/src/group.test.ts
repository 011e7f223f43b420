import { describe, expect, test } from "vitest";
import { canBecome, GROUP_STATUSES, nextGroupNames, transition } from "./group.ts";

describe("a group", () => {
  test("moves only from preview to active and from there to one of three endings [INV-6]", () => {
    const allowed = GROUP_STATUSES.flatMap((from) =>
      GROUP_STATUSES.filter((to) => canBecome(from, to)).map((to) => `${from} → ${to}`),
    );
    expect(allowed).toEqual([
      "preview → active",
      "preview → merged",
      "preview → cancelled",
      "active → completed",
      "active → merged",
      "active → cancelled",
    ]);
    expect(() => transition("completed", "active")).toThrow("A group that is completed cannot become active");
  });

  test("of a second run is numbered after the highest name already used [C31]", () => {
    expect(nextGroupNames(["Group 2", "Group 10", "Night owls"], 2)).toEqual(["Group 11", "Group 12"]);
    expect(nextGroupNames([], 2)).toEqual(["Group 1", "Group 2"]);
  });
});
