import { expect, test } from "vitest";
import { inOrder, seatsOf, seatWords, type GroupMember } from "./fit.ts";

const fits = (...all: ("available" | "if_needed" | "not_free")[]) => all.map((fit) => ({ fit }));

test("seats are drawn best fit first and free ones last, whatever order members came in [GR-2]", () => {
  expect(seatsOf({ members: fits("if_needed", "available"), seats: 4 })).toEqual([
    "available",
    "if_needed",
    "free",
    "free",
  ]);
});

test("a group above its size has no free seats, not a negative number of them", () => {
  const members = fits("available", "available", "not_free");
  expect(seatsOf({ members, seats: 2 })).toHaveLength(3);
  expect(seatWords({ members, seats: 2 })).toBe("2 available, 1 not free, full");
});

test("one free seat is not called seats", () => {
  expect(seatWords({ members: fits("available"), seats: 2 })).toBe("1 available, 1 free seat");
});

test("who leads stands first, the others by name", () => {
  const member = (name: string, role: GroupMember["role"]) => ({ name, role }) as GroupMember;
  const members = [member("Zoe", "participant"), member("Kim", "facilitator"), member("Ann", "participant")];
  expect(inOrder(members).map(({ name }) => name)).toEqual(["Kim", "Ann", "Zoe"]);
});
