import { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import { displayName } from "@muster/db/entities/person";
import type { EntityManager } from "@muster/db/orm";
import type { GroupingRuleRow } from "@muster/db/queries/grouping-rules";
import { schedulingRows, type SchedulingRow } from "@muster/db/queries/scheduling-rows";
import { isLive, nextGroupNames } from "@muster/domain/group";
import { weekMinuteOf } from "@muster/domain/meeting-slot";
import { isAnyHour, openWeek } from "@muster/domain/meeting-hours";
import type { SchedulingSettings } from "@muster/domain/scheduling-settings";
import type { Candidate, ProblemInput, StandingGroup } from "@muster/scheduler/problem";
import { NotFound } from "../refusal.ts";
import { busyHours } from "./busy-hours.ts";
import { fingerprintOf, type InputFingerprint } from "./input-fingerprint.ts";
import { problemRules } from "./problem-rules.ts";

export interface Snapshot {
  cohort: Cohort;
  /** Everyone signed up, candidates or not. */
  rows: SchedulingRow[];
  candidates: SchedulingRow[];
  problem: ProblemInput;
  /** Every rule about who shares a group here. */
  ruled: GroupingRuleRow[];
  fingerprint: InputFingerprint;
}

interface Asked {
  cohortId: number;
  settings: SchedulingSettings;
  /** Groups that stand and have room may take people too. */
  fillStanding: boolean;
  /** Groups that are to make way: their people are looked at as if they were gone. */
  without?: readonly { groupId: number }[] | undefined;
}

/** Everything a run reads, at one moment: people, weeks, places, capacities, and what makes it the same again. */
export async function snapshot(
  em: EntityManager,
  { cohortId, settings, fillStanding, without = [] }: Asked,
): Promise<Snapshot> {
  const cohort = await em.findOne(Cohort, cohortId);
  if (!cohort) throw new NotFound(`Cohort ${cohortId} not found`);
  const gone = new Set(without.map(({ groupId }) => groupId));
  const rows = (await schedulingRows(em, cohortId)).map((row) => released(row, { cohortId, gone }));
  const candidates = rows.filter(isCandidate);
  const all = await em.find(Group, { cohort: cohortId }, { orderBy: { id: "asc" } });
  const groups = all.filter(({ id }) => !gone.has(id));
  const standing = fillStanding ? standingGroups(groups, { cohort, settings }) : [];
  const { stepMinutes } = settings;
  const { all: ruled, ...known } = await problemRules(em, { cohortId, candidates, groups, standing, stepMinutes });
  const problem: ProblemInput = {
    people: candidates.map((row) => candidateOf(row, cohort)),
    ...limitsOf(settings),
    dates: { firstDate: cohort.startDate, numberOfMeetings: cohort.numberOfMeetings, timeZone: cohort.timeZone },
    ...known,
    firstGroupNumber: Number(
      nextGroupNames(
        groups.map(({ name }) => name),
        1,
      )[0]!.slice("Group ".length),
    ),
  };
  const fingerprint = fingerprintOf(
    problem,
    ruled.map(({ ruleId }) => ruleId),
  );
  return { cohort, rows, candidates, problem, ruled, fingerprint };
}

/** Somebody as if the groups that are to make way were gone. */
function released(
  row: SchedulingRow,
  { cohortId, gone }: { cohortId: number; gone: ReadonlySet<number> },
): SchedulingRow {
  const commitments = row.commitments.filter(({ groupId }) => !gone.has(groupId));
  if (commitments.length === row.commitments.length) return row;
  const awaiting = !row.away && !row.leftOut && !commitments.some((held) => held.cohortId === cohortId);
  return { ...row, commitments, awaiting, leading: commitments.filter(({ role }) => role === "facilitator").length };
}

/** Everyone who takes part, is not left out and has no live place, also whom an earlier run found ungroupable; facilitators as long as they can lead one more (C30). */
const isCandidate = (row: SchedulingRow): boolean =>
  !row.away && !row.leftOut && (row.awaiting || (row.role === "facilitator" && row.leading < (row.maxGroups ?? 1)));

function candidateOf(row: SchedulingRow, cohort: Cohort): Candidate {
  const { available = [], ifNeeded = [] } = row.availability ?? {};
  const busy = busyHours(row.commitments, cohort);
  return {
    id: String(row.personId),
    name: displayName({ ...row, id: row.personId }),
    role: row.role,
    available: [...available],
    ifNeeded: [...ifNeeded],
    ...(row.timeZone === null ? {} : { timeZone: row.timeZone }),
    ...(busy.length > 0 ? { busy } : {}),
    ...(row.role === "facilitator"
      ? {
          maxGroups: row.maxGroups ?? 1,
          alreadyLeads: row.leading,
          certified: row.maxGroups === null || row.certifiedAt !== null,
        }
      : {}),
  };
}

const limitsOf = ({
  meetingLengthMinutes,
  stepMinutes,
  minPeople,
  maxPeople,
  useIfNeeded,
  balance,
  civilHours,
  meetingHours,
  iterations,
  timeLimitSeconds,
  seed,
}: SchedulingSettings): Omit<ProblemInput, "people"> => ({
  meetingLengthMinutes,
  stepMinutes,
  minPeople,
  maxPeople,
  useIfNeeded,
  balance,
  civilHours,
  ...(isAnyHour(meetingHours) ? {} : { allowed: openWeek(meetingHours).map(({ start, end }) => ({ start, end })) }),
  iterations,
  timeLimitSeconds,
  seed,
});

/** Those of the run's own length and starts: a group that meets longer, or between two starts, is another kind of group. */
function standingGroups(
  groups: readonly Group[],
  { cohort, settings }: { cohort: Cohort; settings: SchedulingSettings },
): StandingGroup[] {
  return groups
    .filter(
      (group) =>
        isLive(group.status) &&
        group.lengthMinutes === settings.meetingLengthMinutes &&
        weekMinuteOf(group) % settings.stepMinutes === 0 &&
        group.freeSeats(cohort) > 0,
    )
    .map((group) => ({ id: String(group.id), start: weekMinuteOf(group), room: group.freeSeats(cohort) }));
}
