import { expect, test } from "vitest";
import type { GroupCard } from "./fit.ts";
import { inGroupOrder, neighbour, shortName } from "./group-order.ts";

const aGroup = (id: number, name: string, { at = [0, 1_080], taken = 5, status = "preview" } = {}) =>
  ({ id, name, taken, status, slot: { weekday: at[0], startMinute: at[1] } }) as GroupCard;

const groups = [
  aGroup(1, "Group 10", { at: [2, 600], taken: 8 }),
  aGroup(2, "Group 2", { at: [0, 1_200], taken: 6 }),
  aGroup(3, "Group 1", { at: [0, 1_080], taken: 8 }),
  aGroup(4, "Group 3", { at: [0, 540], status: "cancelled" }),
];
const ids = (order: Parameters<typeof inGroupOrder>[1]) => inGroupOrder(groups, order).map(({ id }) => id);

test("groups stand by weekday and hour, by number as people count, or the fullest first; what ended is last [GR-1]", () => {
  expect(ids("time")).toEqual([3, 2, 1, 4]);
  expect(ids("name")).toEqual([3, 2, 1, 4]);
  expect(ids("size")).toEqual([3, 1, 2, 4]);
});

test("a list says G3, and a name of its own in full [GR-1]", () => {
  expect(shortName("Group 3")).toBe("G3");
  expect(shortName("Group of Tuesday")).toBe("Group of Tuesday");
});

test("an arrow at the end of a list stays there, and one from nowhere begins at the first [GR-3]", () => {
  expect(neighbour(["a", "b"], 1, 1)).toBe("b");
  expect(neighbour(["a", "b"], -1, 1)).toBe("a");
  expect(neighbour(["a", "b"], -1, -1)).toBe("a");
  expect(neighbour([], -1, 1)).toBeUndefined();
});
