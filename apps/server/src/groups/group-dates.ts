import { Group } from "@muster/db/entities/group";
import { Meeting } from "@muster/db/entities/meeting";
import { Membership } from "@muster/db/entities/membership";
import type { EntityManager, Loaded } from "@muster/db/orm";
import { LIVE_GROUP_STATUSES } from "@muster/domain/group";
import type { MeetingInstant } from "@muster/domain/meeting-slot";
import { isTimeZone } from "@muster/domain/time-zone";
import { datesAhead } from "./fit.ts";

export type Dated = Pick<MeetingInstant, "startsAt" | "endsAt">;
export type GroupOfCohort = Loaded<Group, "cohort">;

/**
 * The dates still ahead of each group, by its id: those written down, or those it would get. A group in a zone this machine
 * does not know has none: it is in nobody's way.
 */
export async function datesOfGroups(
  em: EntityManager,
  groups: readonly GroupOfCohort[],
  now: Date,
): Promise<Map<number, Dated[]>> {
  const meetings = await em.find(
    Meeting,
    { group: { $in: groups.map(({ id }) => id) }, status: "planned" },
    { orderBy: { startsAt: "asc" }, refresh: true },
  );
  const byGroup = Map.groupBy(meetings, ({ group }) => group.id);
  const dated = (group: GroupOfCohort): Dated[] =>
    (byGroup.get(group.id) ?? []).map(({ startsAt, lengthMinutes }) => ({
      startsAt,
      endsAt: new Date(startsAt.getTime() + lengthMinutes * 60_000),
    }));
  return new Map(
    groups.map((group) => [
      group.id,
      isTimeZone(group.timeZone)
        ? datesAhead({ slot: group.slot(), term: group.cohort, meetings: dated(group), now })
        : dated(group),
    ]),
  );
}

/** A live group somebody is in, in whichever cohort, with the dates it takes of them. */
export interface Commitment {
  group: GroupOfCohort;
  dates: Dated[];
}

/** What these people have given to live groups, by person. */
export async function commitmentsOf(
  em: EntityManager,
  personIds: readonly number[],
  now: Date,
): Promise<Map<number, Commitment[]>> {
  const places = await em.find(
    Membership,
    {
      person: { $in: [...new Set(personIds)] },
      status: "active",
      group: { status: { $in: [...LIVE_GROUP_STATUSES] } },
    },
    { orderBy: { id: "asc" } },
  );
  const ids = [...new Set(places.map(({ group }) => group.id))];
  const groups = await em.find(Group, { id: { $in: ids } }, { populate: ["cohort"] });
  const dates = await datesOfGroups(em, groups, now);
  const byPerson = Map.groupBy(places, ({ person }) => person.id);
  return new Map(
    [...byPerson].map(([id, held]) => [
      id,
      held.map((place) => {
        const group = groups.find((one) => one.id === place.group.id)!;
        return { group, dates: dates.get(group.id) ?? [] };
      }),
    ]),
  );
}

/** Whether two lists of dates want somebody at one moment. */
export const overlap = (one: readonly Dated[], other: readonly Dated[]): boolean =>
  one.some((a) => other.some((b) => a.startsAt < b.endsAt && b.startsAt < a.endsAt));

/** The other groups that want somebody at one of these dates. */
export function clashesWith(
  dates: readonly Dated[],
  commitments: readonly Commitment[],
  except: readonly number[],
): GroupOfCohort[] {
  return commitments
    .filter(({ group, dates: taken }) => !except.includes(group.id) && overlap(dates, taken))
    .map(({ group }) => group);
}

/** `Group 5`, and of which cohort where it is another one's. */
export const nameFor = (group: GroupOfCohort, cohortId: number): string =>
  group.cohort.id === cohortId ? group.name : `${group.name} of ${group.cohort.name}`;
