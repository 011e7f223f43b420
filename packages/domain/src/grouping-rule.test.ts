import { describe, expect, test } from "vitest";
import { contradiction, keptFrom, keptWith, type GroupingRule } from "./grouping-rule.ts";

const together = (...personIds: string[]): GroupingRule<string> => ({ kind: "together", personIds });
const apart = (...personIds: string[]): GroupingRule<string> => ({ kind: "apart", personIds });

describe("rules about who shares a group", () => {
  test("who is kept with somebody is kept with everybody that person is kept with [GR-13]", () => {
    const rules = [together("ann", "ben"), together("ben", "cleo"), apart("ann", "dan"), together("eve", "finn")];
    expect([...keptWith(rules, "cleo")].toSorted()).toEqual(["ann", "ben", "cleo"]);
    expect([...keptWith(rules, "dan")]).toEqual(["dan"]);
  });

  test("apart is between every two of a rule's people and is not passed on [GR-13]", () => {
    const rules = [apart("ann", "ben", "cleo"), apart("cleo", "dan")];
    expect([...keptFrom(rules, "ann")].toSorted()).toEqual(["ben", "cleo"]);
    expect([...keptFrom(rules, "dan")]).toEqual(["cleo"]);
  });

  test("two people who would have to be both together and apart are named, through whomever they are kept together [GR-13]", () => {
    expect(contradiction([together("ann", "ben"), together("ben", "cleo"), apart("cleo", "ann")])).toEqual([
      "cleo",
      "ann",
    ]);
    expect(contradiction([together("ann", "ben"), apart("ben", "cleo")])).toBeUndefined();
  });
});
