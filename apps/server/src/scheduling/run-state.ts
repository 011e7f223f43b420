import type { ScheduleRun } from "@muster/db/entities/schedule-run";
import { displayName } from "@muster/db/entities/person";
import type { Loaded } from "@muster/db/orm";
import type { RunStatus, SchedulingSettings } from "@muster/domain/scheduling-settings";
import type { Proposal } from "@muster/scheduler/proposal";
import type { InputFingerprint } from "./input-fingerprint.ts";
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
}

/** What a run's row keeps of its result. */
export interface KeptProposal {
  proposal: Proposal;
}

/** What a run's row keeps under its fingerprint, as text. */
export interface KeptInput {
  fillStanding: boolean;
  inputs: InputFingerprint;
}

/** A run with whoever started it loaded. `live` is fresher than the row where this process computes it. */
export function runStateOf(run: Loaded<ScheduleRun, "startedBy">, live: RunProgress | null = null): RunState {
  const { startedBy } = run;
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
  };
}

export const proposalOf = (run: ScheduleRun): Proposal | null =>
  (run.proposal as KeptProposal | null)?.proposal ?? null;
export const inputOf = (run: ScheduleRun): KeptInput => JSON.parse(run.inputFingerprint) as KeptInput;
