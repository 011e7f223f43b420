import { isLive } from "@muster/domain/group";
import { weekMinuteOf } from "@muster/domain/meeting-slot";
import type { GroupCard } from "./fit.ts";

export const ORDERS = ["time", "name", "size"] as const;
export type Order = (typeof ORDERS)[number];

export const ORDER_WORDS: Record<Order, string> = { time: "By time", name: "By name", size: "By size" };

type Ordered = Pick<GroupCard, "id" | "name" | "slot" | "status" | "taken">;

const names = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

const BY: Record<Order, (a: Ordered, b: Ordered) => number> = {
  time: (a, b) => weekMinuteOf(a.slot) - weekMinuteOf(b.slot),
  name: (a, b) => names.compare(a.name, b.name),
  size: (a, b) => b.taken - a.taken,
};

/** Groups as the list shows them: those that live first, those that ended last; equals by name (GR-1). */
export const inGroupOrder = <Group extends Ordered>(groups: readonly Group[], order: Order): Group[] =>
  groups.toSorted(
    (a, b) =>
      Number(isLive(b.status)) - Number(isLive(a.status)) ||
      BY[order](a, b) ||
      names.compare(a.name, b.name) ||
      a.id - b.id,
  );

/** `G3` of `Group 3`, since a list has no room for the word; any other name stays as it is. */
export const shortName = (name: string): string => name.replace(/^Group (\d+)$/, "G$1");

/** The one `by` places further on; the ends stay the ends. */
export function neighbour<Item>(items: readonly Item[], at: number, by: 1 | -1): Item | undefined {
  return items[Math.min(items.length - 1, Math.max(0, at + by))];
}
