import { CallBack } from "@muster/db/entities/call-back";
import { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import { Meeting } from "@muster/db/entities/meeting";
import { Membership } from "@muster/db/entities/membership";
import { displayName } from "@muster/db/entities/person";
import type { EntityManager, Loaded } from "@muster/db/orm";
import { LIVE_GROUP_STATUSES } from "@muster/domain/group";
import type { MeetingInstant, MeetingSlot } from "@muster/domain/meeting-slot";
import { totalMinutes } from "@muster/domain/week";
import type { Context } from "../context.ts";
import { datesAhead } from "../groups/fit.ts";
import { NotFound } from "../refusal.ts";
import { nearMissOf, type NearMiss } from "./near-miss.ts";

export interface NearGroup extends NearMiss {
  groupId: number;
  name: string;
  slot: MeetingSlot;
  seatsLeft: number;
}

export interface CallBackRow {
  callBackId: number;
  personId: number;
  name: string;
  askedAt: Date;
  note: string | null;
  timeZone: string | null;
  /** Of the week as it stood when they asked. */
  availableMinutes: number;
  ifNeededMinutes: number;
  /** They have painted their week since. */
  changedSince: boolean;
  /** Where they are now; null without a place. */
  group: { id: number; name: string } | null;
  /** The groups that come nearest to that week, the nearest first. */
  nearest: NearGroup[];
}

interface DatedGroup {
  group: Loaded<Group, "cohort">;
  next: Pick<MeetingInstant, "startsAt" | "endsAt">;
}

const SHOWN = 3;

/** Who waits for the organiser's word, the longest waiting first, with the groups that nearly fit (JS-12). */
export async function openCallBacks(ctx: Context, { cohortId }: { cohortId: number }): Promise<CallBackRow[]> {
  const cohort = await ctx.em.findOne(Cohort, cohortId);
  if (!cohort) throw new NotFound(`Cohort ${cohortId} not found`);
  const open = await ctx.em.find(
    CallBack,
    { cohort: cohortId, state: "open", person: { deletedAt: null } },
    { populate: ["person"], orderBy: { askedAt: "asc", id: "asc" } },
  );
  if (open.length === 0) return [];
  const groups = await datedGroups(ctx, cohortId);
  const places = await placesOf(ctx.em, { cohortId, people: open.map(({ person }) => person.id) });
  return open.map((asked) => row({ asked, groups, place: places.get(asked.person.id) ?? null }));
}

interface Seen {
  asked: Loaded<CallBack, "person">;
  groups: readonly DatedGroup[];
  place: Group | null;
}

function row({ asked, groups, place }: Seen): CallBackRow {
  const { id, person, askedAt, note, availability, timeZone } = asked;
  return {
    callBackId: id,
    personId: person.id,
    name: displayName(person),
    askedAt,
    note,
    timeZone,
    availableMinutes: totalMinutes(availability?.available ?? []),
    ifNeededMinutes: totalMinutes(availability?.ifNeeded ?? []),
    changedSince: person.availabilityAt !== null && person.availabilityAt > askedAt,
    group: place && { id: place.id, name: place.name },
    nearest: nearest({ asked, groups, place }),
  };
}

function nearest({ asked: { availability, timeZone }, groups, place }: Seen): NearGroup[] {
  if (!availability || !timeZone) return [];
  return groups
    .filter(({ group }) => group.id !== place?.id)
    .map(({ group, next }) => ({
      groupId: group.id,
      name: group.name,
      slot: group.slot(),
      seatsLeft: group.freeSeats(group.cohort),
      ...nearMissOf(availability, timeZone, next),
    }))
    .toSorted((one, other) => far(one) - far(other) || one.missingMinutes - other.missingMinutes)
    .slice(0, SHOWN);
}

const far = ({ shiftMinutes }: NearMiss): number =>
  shiftMinutes === null ? Number.MAX_SAFE_INTEGER : Math.abs(shiftMinutes);

/** Live groups with their next date, as written down or as it would be. */
async function datedGroups(ctx: Context, cohortId: number): Promise<DatedGroup[]> {
  const live = { cohort: cohortId, status: { $in: [...LIVE_GROUP_STATUSES] } };
  const groups = await ctx.em.find(Group, live, { populate: ["cohort"], orderBy: { id: "asc" } });
  const meetings = await ctx.em.find(
    Meeting,
    { group: { $in: groups.map(({ id }) => id) }, status: "planned" },
    { orderBy: { startsAt: "asc" } },
  );
  const written = Map.groupBy(meetings, ({ group }) => group.id);
  return groups.flatMap((group) => {
    const dated = (written.get(group.id) ?? []).map(({ startsAt, lengthMinutes }) => ({
      startsAt,
      endsAt: new Date(startsAt.getTime() + lengthMinutes * 60_000),
    }));
    const [next] = datesAhead({ slot: group.slot(), term: group.cohort, meetings: dated, now: ctx.clock() });
    return next ? [{ group, next }] : [];
  });
}

async function placesOf(
  em: EntityManager,
  { cohortId, people }: { cohortId: number; people: readonly number[] },
): Promise<Map<number, Group>> {
  const held = await em.find(
    Membership,
    { cohort: cohortId, person: { $in: [...people] }, status: "active" },
    { populate: ["group"], orderBy: { id: "desc" } },
  );
  return new Map(held.map(({ person, group }) => [person.id, group as Group]));
}
