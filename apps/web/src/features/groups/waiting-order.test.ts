import { expect, test } from "vitest";
import { inWaitingOrder, whyNot } from "./waiting-order.ts";

const at = new Date("2026-10-01T10:00:00Z");
const people = [
  { name: "Zoe", reason: "outcompeted" as const, answeredAt: at },
  { name: "Oskar", reason: null, answeredAt: null },
  { name: "Ann", reason: "no_facilitator_overlap" as const, answeredAt: at },
  { name: "Ben", reason: "outcompeted" as const, answeredAt: at },
];

test("people who wait for the same reason stand together, those without an answer last [GR-1]", () => {
  const order = (by: "reason" | "name") => inWaitingOrder(people, by).map(({ name }) => name);
  expect(order("reason")).toEqual(["Ann", "Ben", "Zoe", "Oskar"]);
  expect(order("name")).toEqual(["Ann", "Ben", "Oskar", "Zoe"]);
});

test("whoever has not answered is said to have not answered, not to be unplaceable", () => {
  expect(whyNot(people[1]!, null, undefined).head).toBe("Has not answered");
  expect(whyNot(people[0]!, "Groups at those hours are full", "Free only Wed 18:30–21:00.")).toEqual({
    head: "Groups at those hours are full",
    sentence: "Free only Wed 18:30–21:00.",
  });
});
