import { Group } from "@muster/db/entities/group";
import { SyncRound } from "@muster/db/entities/sync-round";
import { SyncTask } from "@muster/db/entities/sync-task";
import { groupSubject, type Subject } from "@muster/domain/subject";
import type { SyncResult } from "@muster/domain/sync-result";
import { SYSTEMS } from "@muster/domain/system";
import type { Context } from "../context.ts";
import { requestRealization } from "../realization/request-realization.ts";
import { together, type Tx } from "../transaction.ts";
import { requestSync } from "./request-sync.ts";
import { emptyResult } from "./sync-result.ts";

interface SyncOptions {
  /** Leave to make what is missing; access is always given and taken (C22). */
  allowCreate?: boolean;
  /** How long to wait for the round; afterwards the answer is `pending`. */
  deadlineMs?: number;
}

const PATIENCE_MS = 10_000;
const LOOK_MS = 500;

/**
 * Brings one group in step with every world and says what came of it in the required words (round: 5). Never throws for
 * what the worlds do (A10): trouble is in the answer. Not for web requests, which do not wait.
 */
export async function syncGroup(
  ctx: Context,
  groupId: number,
  { allowCreate = false, deadlineMs = PATIENCE_MS }: SyncOptions = {},
): Promise<SyncResult> {
  const asked = await together(ctx, (tx) => ask(tx, groupId, allowCreate));
  if (!asked) return { ...emptyResult(groupId, null), error: "group_not_found" };
  const { subject, generation, status } = asked;
  const result = await awaitResult(ctx, { subject, generation }, deadlineMs);
  return result ?? { ...emptyResult(groupId, status), pending: true };
}

async function ask(tx: Tx, groupId: number, allowCreate: boolean) {
  const group = await tx.em.findOne(Group, groupId);
  if (!group) return null;
  const subject = groupSubject(groupId);
  if (allowCreate) await requestRealization(tx, { cohortId: group.cohort.id, groupIds: [groupId] });
  else await requestSync(tx, subject, { systems: SYSTEMS, allowCreate: false });
  const { generation } = await tx.em.findOneOrFail(SyncTask, { subject, system: "discord" });
  return { subject, generation, status: group.status };
}

/** The result of the first round that knew of this request; null when the deadline came first. */
async function awaitResult(
  ctx: Context,
  asked: { subject: Subject; generation: number },
  deadlineMs: number,
): Promise<SyncResult | null> {
  const deadline = AbortSignal.timeout(deadlineMs);
  const look = async (): Promise<SyncResult | null> => {
    const { subject, generation } = asked;
    const round = await ctx.house.orm.em
      .fork()
      .findOne(
        SyncRound,
        { subject, system: "discord", dryRun: false, generation: { $gte: generation }, result: { $ne: null } },
        { orderBy: { id: "asc" } },
      );
    return round?.result ?? null;
  };
  while (!deadline.aborted) {
    const found = await look();
    if (found) return found;
    await nextRing(ctx, AbortSignal.any([deadline, AbortSignal.timeout(LOOK_MS)]));
  }
  return look();
}

/** Resolves when anything at all was rung, or the signal aborts. */
async function nextRing(ctx: Context, signal: AbortSignal): Promise<void> {
  for await (const _ of ctx.house.bell.follow({ signal })) return;
}
