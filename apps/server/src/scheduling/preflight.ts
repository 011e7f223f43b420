import { displayName } from "@muster/db/entities/person";
import type { SchedulingRow } from "@muster/db/queries/scheduling-rows";
import { usabilityOf } from "@muster/domain/availability";
import { isOpen } from "@muster/domain/cohort";
import type { SchedulingSettings } from "@muster/domain/scheduling-settings";
import { nextClockChange } from "@muster/domain/time-zone";
import type { Context } from "../context.ts";
import { snapshot, type Snapshot } from "./snapshot.ts";
import { workingRun } from "./working-run.ts";

export interface Finding {
  code: string;
  sentence: string;
  people: { id: number; name: string }[];
}

export interface Preflight {
  /** A run makes no sense. */
  blocks: Finding[];
  /** A run makes sense, and this is worth knowing first. */
  warnings: Finding[];
  infos: Finding[];
  candidates: number;
  facilitators: number;
  /** Groups they can lead together. */
  capacity: number;
  /** No grouping can place more people than this; null where nothing simple bounds it. */
  atMost: number | null;
}

/** What to know before a run (SC-5, SC-7). Reads only. */
export async function preflight(
  ctx: Context,
  { cohortId, settings }: { cohortId: number; settings: SchedulingSettings },
): Promise<Preflight> {
  const read = await snapshot(ctx.em, { cohortId, settings, fillStanding: false });
  const working = await workingRun(ctx.em, cohortId);
  const ready = readiness(read, settings);
  return {
    blocks: [
      ...blocksOf(read, ready),
      ...(working ? [finding("run_works", `Run ${working.number} works on this cohort now.`)] : []),
    ],
    warnings: warningsOf(ready, settings),
    infos: infosOf(read, ready),
    candidates: read.candidates.length,
    facilitators: ready.leaders.length,
    capacity: ready.capacity,
    atMost: ready.atMost,
  };
}

interface Readiness {
  candidates: SchedulingRow[];
  participants: SchedulingRow[];
  facilitators: SchedulingRow[];
  usable: SchedulingRow[];
  /** Facilitators who can lead at least one more group. */
  leaders: SchedulingRow[];
  capacity: number;
  atMost: number | null;
}

export function readiness({ candidates }: Pick<Snapshot, "candidates">, settings: SchedulingSettings): Readiness {
  const usable = candidates.filter((row) => hasRoom(row, settings));
  const facilitators = candidates.filter(({ role }) => role === "facilitator");
  const leaders = facilitators.filter((row) => usable.includes(row) && capacityOf(row) > 0);
  const capacity = leaders.reduce((sum, row) => sum + capacityOf(row), 0);
  const usableParticipants = usable.length - usable.filter(({ role }) => role === "facilitator").length;
  const led = Math.min(usableParticipants, capacity * (settings.maxPeople - 1)) + leaders.length;
  const hasLeaders = facilitators.some((row) => usable.includes(row));
  return {
    candidates,
    participants: candidates.filter(({ role }) => role === "participant"),
    facilitators,
    usable,
    leaders,
    capacity,
    atMost: usable.length < settings.minPeople ? 0 : hasLeaders ? led : usable.length,
  };
}

const isCertified = ({ maxGroups, certifiedAt }: SchedulingRow): boolean => maxGroups === null || certifiedAt !== null;
const capacityOf = (row: SchedulingRow): number =>
  isCertified(row) ? Math.max(0, (row.maxGroups ?? 1) - row.leading) : 0;

function hasRoom({ availability }: SchedulingRow, { meetingLengthMinutes, useIfNeeded }: SchedulingSettings): boolean {
  if (!availability) return false;
  const counted = useIfNeeded ? availability : { available: availability.available, ifNeeded: [] };
  return usabilityOf(counted, meetingLengthMinutes).usable;
}

function blocksOf({ cohort, candidates }: Snapshot, { usable }: Readiness): Finding[] {
  if (!isOpen(cohort)) return [finding("closed", "This cohort is closed.")];
  if (!candidates.some(({ awaiting }) => awaiting))
    return [finding("nobody", "Nobody in this cohort is waiting for a group.")];
  return usable.length === 0 ? [finding("no_weeks", "Nobody has painted a week that holds a whole meeting yet.")] : [];
}

function warningsOf(
  { candidates, participants, facilitators, usable, leaders, capacity }: Readiness,
  settings: SchedulingSettings,
): Finding[] {
  const silent = participants.filter(({ availability }) => availability === null);
  const short = candidates.filter((row) => row.availability !== null && !usable.includes(row));
  const noWeek = facilitators.filter(({ availability }) => availability === null);
  const uncertified = facilitators.filter((row) => !isCertified(row));
  const usableParticipants = participants.filter((row) => usable.includes(row));
  const needed = Math.ceil(usableParticipants.length / Math.max(1, settings.maxPeople - 1));
  const tooFew = facilitators.length > 0 && capacity < needed;
  return [
    ...some("not_answered", silent, (who) => `${who} not painted a week, and cannot be placed.`),
    ...some(
      "too_short",
      short,
      (who) => `${who} no stretch of ${settings.meetingLengthMinutes} minutes in their week.`,
    ),
    ...some(
      "facilitator_without_week",
      noWeek,
      (who) => `${who} not painted a week, and cannot lead a group (facilitators).`,
    ),
    ...some("facilitator_not_certified", uncertified, (who) => `${who} not been certified, and cannot lead a group.`),
    ...(tooFew
      ? [
          finding(
            "facilitator_capacity",
            `${usableParticipants.length} people need at least ${needed} groups of ${settings.maxPeople}; the ${leaders.length} facilitators can lead ${capacity}.`,
          ),
        ]
      : []),
  ];
}

function infosOf({ cohort, rows, candidates }: Snapshot, { facilitators }: Readiness): Finding[] {
  const placed = rows.filter((row) => !candidates.includes(row));
  const from = new Date(`${cohort.startDate}T00:00:00Z`);
  const until = new Date(from.getTime() + cohort.numberOfMeetings * 7 * 86_400_000);
  const moved = candidates.filter(({ timeZone }) => nextClockChange(timeZone ?? cohort.timeZone, from, until) !== null);
  return [
    ...some("placed", placed, (who) => `${who} a place already, and keep it.`),
    ...some(
      "clock_change",
      moved,
      (who) => `${who} a clock change during the term; every date is checked on their own clock.`,
    ),
    ...(facilitators.length === 0
      ? [finding("no_facilitators", "Nobody signed up as facilitator: groups are made without one.")]
      : []),
  ];
}

const finding = (code: string, sentence: string, people: Finding["people"] = []): Finding => ({
  code,
  sentence,
  people,
});

/** `7 people have …`; nothing where there is nobody. */
function some(code: string, rows: readonly SchedulingRow[], sentence: (who: string) => string): Finding[] {
  if (rows.length === 0) return [];
  const who = rows.length === 1 ? "1 person has" : `${rows.length} people have`;
  const people = rows.map((row) => ({ id: row.personId, name: displayName({ ...row, id: row.personId }) }));
  return [finding(code, sentence(who), people)];
}
