import type { Fit } from "@muster/domain/availability";
import type { Outputs } from "../../app/trpc.ts";
import { countOf } from "../../ui/count-words.ts";
import type { FitLevel } from "../../ui/fit-sign.tsx";

export type GroupCard = Outputs["groups"]["list"][number];
export type GroupMember = GroupCard["members"][number];

const LEVEL: Record<Fit, FitLevel> = { available: "yes", if_needed: "maybe", not_free: "no" };
const ORDER: readonly Fit[] = ["available", "if_needed", "not_free"];

/** The sign of fit of a place in a group. */
export const fitLevel = (fit: Fit): FitLevel => LEVEL[fit];

export type Seat = Fit | "free";

/** A group's seats in the order they are drawn: who can, who can if needed, who cannot, then the free ones. */
export function seatsOf({ members, seats }: { members: readonly { fit: Fit }[]; seats: number }): Seat[] {
  const taken = ORDER.flatMap((fit) => members.filter((member) => member.fit === fit).map(() => fit));
  return [...taken, ...Array.from({ length: Math.max(0, seats - taken.length) }, () => "free" as const)];
}

/** `5 available, 2 if needed, 1 free seat`: the seats in words. */
export function seatWords(group: { members: readonly { fit: Fit }[]; seats: number }): string {
  const seats = seatsOf(group);
  const count = (sort: Seat) => seats.filter((seat) => seat === sort).length;
  const parts = [
    ...(count("available") > 0 ? [`${count("available")} available`] : []),
    ...(count("if_needed") > 0 ? [`${count("if_needed")} if needed`] : []),
    ...(count("not_free") > 0 ? [`${count("not_free")} not free`] : []),
    count("free") === 0 ? "full" : countOf(count("free"), "free seat"),
  ];
  return parts.join(", ");
}

/** The facilitator first, then by name. */
export const inOrder = (members: readonly GroupMember[]): GroupMember[] =>
  members.toSorted(
    (a, b) => Number(b.role === "facilitator") - Number(a.role === "facilitator") || a.name.localeCompare(b.name),
  );
