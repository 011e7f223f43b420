import { FlushMode, MikroORM, type Options } from "@mikro-orm/postgresql";
import { Migrator } from "@mikro-orm/migrations";
import { AuditEntry } from "./entities/audit-entry.entity.ts";
import { Attendance } from "./entities/attendance.entity.ts";
import { BotLease } from "./entities/bot-lease.entity.ts";
import { CallBack } from "./entities/call-back.entity.ts";
import { Cohort } from "./entities/cohort.entity.ts";
import { Course } from "./entities/course.entity.ts";
import { ExternalRef } from "./entities/external-ref.entity.ts";
import { Facilitator } from "./entities/facilitator.entity.ts";
import { Group } from "./entities/group.entity.ts";
import { GroupingRulePerson } from "./entities/grouping-rule-person.entity.ts";
import { GroupingRule } from "./entities/grouping-rule.entity.ts";
import { IdempotencyKey } from "./entities/idempotency-key.entity.ts";
import { Intent } from "./entities/intent.entity.ts";
import { Meeting } from "./entities/meeting.entity.ts";
import { Membership } from "./entities/membership.entity.ts";
import { Move } from "./entities/move.entity.ts";
import { Notification } from "./entities/notification.entity.ts";
import { OauthState } from "./entities/oauth-state.entity.ts";
import { Organiser } from "./entities/organiser.entity.ts";
import { OutboxEvent } from "./entities/outbox-event.entity.ts";
import { Person } from "./entities/person.entity.ts";
import { Preference } from "./entities/preference.entity.ts";
import { Presence } from "./entities/presence.entity.ts";
import { Preset } from "./entities/preset.entity.ts";
import { Question } from "./entities/question.entity.ts";
import { ScheduleRun } from "./entities/schedule-run.entity.ts";
import { Session } from "./entities/session.entity.ts";
import { Setting } from "./entities/setting.entity.ts";
import { Signup } from "./entities/signup.entity.ts";
import { Swap } from "./entities/swap.entity.ts";
import { SwapSide } from "./entities/swap-side.entity.ts";
import { SyncRound } from "./entities/sync-round.entity.ts";
import { SyncTask } from "./entities/sync-task.entity.ts";
import { Wait } from "./entities/wait.entity.ts";
import { Visit } from "./entities/visit.entity.ts";
import { releaseLostConnections } from "./lost-connections.ts";
import { migrations } from "./migrations/migrations.ts";

export type { EntityManager, MikroORM, FilterQuery, Loaded, Transaction } from "@mikro-orm/postgresql";
export { LockMode, OptimisticLockError, raw, sql, UniqueConstraintViolationException } from "@mikro-orm/postgresql";

export const entities = [
  Person,
  Facilitator,
  Preference,
  Session,
  OauthState,
  Organiser,
  Course,
  Cohort,
  Signup,
  Preset,
  ScheduleRun,
  Group,
  Membership,
  Move,
  Wait,
  Swap,
  SwapSide,
  GroupingRule,
  GroupingRulePerson,
  CallBack,
  Question,
  Meeting,
  Attendance,
  Visit,
  Presence,
  ExternalRef,
  SyncTask,
  SyncRound,
  Intent,
  BotLease,
  OutboxEvent,
  Notification,
  AuditEntry,
  IdempotencyKey,
  Setting,
];

/** A schema of the job queue, kept out of every comparison of ours. */
export const JOB_SCHEMA = "pgboss";

export interface OrmOptions {
  clientUrl: string;
  /** Connections at most; others wait two seconds for one, then are refused. */
  poolSize?: number;
  /** Shown in pg_stat_activity. */
  applicationName?: string;
  /** Every statement, for somebody who is looking for one. */
  logger?: (statement: string) => void;
}

/** The only place a driver is named. Nothing is connected yet; nothing is written before an explicit flush (DB-10). */
export function ormConfig({ clientUrl, poolSize = 10, applicationName = "muster", logger }: OrmOptions): Options {
  return {
    clientUrl,
    entities,
    flushMode: FlushMode.COMMIT,
    extensions: [Migrator],
    forceUtcTimezone: true,
    initNullableProperties: true,
    schemaGenerator: { ignoreSchema: [JOB_SCHEMA], skipTables: ["rate_buckets", "imported"] },
    migrations: {
      migrationsList: migrations,
      tableName: "schema_migrations",
      transactional: true,
      allOrNothing: true,
      snapshot: false,
    },
    pool: { min: 0, max: poolSize },
    driverOptions: {
      onPoolCreated: releaseLostConnections,
      application_name: applicationName,
      connectionTimeoutMillis: 2_000,
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 5_000,
    },
    ...(logger ? { debug: ["query" as const], logger, colors: false } : {}),
  };
}

export const createOrm = (options: OrmOptions): Promise<MikroORM> => MikroORM.init(ormConfig(options));
