import type { ScheduleRun } from "@muster/db/entities/schedule-run";
import { displayName } from "@muster/db/entities/person";
import type { Loaded } from "@muster/db/orm";
import type { RunStatus, SchedulingSettings } from "@muster/domain/scheduling-settings";
import type { Pin } from "@muster/scheduler/problem";
import type { Proposal } from "@muster/scheduler/proposal";
import type { Assumption } from "./assumption.ts";
import type { InputFingerprint } from "./input-fingerprint.ts";
import type { ReplacedGroup } from "./replaced-groups.ts";
import type { RunProgress } from "./run-progress.ts";

export interface RunState {
  id: number;
  number: number;
  cohortId: number;
  status: RunStatus;
  settings: SchedulingSettings;
  seed: number;
  startedBy: string;
  startedAt: Date;
  endedAt: Date | null;
  progress: RunProgress | null;
  error: string | null;
  /** The run this one started from: discarding this one is the way back to it. */
  origin: Origin | null;
  /** What it took for granted that nobody has painted or promised, in words. */
  assumed: string[];
  /** Names of the previews that make way when its proposal is accepted; until then they stay. */
  replaces: string[];
  /** What its groups were called when it was accepted, and the note left with them (SC-16). */
  name: string | null;
  note: string | null;
}

export interface Origin {
  runId: number;
  number: number;
}

/** What a run's row keeps of its result. */
export interface KeptProposal {
  proposal: Proposal;
}

/** What a run's row keeps under its fingerprint, as text. */
export interface KeptInput {
  fillStanding: boolean;
  inputs: InputFingerprint;
  origin?: Origin | null;
  pins?: Pin[];
  assumed?: Assumption[];
  /** Previews that make way when the proposal is accepted. */
  replaces?: ReplacedGroup[];
}

/** A run with whoever started it loaded. `live` is fresher than the row where this process computes it. */
export function runStateOf(run: Loaded<ScheduleRun, "startedBy">, live: RunProgress | null = null): RunState {
  const { startedBy } = run;
  const { origin, assumed = [], replaces = [] } = inputOf(run);
  return {
    id: run.id,
    number: run.number,
    cohortId: run.cohort.id,
    status: run.status,
    settings: run.settings,
    seed: run.seed,
    startedBy: startedBy ? displayName(startedBy) : "Muster",
    startedAt: run.startedAt ?? run.createdAt,
    endedAt: run.endedAt,
    progress: live ?? (run.progress as RunProgress | null),
    error: run.error,
    origin: origin ?? null,
    assumed: assumed.map(({ words }) => words),
    replaces: replaces.map(({ name }) => name),
    name: run.name,
    note: run.note,
  };
}

export const proposalOf = (run: ScheduleRun): Proposal | null =>
  (run.proposal as KeptProposal | null)?.proposal ?? null;
export const inputOf = (run: ScheduleRun): KeptInput => JSON.parse(run.inputFingerprint) as KeptInput;
