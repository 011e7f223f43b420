import type { OutcomeReport } from "@muster/domain/report";
import type { Subject } from "@muster/domain/subject";
import type { System } from "@muster/domain/system";
import type { SyncTaskState } from "../entities/sync-task.entity.ts";
import type { EntityManager } from "../orm.ts";
import { selectRows } from "./select-rows.ts";

export interface SyncHealthRow {
  taskId: number;
  subject: Subject;
  system: System;
  cohortId: number | null;
  cohortName: string | null;
  /** Null for a cohort's own task. */
  groupId: number | null;
  groupName: string | null;
  state: SyncTaskState;
  generation: number;
  settledGeneration: number;
  /** Settled at the newest generation, with no key in trouble and nothing missing. */
  inStep: boolean;
  attempt: number;
  nextAt: Date | null;
  lastError: string | null;
  setAsideAt: Date | null;
  requestedAt: Date;
  /** A round that was briefed and has not settled. */
  inFlightSinceAt: Date | null;
  settledAt: Date | null;
  /** Last outcomes that are neither done nor merely waiting for a person. */
  troubles: OutcomeReport[];
  /** Keys we once made and can no longer see. */
  missing: { key: string; missingSinceAt: Date }[];
}

/** Every task of one cohort and its groups, or of all: what is out of step, since when, why. Troubled ones first. */
export function syncHealth(em: EntityManager, cohortId: number | null = null): Promise<SyncHealthRow[]> {
  return selectRows(
    em,
    `select *, state = 'settled' and generation = "settledGeneration" and troubles = '[]' and missing = '[]' as "inStep"
     from (${tasks}) task
     where ?::int is null or "cohortId" = ?
     order by "inStep", "cohortId", "groupId" nulls first, system`,
    [cohortId, cohortId],
  );
}

const tasks = `
  select task.id as "taskId", task.subject, task.system, cohort.id as "cohortId", cohort.name as "cohortName",
         groups.id as "groupId", groups.name as "groupName", task.state, task.generation,
         task.settled_generation as "settledGeneration", task.attempt, task.next_at as "nextAt",
         task.last_error as "lastError", task.set_aside_at as "setAsideAt", task.requested_at as "requestedAt",
         (select min(round.began_at) from sync_rounds round
          where round.subject = task.subject and round.system = task.system and round.settled_at is null
            and round.in_flight) as "inFlightSinceAt",
         (select max(round.settled_at) from sync_rounds round
          where round.subject = task.subject and round.system = task.system) as "settledAt",
         coalesce((select jsonb_agg(outcome.value order by outcome.key) from jsonb_each(task.outcomes) outcome
                   where outcome.value ->> 'result' not in ('done', 'waiting')), '[]') as troubles,
         coalesce((select jsonb_agg(jsonb_build_object('key', ref.key, 'missingSinceAt', ref.missing_since) order by ref.key)
                   from external_refs ref where ref.subject = task.subject and ref.system = task.system
                     and ref.missing_since is not null), '[]') as missing
  from sync_tasks task
  left join groups on task.subject = 'group:' || groups.id
  left join cohorts cohort on cohort.id = groups.cohort_id or task.subject = 'cohort:' || cohort.id`;
