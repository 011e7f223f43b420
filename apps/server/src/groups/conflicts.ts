import { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import { displayName } from "@muster/db/entities/person";
import { Signup } from "@muster/db/entities/signup";
import type { EntityManager } from "@muster/db/orm";
import { hasPainted } from "@muster/domain/availability";
import { LIVE_GROUP_STATUSES, seatsOf } from "@muster/domain/group";
import { fitAt } from "@muster/domain/meeting-slot";
import { cityOf } from "@muster/domain/time-zone";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { breachesIn } from "../rules/breaches.ts";
import { readRules } from "../rules/read-rules.ts";
import { visitsAgainstRules } from "../visits/against-rules.ts";
import {
  clashesWith,
  commitmentsOf,
  datesOfGroups,
  nameFor,
  type Commitment,
  type Dated,
  type GroupOfCohort,
} from "./group-dates.ts";
import { membersOf, type HeldPlace } from "./hours.ts";

export const CONFLICT_CODES = [
  "no_facilitator",
  "two_facilitators",
  "not_free",
  "not_free_on_some_dates",
  "no_week",
  "over_size",
  "under_size",
  "double_booked",
  "kept_apart",
  "kept_together",
  "guest_kept_apart",
] as const;
export type ConflictCode = (typeof CONFLICT_CODES)[number];

export interface GroupConflict {
  code: ConflictCode;
  words: string;
  groupIds: number[];
  personIds: number[];
}

/** Hard ones need a reason when the group is realized; soft ones are worth knowing (GR-7). */
export interface GroupConflicts {
  hard: GroupConflict[];
  soft: GroupConflict[];
}

/** What speaks against the live groups of a cohort as they are now. */
export async function groupConflicts(ctx: Context, { cohortId }: { cohortId: number }): Promise<GroupConflicts> {
  if (!(await ctx.em.findOne(Cohort, cohortId))) throw new NotFound("There is no such cohort.");
  return conflictsIn(ctx.em, cohortId, ctx.clock());
}

export async function conflictsIn(em: EntityManager, cohortId: number, now: Date): Promise<GroupConflicts> {
  const groups = await em.find(
    Group,
    { cohort: cohortId, status: { $in: [...LIVE_GROUP_STATUSES] } },
    { populate: ["cohort"], orderBy: { id: "asc" } },
  );
  const members = await membersOf(
    em,
    groups.map(({ id }) => id),
  );
  const ids = members.map(({ person }) => person.id);
  const [dates, commitments] = [await datesOfGroups(em, groups, now), await commitmentsOf(em, ids, now)];
  const needsLeader = (await em.count(Signup, { cohort: cohortId, role: "facilitator" })) > 0;
  const all = groups.map((group): GroupConflicts => {
    const own = members.filter((one) => one.group.id === group.id);
    const seen = { group, members: own, dates: dates.get(group.id) ?? [], commitments, needsLeader };
    const who = own.map((member) => ofMember(member, seen));
    return {
      hard: [...hardOfGroup(seen), ...who.flatMap(({ hard }) => hard)],
      soft: [...softOfGroup(seen), ...who.flatMap(({ soft }) => soft)],
    };
  });
  const rules = await readRules(em, cohortId);
  return {
    hard: [...breachesIn(rules), ...all.flatMap(({ hard }) => hard)],
    soft: [...(await visitsAgainstRules(em, rules, { cohortId, now })), ...all.flatMap(({ soft }) => soft)],
  };
}

interface Seen {
  group: GroupOfCohort;
  members: readonly HeldPlace[];
  dates: readonly Dated[];
  commitments: ReadonlyMap<number, readonly Commitment[]>;
  /** Somebody signed up to facilitate: groups without are made only where nobody did. */
  needsLeader: boolean;
}

const leadersOf = ({ members }: Seen): HeldPlace[] => members.filter(({ role }) => role === "facilitator");

function hardOfGroup(seen: Seen): GroupConflict[] {
  const { group, members, needsLeader } = seen;
  const seats = seatsOf(group, group.cohort);
  const about = { groupIds: [group.id], personIds: [] };
  return [
    ...(needsLeader && leadersOf(seen).length === 0
      ? [{ ...about, code: "no_facilitator" as const, words: `${group.name} has no facilitator.` }]
      : []),
    ...(members.length > seats
      ? [
          {
            ...about,
            code: "over_size" as const,
            words: `${group.name} has ${members.length} people and ${seats} seats.`,
          },
        ]
      : []),
  ];
}

function softOfGroup(seen: Seen): GroupConflict[] {
  const { group, members } = seen;
  const leaders = leadersOf(seen);
  const { minSize } = group.cohort;
  const few = members.length === 1 ? "1 person" : `${members.length} people`;
  return [
    ...(leaders.length > 1
      ? [
          {
            code: "two_facilitators" as const,
            words: `${group.name} has ${leaders.length} facilitators.`,
            groupIds: [group.id],
            personIds: leaders.map(({ person }) => person.id),
          },
        ]
      : []),
    ...(members.length < minSize
      ? [
          {
            code: "under_size" as const,
            words: `${group.name} has ${few}; the smallest group has ${minSize}.`,
            groupIds: [group.id],
            personIds: [],
          },
        ]
      : []),
  ];
}

function ofMember(member: HeldPlace, seen: Seen): GroupConflicts {
  const { person } = member;
  const { group, dates, commitments } = seen;
  const name = displayName(person);
  const clashes = clashesWith(dates, commitments.get(person.id) ?? [], [group.id]);
  const doubled = clashes.map((other) => ({
    code: "double_booked" as const,
    words: `${name} is in ${group.name} and ${nameFor(other, group.cohort.id)} at the same time.`,
    groupIds: [group.id, other.id],
    personIds: [person.id],
  }));
  const leads = member.role === "facilitator";
  const { hard, soft } = hoursOf(member, seen);
  return { hard: [...(leads ? doubled : []), ...hard], soft: [...(leads ? [] : doubled), ...soft] };
}

function hoursOf({ person }: HeldPlace, { group, dates }: Seen): GroupConflicts {
  const name = displayName(person);
  const { availability, timeZone } = person;
  const about = { groupIds: [group.id], personIds: [person.id] };
  if (!hasPainted(availability) || !timeZone)
    return {
      hard: [],
      soft: [{ ...about, code: "no_week", words: `${name} of ${group.name} has not painted their week.` }],
    };
  const missed = dates.filter((date) => fitAt(availability, timeZone, date) === "not_free");
  if (missed.length === 0) return { hard: [], soft: [] };
  if (missed.length === dates.length)
    return { hard: [{ ...about, code: "not_free", words: `${name} is not free when ${group.name} meets.` }], soft: [] };
  const when = `${daysOf(missed, group.timeZone)} (${cityOf(group.timeZone)})`;
  const words = `${name} is not free when ${group.name} meets on ${when}.`;
  return { hard: [], soft: [{ ...about, code: "not_free_on_some_dates", words }] };
}

const NAMED = 3;

/** `27 October and 3 November`, and how many more. */
function daysOf(dates: readonly Dated[], timeZone: string): string {
  const day = new Intl.DateTimeFormat("en-GB", { timeZone, day: "numeric", month: "long" });
  const named = dates.slice(0, NAMED).map(({ startsAt }) => day.format(startsAt));
  const more = dates.length > NAMED ? [`${dates.length - NAMED} more`] : [];
  return new Intl.ListFormat("en").format([...named, ...more]);
}
