import { Group } from "@muster/db/entities/group";
import { displayName } from "@muster/db/entities/person";
import { LIVE_GROUP_STATUSES, seatsOf, type GroupStatus } from "@muster/domain/group";
import type { MeetingSlot } from "@muster/domain/meeting-slot";
import type { Context } from "../context.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { brokenBy } from "../rules/breaches.ts";
import { readRules, type RulesHere } from "../rules/read-rules.ts";
import { commitmentsOf, datesOfGroups, type Commitment, type Dated, type GroupOfCohort } from "./group-dates.ts";
import { bestTimes, membersOf, readHours, type HeldPlace, type OtherTime } from "./hours.ts";
import { fitOfDates } from "./fit.ts";
import { whyNotMerge } from "./merge.ts";

export interface MergeOption {
  groupId: number;
  name: string;
  status: GroupStatus;
  slot: MeetingSlot;
  /** How many would be in it, and its seats. */
  together: number;
  seats: number;
  /** Ids of those of either group who are not free when it meets now. */
  cannot: number[];
  /** The times that suit all of them best; `free` of `together` are free then. */
  best: OtherTime[];
  /** The rules about who shares a group that this would break (GR-13), a sentence each. */
  breaks: string[];
  /** Null: it can be merged into this one. */
  notBecause: string | null;
}

export interface MergeOptions {
  groupId: number;
  people: { personId: number; name: string }[];
  options: MergeOption[];
}

const MOST_TIMES = 5;

/**
 * What merging a group into each of the others would mean: who can come when that one meets, which times suit everybody
 * together (GR-9), and which rules it breaks. The best first.
 */
export async function mergeOptions(ctx: Context, { groupId }: { groupId: number }): Promise<MergeOptions> {
  const group = await ctx.em.findOne(Group, groupId, { populate: ["cohort"] });
  if (!group) throw new NotFound("There is no such group.");
  if (!group.isLive()) throw new Conflict(`${group.name} has ended.`);
  const groups = await ctx.em.find(
    Group,
    { cohort: group.cohort.id, status: { $in: [...LIVE_GROUP_STATUSES] } },
    { populate: ["cohort"], orderBy: { id: "asc" } },
  );
  const members = await membersOf(
    ctx.em,
    groups.map(({ id }) => id),
  );
  const ids = [...new Set(members.map(({ person }) => person.id))];
  const now = ctx.clock();
  const known = {
    members,
    dates: await datesOfGroups(ctx.em, groups, now),
    commitments: await commitmentsOf(ctx.em, ids, now),
    rules: await readRules(ctx.em, group.cohort.id),
    now,
  };
  const options = groups.filter(({ id }) => id !== groupId).map((into) => optionOf(group, into, known));
  return { groupId, people: peopleOf(members), options: options.toSorted(bestFirst) };
}

interface Known {
  members: readonly HeldPlace[];
  dates: ReadonlyMap<number, Dated[]>;
  commitments: ReadonlyMap<number, Commitment[]>;
  rules: RulesHere;
  now: Date;
}

function optionOf(group: GroupOfCohort, into: GroupOfCohort, known: Known): MergeOption {
  const { commitments, rules, now } = known;
  const theirs = known.members.filter((one) => one.group.id === into.id);
  const there = new Set(theirs.map(({ person }) => person.id));
  const leaving = known.members.filter((one) => one.group.id === group.id);
  const coming = leaving.filter(({ person }) => !there.has(person.id));
  const members = [...theirs, ...coming];
  const ahead = known.dates.get(into.id) ?? [];
  const dates = Math.max(1, ahead.length);
  const hours = readHours({ group: into, members, commitments, dates, now, except: [group.id, into.id] });
  return {
    groupId: into.id,
    name: into.name,
    status: into.status,
    slot: into.slot(),
    together: members.length,
    seats: seatsOf(into, into.cohort),
    cannot: members.filter(({ person }) => fitOfDates(person, ahead).fit === "not_free").map(({ person }) => person.id),
    best: bestTimes(hours, into.cohort.stepMinutes, MOST_TIMES),
    breaks: brokenBy(
      rules,
      leaving.map(({ person: { id } }) => ({ personId: id, from: group.id, to: there.has(id) ? null : into.id })),
    ),
    notBecause: whyNotMerge(group, into, coming.length),
  };
}

function peopleOf(members: readonly HeldPlace[]): MergeOptions["people"] {
  const byId = new Map(members.map(({ person }) => [person.id, displayName(person)]));
  return [...byId].map(([personId, name]) => ({ personId, name }));
}

/** What can be done before what cannot, then what breaks no rule, then by how many could come. */
const bestFirst = (a: MergeOption, b: MergeOption): number =>
  Number(a.notBecause !== null) - Number(b.notBecause !== null) ||
  a.breaks.length - b.breaks.length ||
  a.cannot.length - b.cannot.length ||
  a.groupId - b.groupId;
