import { displayName } from "@muster/db/entities/person";
import type { SchedulingRow } from "@muster/db/queries/scheduling-rows";
import { isOpen } from "@muster/domain/cohort";
import { isAnyHour } from "@muster/domain/meeting-hours";
import type { SchedulingSettings } from "@muster/domain/scheduling-settings";
import { nextClockChange } from "@muster/domain/time-zone";
import type { Context } from "../context.ts";
import { rulesBlock, rulesInfo } from "./preflight-rules.ts";
import { snapshot, type Snapshot } from "./snapshot.ts";
import { tooManyWords } from "./start-run.ts";
import { hasRoom } from "./usable-week.ts";
import { workingRun } from "./working-run.ts";

export interface Finding {
  code: string;
  sentence: string;
  people: { id: number; name: string }[];
  /** The page on which it can be looked into, or put right. */
  page: "people" | "groups" | null;
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
      ...rulesBlock(read, settings),
      ...(working ? [finding("run_works", `Run ${working.number} works on this cohort now.`)] : []),
    ],
    warnings: warningsOf(read, { ready, settings }),
    infos: [...infosOf(read, ready), ...rulesInfo(read)],
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

export function readiness(
  { candidates, cohort }: Pick<Snapshot, "candidates" | "cohort">,
  settings: SchedulingSettings,
): Readiness {
  const usable = candidates.filter((row) => hasRoom(row, { settings, cohort }));
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

function blocksOf({ cohort, candidates }: Snapshot, { usable }: Readiness): Finding[] {
  if (!isOpen(cohort)) return [finding("closed", "This cohort is closed.")];
  if (!candidates.some(({ awaiting }) => awaiting))
    return [finding("nobody", "Nobody in this cohort is waiting for a group.")];
  const tooMany = tooManyWords(candidates.length);
  if (tooMany) return [finding("too_many", tooMany)];
  return usable.length === 0 ? [finding("no_weeks", "Nobody has painted a week that holds a whole meeting yet.")] : [];
}

function warningsOf(
  { cohort }: Snapshot,
  { ready, settings }: { ready: Readiness; settings: SchedulingSettings },
): Finding[] {
  const { candidates, participants, facilitators, usable } = ready;
  const silent = participants.filter(({ availability }) => availability === null);
  const short = candidates.filter((row) => row.availability !== null && !usable.includes(row));
  const noWeek = facilitators.filter(({ availability }) => availability === null);
  const uncertified = facilitators.filter((row) => !isCertified(row));
  const zoneless = candidates.filter(({ availability, timeZone }) => availability !== null && timeZone === null);
  return [
    ...some("not_answered", silent, (who) => `${who} not painted a week, and cannot be placed.`),
    ...some(
      "too_short",
      short,
      (who) => `${who} no stretch of ${settings.meetingLengthMinutes} minutes in their week${withinWords(settings)}.`,
    ),
    ...some(
      "facilitator_without_week",
      noWeek,
      (who) => `${who} not painted a week, and cannot lead a group (facilitators).`,
    ),
    ...some("facilitator_not_certified", uncertified, (who) => `${who} not been certified, and cannot lead a group.`),
    ...some(
      "no_time_zone",
      zoneless,
      (who) => `${who} no time zone: their week is read on ${cohort.timeZone}'s clock.`,
    ),
    ...tooFewGroups(ready, settings),
    ...namesakes(candidates),
  ];
}

const withinWords = ({ meetingHours, civilHours }: SchedulingSettings): string =>
  isAnyHour(meetingHours) && civilHours !== "must" ? "" : " at the hours these settings allow";

function tooFewGroups(
  { participants, facilitators, usable, leaders, capacity }: Readiness,
  { maxPeople }: SchedulingSettings,
): Finding[] {
  const others = participants.filter((row) => usable.includes(row)).length;
  const needed = Math.ceil(others / Math.max(1, maxPeople - 1));
  if (facilitators.length === 0 || capacity >= needed) return [];
  const lead = leaders.length === 1 ? "the one facilitator can" : `the ${leaders.length} facilitators can`;
  const sentence = `${others} people need at least ${needed} groups of ${maxPeople}; ${lead} lead ${capacity}.`;
  return [{ ...finding("facilitator_capacity", sentence, namesOf(leaders)), page: "people" }];
}

/** Two accounts of one name may be one person twice. */
function namesakes(candidates: readonly SchedulingRow[]): Finding[] {
  const byName = Map.groupBy(
    candidates.filter(({ name }) => name.trim() !== ""),
    ({ name }) => name.trim().toLowerCase(),
  );
  const twice = [...byName.values()].filter(({ length }) => length > 1).flat();
  return some("same_name", twice, (who) => `${who} a name that another one has too: perhaps somebody signed up twice.`);
}

function infosOf({ cohort, rows, candidates }: Snapshot, { facilitators }: Readiness): Finding[] {
  const away = rows.filter((row) => row.away);
  const leftOut = rows.filter((row) => !row.away && row.leftOut);
  const placed = rows.filter((row) => !row.away && !row.leftOut && !candidates.includes(row));
  const from = new Date(`${cohort.startDate}T00:00:00Z`);
  const until = new Date(from.getTime() + cohort.numberOfMeetings * 7 * 86_400_000);
  const absent = candidates.filter(({ inGuild, discordId }) => inGuild === false || discordId === null);
  const moved = candidates.filter(({ timeZone }) => nextClockChange(timeZone ?? cohort.timeZone, from, until) !== null);
  return [
    ...some("placed", placed, (who) => `${who} a place in a group of this cohort already, and keep it.`).map(onGroups),
    ...some("away", away, (who) => `${who} paused or moved to a later cohort, and are left out of this run.`),
    ...some("left_out", leftOut, (who) => `${who} been left out of the runs by an organiser.`),
    ...some(
      "clock_change",
      moved,
      (who) => `${who} a clock change during the term; every date is checked on their own clock.`,
    ),
    ...some(
      "not_on_server",
      absent,
      (who) => `${who} not joined the Discord server: they can be placed, and get access once they join.`,
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
  page: people.length > 0 ? "people" : null,
});

const onGroups = (found: Finding): Finding => ({ ...found, page: "groups" });

const namesOf = (rows: readonly SchedulingRow[]): Finding["people"] =>
  rows.map((row) => ({ id: row.personId, name: displayName({ ...row, id: row.personId }) }));

/** `7 people have …`; nothing where there is nobody. */
function some(code: string, rows: readonly SchedulingRow[], sentence: (who: string) => string): Finding[] {
  if (rows.length === 0) return [];
  const who = rows.length === 1 ? "1 person has" : `${rows.length} people have`;
  return [finding(code, sentence(who), namesOf(rows))];
}
