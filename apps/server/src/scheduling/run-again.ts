import type { EntityManager } from "@muster/db/orm";
import { placesIn } from "@muster/scheduler/earlier-places";
import type { EarlierPlace, Pin, ProblemInput } from "@muster/scheduler/problem";
import { Conflict, Invalid } from "../refusal.ts";
import { assuming, type Assumption } from "./assumption.ts";
import { findRun } from "./find-run.ts";
import { changesBetween, type InputFingerprint } from "./input-fingerprint.ts";
import type { ReplacedGroup } from "./replaced-groups.ts";
import { refuseOddHour } from "./odd-hour.ts";
import { inputOf, proposalOf, type Origin } from "./run-state.ts";
import type { Snapshot } from "./snapshot.ts";

/** One place of a proposal: somebody in the group of that name. Whoever leads two may be pinned to one of them. */
export interface KeptPlace {
  personId: number;
  group: string;
}

/** A run that starts from an earlier one, where everybody else moves as little as quality allows. */
export interface Again {
  runId: number;
  /** Places of its proposal that are pinned: kept whatever it costs (SC-19). */
  keep?: readonly KeptPlace[] | undefined;
  /** Whether the others stay as far as quality allows, or places are dealt afresh; the former where left out. */
  moving?: "least" | "freely" | undefined;
  /** Instead of `keep`: the earlier run's own pins. */
  pins?: readonly Pin[];
  /** Instead of what the earlier run assumed. */
  assumed?: readonly Assumption[];
  /** Refused unless everything read is still what this says. */
  unchanged?: InputFingerprint;
}

export interface Restart {
  problem: ProblemInput;
  /** The run it starts from; null where it starts from groups. */
  origin: Origin | null;
  pins: Pin[];
  assumed: readonly Assumption[];
}

/** A run that is to take the place of previews, where everybody else in them moves as little as quality allows. */
export interface Replacing {
  groups: readonly ReplacedGroup[];
  /** Whose places in them are pinned. */
  keep: readonly KeptPlace[];
}

/** The previews that the run to start from is to take the place of: a run again takes the same ones' place. */
export async function replacedBy(em: EntityManager, again: Pick<Again, "runId"> | undefined): Promise<ReplacedGroup[]> {
  return again ? (inputOf(await findRun(em, again.runId)).replaces ?? []) : [];
}

/** The problem as the scheduler is told it when a run starts from groups as they stand, with everything done by hand. */
export function fromGroups({ groups, keep }: Replacing, { candidates, problem }: Snapshot): Restart {
  const present = new Set(candidates.map(({ personId }) => personId));
  const pinned = new Set(keep.map(({ personId, group }) => `${personId} ${group}`));
  const earlier = groups.flatMap(({ name: group, start, memberIds }) =>
    memberIds.filter((id) => present.has(id)).map((id) => ({ personId: String(id), start, group })),
  );
  const pins = earlier.filter(({ personId, group }) => pinned.has(`${personId} ${group}`));
  return { problem: { ...problem, earlier, pins }, origin: null, pins, assumed: [] };
}

/** The problem as the scheduler is told it when a run starts from an earlier one. People who are no candidates any more are left out. */
export async function restart(
  em: EntityManager,
  { again, cohortId, read }: { again: Again; cohortId: number; read: Snapshot },
): Promise<Restart> {
  const run = await findRun(em, again.runId);
  if (run.cohort.id !== cohortId) throw new Invalid("That run is another cohort's.", { field: "again.runId" });
  const proposal = proposalOf(run);
  if (!proposal) throw new Conflict(`Run ${run.number} left no proposal to start from.`);
  if (again.unchanged && changesBetween(again.unchanged, read.fingerprint))
    throw new Conflict(`Something changed since run ${run.number}. Schedule again.`);
  const present = new Set(read.candidates.map(({ personId }) => String(personId)));
  const earlier = placesIn(proposal.groups).filter(({ personId }) => present.has(personId));
  const wished = again.moving === "freely" ? [] : earlier;
  const kept = new Set((again.keep ?? []).map(({ personId, group }) => `${personId} ${group}`));
  const places = earlier.filter(({ personId, group }) => kept.has(`${personId} ${group}`));
  refuseOddStarts(places, read.problem);
  const pins = again.pins ? again.pins.filter(({ personId }) => present.has(personId)) : places;
  const assumed = again.assumed ?? inputOf(run).assumed ?? [];
  return {
    problem: assuming({ ...read.problem, earlier: wished, pins }, assumed),
    origin: { runId: run.id, number: run.number },
    pins,
    assumed,
  };
}

/** Whoever is kept keeps the start; how long their group meets from then on is the new run's to say. */
function refuseOddStarts(places: readonly EarlierPlace[], problem: ProblemInput): void {
  const { stepMinutes, meetingLengthMinutes: lengthMinutes } = problem;
  const otherwise = {
    instead: `Let meetings start more often than every ${stepMinutes} minutes, or keep nobody of it.`,
    field: "again.keep",
  };
  for (const { group: name, start } of places) refuseOddHour({ name, start, lengthMinutes }, problem, otherwise);
}
