import type { Cohort } from "@muster/db/entities/cohort";
import { isOpen } from "@muster/domain/cohort";
import { OFFER_HOURS } from "@muster/domain/waiting";
import type { Role } from "@muster/domain/membership";

type Asked = Pick<Cohort, "name" | "directJoin" | "status">;

/**
 * The rules that joinGroup keeps, in words, before anybody runs into them (JS-10). None where nobody may join: that has
 * its own sentence (`closedFor`).
 */
export function joinRules(cohort: Asked, { role, hasGroup }: { role: Role; hasGroup: boolean }): string[] {
  if (closedFor(cohort, role) !== null) return [];
  const mine = hasGroup
    ? "You can switch as often as you like, also after a group's first meeting."
    : "You can join a group until its first meeting begins; after that, ask the organiser.";
  const lists = `Seats of a full group go to its waiting list, first come, first served: each is kept for you for ${OFFER_HOURS} hours.`;
  const until = `This stays open until the organiser closes ${cohort.name}.`;
  const swaps = "If somebody there waits for a seat in yours, you are both asked whether you want to trade places.";
  return [
    mine,
    until,
    lists,
    ...(hasGroup ? [swaps] : []),
    "Your seat counts at once, and you can undo each step for 15 minutes while the old seat is free.",
  ];
}

/** Why nobody of this role joins a group here by themselves; null where they do. */
export function closedFor(cohort: Asked, role: Role): string | null {
  if (!isOpen(cohort)) return `${cohort.name} is ${cohort.status === "completed" ? "over" : "cancelled"}.`;
  if (role === "facilitator") return "Facilitators are placed by the organiser. Ask them.";
  return cohort.directJoin ? null : "In this cohort the organiser makes the groups. Ask them to move you.";
}

/** To somebody who has paused, or comes to a later cohort instead. */
export const awayWords = ({ name }: Pick<Cohort, "name">): string =>
  `You are not taking part in ${name} at the moment. Come back first, then choose a group.`;
