import type { EntityManager } from "@muster/db/orm";
import { keptFrom, keptWith } from "@muster/domain/grouping-rule";
import { Conflict } from "../refusal.ts";
import { placesAfter, readRules, type PlaceChange, type RulesHere } from "./read-rules.ts";

/** To a member: that there is a rule, and about whom, is nobody's to know but organisers'. */
export const BY_HAND = "The organiser places you here by hand. Ask for it with “None of these fit”.";
export const NOT_BACK = "Your place is arranged by the organiser now, so this cannot be undone.";

/**
 * Whether members may do this by themselves: nobody comes to whom they are to be apart from, or without those they are to
 * be with. What an organiser does is not asked: they are told what it breaks.
 */
export function keepsRules({ rules, places }: RulesHere, changes: readonly PlaceChange[]): boolean {
  const after = placesAfter(places, changes);
  return changes.every(({ personId, to }) => {
    if (to === null) return true;
    const there = new Set(after.filter(({ groupId }) => groupId === to).map((place) => place.personId));
    const judged = rules.filter(({ groupId }) => groupId !== to);
    const company = [...keptWith(judged, personId)];
    return company.every((id) => there.has(id)) && ![...keptFrom(judged, personId)].some((id) => there.has(id));
  });
}

interface Sitting {
  personId: number;
  groupId: number;
  /** Who else is at that meeting beside the group's members. */
  guests: readonly number[];
}

/**
 * Whom somebody would sit with for once although they are to be apart: members and other guests. Those they are to be
 * with need not come along.
 */
export function keptFromAt({ rules, places }: RulesHere, { personId, groupId, guests }: Sitting): number[] {
  const apart = keptFrom(
    rules.filter((rule) => rule.groupId !== groupId),
    personId,
  );
  const members = places.filter((place) => place.groupId === groupId).map((place) => place.personId);
  return [...new Set([...members, ...guests])].filter((id) => apart.has(id));
}

export const mayVisit = (here: RulesHere, sitting: Sitting): boolean => keptFromAt(here, sitting).length === 0;

/** Conflict where a rule stands against it, in words that say nothing about anybody. */
export async function refuseAgainstRules(
  em: EntityManager,
  { cohortId, ...change }: PlaceChange & { cohortId: number },
): Promise<void> {
  if (!keepsRules(await readRules(em, cohortId), [change])) throw new Conflict(BY_HAND);
}
