import { expect, test } from "vitest";
import type { GroupCard } from "./fit.ts";
import { NO_PINS, readPins, rerunOf, toggleGroup, togglePerson, withPinsOfBoard, writePins } from "./pins.ts";

const aGroup = (id: number, people: number[], changes: Partial<GroupCard> = {}) => ({
  id,
  name: `Group ${id}`,
  status: "preview" as GroupCard["status"],
  realizeRequestedAt: null,
  version: 0,
  members: people.map((personId) => ({ personId })),
  ...changes,
});

test("running again places anew exactly the previews that are not pinned [GR-2]", () => {
  const groups = [
    aGroup(1, [1, 2]),
    aGroup(2, [3, 4]),
    aGroup(3, [5], { status: "active" }),
    aGroup(4, [6], { realizeRequestedAt: new Date(0) }),
    aGroup(5, [7], { status: "cancelled" }),
  ];
  const { stay, apart, keep, people } = rerunOf(groups, toggleGroup(togglePerson(NO_PINS, 3), 1));
  expect(stay.map(({ id }) => id)).toEqual([1, 3, 4]);
  expect(apart.map(({ id }) => id)).toEqual([2]);
  expect(keep).toEqual([{ personId: 3, groupId: 2 }]);
  expect(people).toBe(2);
});

test("a pin on somebody in a group that stays asks nothing of the run [GR-2]", () => {
  expect(rerunOf([aGroup(1, [1])], toggleGroup(togglePerson(NO_PINS, 1), 1)).keep).toEqual([]);
});

test("pins come back as they were written down, and a second press takes one out [GR-2]", () => {
  const pins = toggleGroup(togglePerson(NO_PINS, 7), 3);
  expect(readPins(writePins(pins))).toEqual(pins);
  expect(togglePerson(pins, 7).people.size).toBe(0);
  expect(readPins("{")).toEqual(NO_PINS);
  expect(readPins(`{"groups":"x"}`)).toEqual(NO_PINS);
});

test("a pin set on a proposal's board stays when it is accepted, one taken out there is out, and others are left alone [SC-19, GR-2]", () => {
  const before = [1, 2, 9].reduce(togglePerson, toggleGroup(NO_PINS, 4));
  const after = withPinsOfBoard(before, { placed: [1, 2, 3], pinned: [2, 3] });
  expect([...after.people].toSorted((a, b) => a - b)).toEqual([2, 3, 9]);
  expect([...after.groups]).toEqual([4]);
});
