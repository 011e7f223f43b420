import { Group } from "@muster/db/entities/group";
import { Membership } from "@muster/db/entities/membership";
import { displayName } from "@muster/db/entities/person";
import type { EntityManager, Loaded } from "@muster/db/orm";
import type { MeetingSlot } from "@muster/domain/meeting-slot";
import type { Role } from "@muster/domain/membership";
import { datesOfStarts, hourReader, isFree, type HourLevel } from "@muster/domain/week-hours";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { commitmentsOf, datesOfGroups, type Commitment, type GroupOfCohort } from "./group-dates.ts";
import { versionOf } from "./group-version.ts";

export interface PersonHours {
  personId: number;
  membershipId: number;
  name: string;
  role: Role;
  timeZone: string | null;
  hasWeek: boolean;
  /** One letter for each cell of the heat, `HourLevel`: how that step of the week suits them. */
  cells: string;
  /** One letter for each start: how a whole meeting that begins then suits them. */
  starts: string;
}

export interface OtherTime {
  weekday: number;
  startMinute: number;
  /** How many are free on every date, and how many of these need an if-needed hour. */
  free: number;
  ifNeeded: number;
  /** Ids of people: not free on any date, free on some dates only, in another group then. */
  cannot: number[];
  partly: number[];
  busy: number[];
}

export interface GroupHours {
  groupId: number;
  version: number;
  slot: MeetingSlot;
  /** Cells and starts begin every so many minutes from Monday 00:00, on the clock of the slot's zone. */
  stepMinutes: number;
  /** How many dates still ahead each start was judged on. */
  dates: number;
  people: PersonHours[];
  /** The best starts first: most people free, then fewest who need an if-needed hour, then the earliest. */
  best: OtherTime[];
}

const MOST_OFFERED = 120;

/**
 * Every start of the week for one group: who is free, judged on the real dates still ahead in each member's own zone, with
 * what they have given to other groups (GR-3, GR-5).
 */
export async function groupHours(ctx: Context, { groupId }: { groupId: number }): Promise<GroupHours> {
  const group = await ctx.em.findOne(Group, groupId, { populate: ["cohort"] });
  if (!group) throw new NotFound("There is no such group.");
  const members = await membersOf(ctx.em, [groupId]);
  const now = ctx.clock();
  const ahead = (await datesOfGroups(ctx.em, [group], now)).get(groupId) ?? [];
  const commitments = await commitmentsOf(
    ctx.em,
    members.map(({ person }) => person.id),
    now,
  );
  const dates = Math.max(1, ahead.length);
  const people = readHours({ group, members, commitments, dates, now, except: [groupId] });
  const { stepMinutes } = group.cohort;
  const version = await versionOf(ctx.em, groupId);
  return { groupId, version, slot: group.slot(), stepMinutes, dates, people, best: bestTimes(people, stepMinutes) };
}

export type HeldPlace = Loaded<Membership, "person">;

export const membersOf = (em: EntityManager, groupIds: readonly number[]): Promise<HeldPlace[]> =>
  em.find(
    Membership,
    { group: { $in: [...groupIds] }, status: "active" },
    { populate: ["person"], orderBy: { role: "desc", id: "asc" } },
  );

interface Read {
  group: GroupOfCohort;
  members: readonly Pick<HeldPlace, "id" | "person" | "role">[];
  commitments: ReadonlyMap<number, readonly Commitment[]>;
  dates: number;
  now: Date;
  /** Groups whose own hours do not count. */
  except: readonly number[];
}

export function readHours({ group, members, commitments, dates, now, except }: Read): PersonHours[] {
  const { cohort, timeZone, lengthMinutes } = group;
  const { stepMinutes, startDate } = cohort;
  const at = datesOfStarts({ timeZone, stepMinutes, startDate, dates, now });
  const [readCells, readStarts] = [hourReader(at, stepMinutes), hourReader(at, lengthMinutes)];
  return members.map(({ id, person, role }) => {
    const busy = (commitments.get(person.id) ?? [])
      .filter((one) => !except.includes(one.group.id))
      .flatMap((one) => one.dates);
    const { availability, timeZone: zone } = person;
    const week = { availability, timeZone: zone, busy };
    return {
      personId: person.id,
      membershipId: id,
      name: displayName(person),
      role,
      timeZone: zone,
      hasWeek: availability !== null && zone !== null,
      cells: readCells(week),
      starts: readStarts(week),
    };
  });
}

/** At which at least one is free. */
export function bestTimes(people: readonly PersonHours[], stepMinutes: number, most = MOST_OFFERED): OtherTime[] {
  const starts = people[0]?.starts.length ?? 0;
  const ranked = Array.from({ length: starts }, (_, start) => {
    const levels = people.map((one) => one.starts[start]);
    return { start, free: levels.filter(isFree).length, ifNeeded: levels.filter((level) => level === "I").length };
  })
    .filter(({ free }) => free > 0)
    .toSorted((a, b) => b.free - a.free || a.ifNeeded - b.ifNeeded || a.start - b.start);
  return ranked.slice(0, most).map(({ start, free, ifNeeded }) => {
    const who = (level: HourLevel) => people.filter((one) => one.starts[start] === level).map((one) => one.personId);
    const minute = start * stepMinutes;
    const at = { weekday: Math.floor(minute / 1_440), startMinute: minute % 1_440 };
    return { ...at, free, ifNeeded, cannot: who("N"), partly: who("P"), busy: who("B") };
  });
}
