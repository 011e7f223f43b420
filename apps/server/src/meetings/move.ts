import { Meeting } from "@muster/db/entities/meeting";
import type { EntityManager } from "@muster/db/orm";
import { plannedInstants, type PlannedGroup, type Term } from "./plan.ts";

/**
 * The meetings that were not held yet follow their group to another slot: first on or after the start that still lies ahead,
 * then weekly. Numbers and answers stay, and so does what was held. A date that somebody cancelled stays free. Answers how
 * many moved.
 */
export async function moveMeetings(
  em: EntityManager,
  group: PlannedGroup,
  { term, now }: { term: Term; now: Date },
): Promise<number> {
  const ahead = { group: group.id, startsAt: { $gt: now } };
  const meetings = await em.find(Meeting, { ...ahead, status: "planned" }, { orderBy: { number: "asc" } });
  const cancelled = await em.find(Meeting, { ...ahead, status: "cancelled" });
  const taken = new Set(cancelled.map(({ startsAt }) => startsAt.getTime()));
  const count = meetings.length + cancelled.length;
  const slot = group.slot();
  const instants = plannedInstants(slot, { startDate: term.startDate, numberOfMeetings: count }, now).filter(
    ({ startsAt }) => !taken.has(startsAt.getTime()),
  );
  for (const [index, meeting] of meetings.entries())
    Object.assign(meeting, { startsAt: instants[index]!.startsAt, lengthMinutes: slot.lengthMinutes });
  await em.flush();
  return meetings.length;
}
