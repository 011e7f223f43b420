import { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import { displayName, Person } from "@muster/db/entities/person";
import { Wait } from "@muster/db/entities/wait";
import type { EntityManager } from "@muster/db/orm";
import { schedulingRows, type SchedulingRow } from "@muster/db/queries/scheduling-rows";
import type { Availability, Fit } from "@muster/domain/availability";
import { LIVE_GROUP_STATUSES, seatsOf } from "@muster/domain/group";
import { weekMinuteOf, type MeetingSlot } from "@muster/domain/meeting-slot";
import type { Role } from "@muster/domain/membership";
import { wallTimeAt } from "@muster/domain/time-zone";
import { missingHours } from "@muster/domain/question";
import { modulo, unionOf, type Interval } from "@muster/domain/week";
import { IN_LINE } from "@muster/domain/waiting";
import { HOUR_LEVELS, isFree } from "@muster/domain/week-hours";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { fitOfDates } from "./fit.ts";
import {
  clashesWith,
  commitmentsOf,
  datesOfGroups,
  nameFor,
  type Commitment,
  type Dated,
  type GroupOfCohort,
} from "./group-dates.ts";
import { membersOf, readHours, type HeldPlace, type PersonHours } from "./hours.ts";

/** A start near the one a group has, at which somebody without a place could come. */
export interface NearStart {
  weekday: number;
  startMinute: number;
  /** Against the start it has: 30 is half an hour later. */
  minutes: number;
  /** Who of the group would be worse off then, each with their role: nobody where it costs nothing. */
  loses: { name: string; role: Role }[];
}

/** A live group as somebody without a place comes nearest to it, and what is in the way (SC-14). */
export interface NearPlace {
  groupId: number;
  name: string;
  slot: MeetingSlot;
  taken: number;
  seats: number;
  fit: Fit;
  /** Minutes of a meeting they are not free for, on their worst date; 0 where they are free on all. */
  missingMinutes: number;
  /** What one would ask them to make free for it, in their own week; null where they are free for all of it. */
  window: Interval | null;
  /** The group of theirs that meets at the same time. */
  elsewhere: string | null;
  /** Who leads it already, where they would. */
  ledBy: string | null;
  /** Full, and somebody may stand in line for it. */
  mayWait: boolean;
  /** Their place in its line, and whether an organiser put them there; null where they stand in none. */
  line: { waitId: number; byOrganiser: boolean } | null;
  /** Where another start would do: the nearest one that costs nobody anything, else the one that costs the fewest. */
  shift: NearStart | null;
}

const MOST_SHOWN = 3;
/** Further from the hour a group has, it would be another group. */
const MOST_SHIFTED_MINUTES = 120;

/** For everybody who waits and has painted a week: the live groups they come nearest to, on the real dates still ahead. */
export async function nearestOf(
  ctx: Context,
  { cohortId }: { cohortId: number },
): Promise<{ personId: number; near: NearPlace[] }[]> {
  if (!(await ctx.em.findOne(Cohort, cohortId))) throw new NotFound("There is no such cohort.");
  const waiting = (await schedulingRows(ctx.em, cohortId)).filter((row) => row.awaiting && row.availability !== null);
  if (waiting.length === 0) return [];
  const groups = await ctx.em.find(
    Group,
    { cohort: cohortId, status: { $in: [...LIVE_GROUP_STATUSES] } },
    { populate: ["cohort"], orderBy: { id: "asc" } },
  );
  const now = ctx.clock();
  const members = await membersOf(
    ctx.em,
    groups.map(({ id }) => id),
  );
  const ids = [...waiting.map(({ personId }) => personId), ...members.map(({ person }) => person.id)];
  const commitments = await commitmentsOf(ctx.em, ids, now);
  const people = new Map((await ctx.em.find(Person, { id: { $in: ids } })).map((person) => [person.id, person]));
  const dates = await datesOfGroups(ctx.em, groups, now);
  const lines = await linesOf(ctx.em, cohortId);
  const seen = { now, members, commitments, dates, lines };
  const shifts = shiftsIn(seen);
  return waiting.map((row) => {
    const person = people.get(row.personId)!;
    const all = groups.map((group) => ({ group, place: placeOf({ row, person }, group, seen) }));
    const near = all
      .filter(({ group, place }) => place.missingMinutes < group.lengthMinutes)
      .toSorted((a, b) => hindrance(a.place) - hindrance(b.place))
      .slice(0, MOST_SHOWN)
      .map(({ group, place }) =>
        place.missingMinutes > 0 ? { ...place, shift: shifts(group, { person, role: row.role }) } : place,
      );
    return { personId: row.personId, near };
  });
}

async function linesOf(em: EntityManager, cohortId: number): Promise<Seen["lines"]> {
  const waits = await em.find(Wait, { cohort: cohortId, state: { $in: [...IN_LINE] } }, { refresh: true });
  return new Map(
    waits.map(({ id, person, group, putBy }) => [
      `${person.id}/${group?.id ?? ""}`,
      { waitId: id, byOrganiser: putBy !== null },
    ]),
  );
}

interface Seen {
  now: Date;
  members: readonly HeldPlace[];
  commitments: ReadonlyMap<number, readonly Commitment[]>;
  dates: ReadonlyMap<number, readonly Dated[]>;
  /** By person and group. */
  lines: ReadonlyMap<string, NonNullable<NearPlace["line"]>>;
}

/** Free for all of it first, then by minutes; a full or led group after one that is not. */
const hindrance = ({ missingMinutes, elsewhere, taken, seats, ledBy }: NearPlace): number =>
  10 * missingMinutes + (elsewhere === null ? 0 : 5) + (taken >= seats ? 2 : 0) + (ledBy === null ? 0 : 2);

function placeOf(
  { row, person }: { row: SchedulingRow; person: Person },
  group: GroupOfCohort,
  { members, commitments, dates, lines }: Seen,
): NearPlace {
  const ahead = dates.get(group.id) ?? [];
  const [clash] = clashesWith(ahead, commitments.get(row.personId) ?? [], [group.id]);
  const missing = missingOn(ahead, row.availability!, row.timeZone ?? group.timeZone);
  const leader = members.find((one) => one.group.id === group.id && one.role === "facilitator");
  return {
    groupId: group.id,
    name: group.name,
    slot: group.slot(),
    taken: group.taken,
    seats: seatsOf(group, group.cohort),
    fit: fitOfDates(person, ahead).fit,
    missingMinutes: missing.minutes,
    window: missing.window,
    mayWait: row.role === "participant" && group.cohort.directJoin && group.freeSeats(group.cohort) === 0,
    line: lines.get(`${row.personId}/${group.id}`) ?? null,
    elsewhere: clash ? nameFor(clash, group.cohort.id) : null,
    ledBy: row.role === "facilitator" && leader ? displayName(leader.person) : null,
    shift: null,
  };
}

/** On their own clock, date by date. */
const missingOn = (dates: readonly Dated[], { available, ifNeeded }: Availability, timeZone: string) =>
  missingHours(
    unionOf(available, ifNeeded),
    dates.map(({ startsAt, endsAt }) => {
      const start = wallTimeAt(startsAt, timeZone).minuteOfWeek;
      return { start, end: start + (endsAt.getTime() - startsAt.getTime()) / 60_000 };
    }),
  );

/** Each group's weeks are read once, however many come near to it. Only a preview can be shifted without telling anybody. */
function shiftsIn({ now, members, commitments, dates }: Seen) {
  const known = new Map<number, PersonHours[]>();
  const read = (group: GroupOfCohort, who: readonly Pick<HeldPlace, "id" | "person" | "role">[]) =>
    readHours({
      group,
      members: who,
      commitments,
      dates: Math.max(1, dates.get(group.id)?.length ?? 0),
      now,
      except: [group.id],
    });
  return (group: GroupOfCohort, { person, role }: { person: Person; role: Role }): NearStart | null => {
    const { stepMinutes } = group.cohort;
    const start = weekMinuteOf(group);
    if (group.status !== "preview" || group.realizeRequestedAt !== null || start % stepMinutes !== 0) return null;
    const own =
      known.get(group.id) ??
      read(
        group,
        members.filter((one) => one.group.id === group.id),
      );
    known.set(group.id, own);
    const [newcomer] = read(group, [{ id: 0, person: person as HeldPlace["person"], role }]);
    const starts = nearbyStarts(start, stepMinutes)
      .filter(({ at }) => isFree(newcomer!.starts[at / stepMinutes]))
      .map(({ at, minutes }) => ({
        weekday: Math.floor(at / 1_440),
        startMinute: at % 1_440,
        minutes,
        loses: own
          .filter(({ starts: letters }) => isWorse(letters[at / stepMinutes], letters[start / stepMinutes]))
          .map(({ name, role: of }) => ({ name, role: of })),
      }));
    return starts.toSorted((a, b) => a.loses.length - b.loses.length)[0] ?? null;
  };
}

/** The nearest first, earlier and later. */
function nearbyStarts(start: number, stepMinutes: number): { at: number; minutes: number }[] {
  const steps = Math.floor(MOST_SHIFTED_MINUTES / stepMinutes);
  return Array.from({ length: steps }, (_, index) => (index + 1) * stepMinutes).flatMap((far) =>
    [far, -far].map((minutes) => ({ at: modulo(start + minutes), minutes })),
  );
}

const rank = (letter: string | undefined): number => HOUR_LEVELS.findIndex((level) => level === letter);
const isWorse = (then: string | undefined, now: string | undefined): boolean => rank(then) > rank(now);
