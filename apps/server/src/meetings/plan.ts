import { Meeting } from "@muster/db/entities/meeting";
import { Setting } from "@muster/db/entities/setting";
import type { EntityManager } from "@muster/db/orm";
import { meetingInstants, type MeetingInstant, type MeetingSlot } from "@muster/domain/meeting-slot";
import type { Infrastructure } from "@muster/domain/sync-result";
import { wallTimeAt } from "@muster/domain/time-zone";

export interface PlannedGroup {
  id: number;
  slot: () => MeetingSlot;
}

export interface Term {
  /** The cohort's start as `2026-10-06`, in the slot's zone. */
  startDate: string;
  numberOfMeetings: number;
}

const DAY_MS = 86_400_000;

/**
 * A group's meetings: first on or after the start (R14), then weekly. A group realized late begins with the next
 * meeting that still lies ahead, so that nobody is invited into the past (L24).
 */
export function plannedInstants(slot: MeetingSlot, term: Term, now: Date): MeetingInstant[] {
  const from = (date: string) => meetingInstants(slot, date, term.numberOfMeetings);
  const planned = from(term.startDate);
  if (!planned[0] || planned[0].startsAt > now) return planned;
  const today = from(wallTimeAt(now, slot.timeZone).date);
  if (today[0]!.startsAt > now) return today;
  return from(wallTimeAt(new Date(now.getTime() + DAY_MS), slot.timeZone).date);
}

/**
 * Makes the meetings of a group that has none; one that has any, also where all are called off, keeps them as they are (R13). A slot that cannot be
 * read is the group's own trouble and stops nothing else (R12).
 */
export async function ensureMeetings(
  em: EntityManager,
  group: PlannedGroup,
  { term, now }: { term: Term; now: Date },
): Promise<Infrastructure["meetings"]> {
  const existed = await em.count(Meeting, { group: group.id });
  if (existed > 0) return { created: 0, existed };
  const instants = instantsOf(group, term, now);
  if (!instants) return { created: 0, existed: 0, error: "invalid_meeting_time" };
  const reserved = await em.findOne(Setting, { key: reservationKey(group.id) });
  const ids = (reserved?.value as number[] | undefined) ?? [];
  const { lengthMinutes } = group.slot();
  for (const { number, startsAt } of instants) {
    const id = ids[number - 1];
    em.persist(em.create(Meeting, { ...(id ? { id } : {}), group: group.id, number, startsAt, lengthMinutes }));
  }
  if (reserved) em.remove(reserved);
  await em.flush();
  return { created: instants.length, existed: 0 };
}

function instantsOf(group: PlannedGroup, term: Term, now: Date): MeetingInstant[] | null {
  try {
    return plannedInstants(group.slot(), term, now);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Where the ids are kept that a plan has shown for a group's meetings. */
export const reservationKey = (groupId: number) => `meeting-ids/group:${groupId}`;

/**
 * Meetings as a plan shows them before they are made: they keep these ids, so that the approved plan stays the same. A
 * group that has its own, as one that was stopped, has those of them that were not called off, and gets no others.
 */
export async function foreseenMeetings(
  em: EntityManager,
  group: PlannedGroup,
  { term, now }: { term: Term; now: Date },
): Promise<{ id: number; number: number; startsAt: Date; endsAt: Date }[]> {
  const own = await em.find(Meeting, { group: group.id }, { orderBy: { number: "asc" } });
  if (own.length > 0) return own.filter(({ status }) => status === "planned").map(asForeseen);
  const instants = instantsOf(group, term, now) ?? [];
  const ids = await reserveIds(em, group.id, instants.length);
  return instants.map(({ number, startsAt, endsAt }) => ({ id: ids[number - 1]!, number, startsAt, endsAt }));
}

const asForeseen = ({ id, number, startsAt, lengthMinutes }: Meeting) => ({
  id,
  number,
  startsAt,
  endsAt: new Date(startsAt.getTime() + lengthMinutes * 60_000),
});

async function reserveIds(em: EntityManager, groupId: number, count: number): Promise<number[]> {
  const kept = await em.findOne(Setting, { key: reservationKey(groupId) });
  if (kept && (kept.value as number[]).length >= count) return kept.value as number[];
  const rows = await em.execute<{ id: string }[]>(
    "select nextval(pg_get_serial_sequence('meetings', 'id')) as id from generate_series(1, ?)",
    [count],
  );
  const ids = rows.map(({ id }) => Number(id));
  await em.upsert(Setting, { key: reservationKey(groupId), value: ids });
  return ids;
}
