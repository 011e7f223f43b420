import { standingVisits } from "@muster/db/queries/standing-visits";
import type { EntityManager } from "@muster/db/orm";
import { visitStanding } from "@muster/domain/visit";
import { keptFromAt } from "../rules/own-choice.ts";
import type { RulesHere } from "../rules/read-rules.ts";

export interface WrongCompany {
  code: "guest_kept_apart";
  words: string;
  groupIds: number[];
  personIds: number[];
}

/**
 * Visits ahead that a rule stands against, because it was made, or somebody joined, after they were agreed (GR-13). They
 * are the organiser's to talk about: nothing ends a visit by itself for it.
 */
export async function visitsAgainstRules(
  em: EntityManager,
  here: RulesHere,
  { cohortId, now }: { cohortId: number; now: Date },
): Promise<WrongCompany[]> {
  if (here.rules.length === 0) return [];
  const found = await standingVisits(em, { cohortId });
  const ahead = found.filter((visit) => visit.meetsAt > now && visitStanding(visit, now).state !== "ended");
  return ahead.flatMap((visit) => {
    const { personId, hostGroupId: groupId, hostMeetingId } = visit;
    const there = ahead.filter((other) => other.hostMeetingId === hostMeetingId);
    const others = keptFromAt(here, { personId, groupId, guests: there.map((guest) => guest.personId) });
    if (others.length === 0) return [];
    const whom = new Intl.ListFormat("en").format(others.map(here.person));
    return {
      code: "guest_kept_apart" as const,
      words: `${visit.personName} visits ${visit.hostName} for meeting ${visit.number}, and is to be kept apart from ${whom}, who ${others.length === 1 ? "is" : "are"} there.`,
      groupIds: [groupId],
      personIds: [personId, ...others],
    };
  });
}
