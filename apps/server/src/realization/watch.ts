import { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import { SyncRound } from "@muster/db/entities/sync-round";
import type { SyncTask } from "@muster/db/entities/sync-task";
import type { EntityManager } from "@muster/db/orm";
import { cohortSubject, groupSubject, type Subject } from "@muster/domain/subject";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { discordTasks } from "../sync/discord-tasks.ts";
import { botPresence, type BotPresence } from "../sync/lease.ts";
import { snapshots } from "../sync/snapshots.ts";
import { stepRows } from "../sync/step-rows.ts";
import { lastBatch, type Batch } from "./batch.ts";
import { groupOutcome, type GroupOutcome } from "./group-outcome.ts";
import { undoable } from "./undoable.ts";
import { readPlan, type PlanGroup, type RealizationPlan } from "./read-plan.ts";

export interface RealizationState {
  cohortId: number;
  bot: Pick<BotPresence, "connected" | "guildName" | "missingPermissions">;
  plan: RealizationPlan | null;
  running: null | {
    startedAt: Date;
    done: number;
    total: number;
    failed: number;
    waiting: number;
    groups: PlanGroup[];
  };
  results: { groupId: number; name: string; status: Group["status"]; outcome: GroupOutcome; sentence: string }[];
}

interface WatchedRealization extends RealizationState {
  /** Until when what was realized last can be taken back to preview; null where nothing is left to take back (PL-12). */
  undoUntil: Date | null;
}

/** The plan, its carrying out step by step, and what came of it: what is so first, then every change. */
export async function* watchRealization(
  ctx: Context,
  { cohortId, signal }: { cohortId: number; signal: AbortSignal },
): AsyncGenerator<WatchedRealization> {
  if (!(await ctx.em.findOne(Cohort, cohortId))) throw new NotFound("There is no such cohort.");
  const undoUntil = async (em: EntityManager) => (await undoable(em, cohortId, ctx.clock()))?.until ?? null;
  yield* snapshots(ctx, {
    signal,
    look: async (em) => ({ ...(await realizationState(em, cohortId)), undoUntil: await undoUntil(em) }),
  });
}

export async function realizationState(em: EntityManager, cohortId: number): Promise<RealizationState> {
  const bot = await botPresence(em);
  const { connected, guildName, missingPermissions } = bot;
  const groups = await em.find(Group, { cohort: cohortId }, { orderBy: { id: "asc" } });
  const tasks = await discordTasks(em, { cohortId, groups });
  const read = await readPlan(em, cohortId, bot);
  const batch = await lastBatch(em, cohortId);
  const isUsedUp = read !== null && batch !== null && batch.startedAt > read.lookedAt;
  const cohort = await em.findOneOrFail(Cohort, cohortId);
  const names = new Map<Subject, string>(groups.map(({ id, name }) => [groupSubject(id), name]));
  names.set(cohortSubject(cohortId), cohort.name);
  return {
    cohortId,
    bot: { connected, guildName, missingPermissions },
    plan: isUsedUp ? null : (read?.plan ?? null),
    running: batch
      ? await progress(em, { batch, cohortId, names, tasks: tasks.all, planned: read?.plan ?? null })
      : null,
    results: groups
      .filter((group) => group.realizeRequestedAt !== null && group.isLive())
      .map((group) => {
        const { id: groupId, name, status } = group;
        return { groupId, name, status, ...groupOutcome(group, tasks) };
      }),
  };
}

interface Progressing {
  batch: Batch;
  cohortId: number;
  names: ReadonlyMap<Subject, string>;
  tasks: readonly SyncTask[];
  planned: RealizationPlan | null;
}

const MOVING: readonly SyncTask["state"][] = ["due", "working", "waiting"];

/** The steps of everything that was asked for together; null once nothing of it moves any more. */
async function progress(em: EntityManager, asked: Progressing): Promise<RealizationState["running"]> {
  const { batch, cohortId, names, tasks, planned } = asked;
  const subjects = [cohortSubject(cohortId), ...batch.groupIds.map(groupSubject)];
  // Leave to create is used up when it has ended: later rounds of these groups are no part of it.
  const moving = tasks.filter(
    ({ subject, state, policy }) => subjects.includes(subject) && MOVING.includes(state) && policy.allowCreate,
  );
  if (moving.length === 0) return null;
  const rounds = await em.find(
    SyncRound,
    { subject: { $in: subjects }, dryRun: false, plan: { $ne: null }, beganAt: { $gte: batch.startedAt } },
    { orderBy: { id: "desc" } },
  );
  const groups = subjects.map((subject) => {
    const round = rounds.find((one) => one.subject === subject);
    const foreseen = planned?.groups.find((one) => one.subject === subject)?.steps ?? [];
    return { subject, name: names.get(subject) ?? subject, steps: round ? stepRows(round) : foreseen };
  });
  const steps = groups.flatMap((group) => group.steps);
  const count = (...states: string[]) => steps.filter(({ state }) => states.includes(state)).length;
  return {
    startedAt: batch.startedAt,
    done: count("done", "skipped"),
    total: steps.length,
    failed: count("failed"),
    waiting: count("waiting", "doing"),
    groups,
  };
}
