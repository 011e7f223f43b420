import { Group } from "@muster/db/entities/group";
import type { EntityManager } from "@muster/db/orm";
import type { Context } from "../context.ts";
import { once } from "../once.ts";
import { lastBatch } from "../realization/batch.ts";
import { groupOutcome, type GroupOutcome } from "../realization/group-outcome.ts";
import { realizeIn, type RealizedCohort } from "../realization/realize-cohort.ts";
import { discordTasks } from "../sync/discord-tasks.ts";
import { snapshots } from "../sync/snapshots.ts";
import { together } from "../transaction.ts";
import { onBehalfOf, type Invocation } from "./invoker.ts";

/** /realize-cohort: every group in preview, once for each interaction however often it is told. */
export async function realizeByCommand(
  ctx: Context,
  input: Invocation & { cohortId: number },
): Promise<RealizedCohort> {
  const own = await onBehalfOf(ctx, input);
  const { interactionId: key, cohortId } = input;
  // A command has no room for a reason: the page has.
  const sayAt = pageOf(ctx, cohortId);
  return together(own, (tx) =>
    once(tx, { key, scope: "commands.realize", input: { cohortId } }, () => realizeIn(tx, { cohortId, sayAt })),
  );
}

const pageOf = ({ house }: Context, cohortId: number): string => `${house.config.appUrl}/cohorts/${cohortId}/realize`;

export interface RealizeProgress {
  groups: {
    groupId: number;
    name: string;
    state: "waiting" | "processing" | Exclude<GroupOutcome, "pending">;
    sentence: string;
  }[];
  finished: boolean;
  /** Active ones are successful, also when they lack something; members who are absent wait (C36). */
  counts: { processed: number; successful: number; failed: number; waiting: number };
  /** Where the same is on its page. */
  pageUrl: string;
}

interface Watched {
  cohortId: number;
  signal: AbortSignal;
}

/** Every group of a realization until none moves any more. */
export async function* watchRealizeByCommand(
  ctx: Context,
  input: Invocation & Watched,
): AsyncGenerator<RealizeProgress> {
  await onBehalfOf(ctx, input);
  const { signal, cohortId } = input;
  const pageUrl = pageOf(ctx, cohortId);
  const look = async (em: EntityManager) => ({ ...(await progressOf(em, cohortId)), pageUrl });
  yield* snapshots(ctx, { signal, look, isOver: ({ finished }) => finished });
}

export async function progressOf(em: EntityManager, cohortId: number): Promise<Omit<RealizeProgress, "pageUrl">> {
  const batch = await lastBatch(em, cohortId);
  const wanted = batch ? { id: { $in: batch.groupIds } } : { realizeRequestedAt: { $ne: null } };
  const all = await em.find(Group, { cohort: cohortId, ...wanted }, { orderBy: { id: "asc" } });
  // What was stopped before it stood is no part of it any more.
  const found = all.filter(({ status, realizeRequestedAt }) => status !== "preview" || realizeRequestedAt !== null);
  const tasks = await discordTasks(em, { cohortId, groups: found });
  const groups = found.map((group) => {
    const { outcome, sentence } = groupOutcome(group, tasks);
    const state = outcome !== "pending" ? outcome : tasks.of(group)?.state === "working" ? "processing" : "waiting";
    return { groupId: group.id, name: group.name, state, sentence } as const;
  });
  const count = (...states: string[]) => groups.filter(({ state }) => states.includes(state)).length;
  const moving = count("waiting", "processing");
  return {
    groups,
    finished: moving === 0,
    counts: {
      processed: groups.length - moving,
      successful: count("active", "degraded"),
      failed: count("failed"),
      waiting: count("waiting_for_members"),
    },
  };
}
