import { AuditEntry } from "@muster/db/entities/audit-entry";
import { Cohort } from "@muster/db/entities/cohort";
import type { EntityManager } from "@muster/db/orm";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { deedWords, TOLD_ACTIONS } from "./deed-words.ts";
import { cohortNow } from "./history-state.ts";
import { isRevertible, takingBack } from "./take-back.ts";

export interface HistoryEntry {
  auditId: number;
  at: Date;
  by: string;
  action: string;
  /** `Ann moved from Group 2 to Group 5`. */
  words: string;
  reason: string | null;
  groupIds: number[];
  /** Can be taken back by itself now. */
  revertible: boolean;
  /** Why it cannot, for what could be in principle. */
  notBecause: string | null;
  /** The entry that this one took back, and the one that took this one back. */
  reverts: number | null;
  revertedBy: number | null;
}

export interface History {
  entries: HistoryEntry[];
  /** What to ask for next; null at the end. */
  next: number | null;
}

const PAGE = 50;
export const TAKEN_BACK = "This was taken back already.";

/** Who did what to which group of a cohort, the latest first (GR-6). */
export async function groupHistory(
  ctx: Context,
  { cohortId, before }: { cohortId: number; before?: number | undefined },
): Promise<History> {
  if (!(await ctx.em.findOne(Cohort, cohortId))) throw new NotFound("There is no such cohort.");
  const found = await ctx.em.find(
    AuditEntry,
    { cohortId, action: { $in: [...TOLD_ACTIONS] }, ...(before === undefined ? {} : { id: { $lt: before } }) },
    { orderBy: { id: "desc" }, limit: PAGE + 1 },
  );
  const page = found.slice(0, PAGE);
  const words = await deedWords(ctx.em, page);
  const reverted = await revertedAmong(
    ctx.em,
    page.map(({ id }) => id),
  );
  const now = await cohortNow(ctx.em, cohortId);
  const entries = page.map((entry): HistoryEntry => {
    const revertedBy = reverted.get(entry.id) ?? null;
    const answer = revertedBy === null ? takingBack(entry, now) : { notBecause: TAKEN_BACK };
    const revertible = "deed" in answer;
    return {
      auditId: entry.id,
      at: entry.at,
      by: entry.actor,
      action: entry.action,
      words: words.get(entry.id)!,
      reason: entry.reason,
      groupIds: entry.groupIds,
      revertible,
      notBecause: revertible || !isRevertible(entry) ? null : answer.notBecause,
      reverts: entry.reverts,
      revertedBy,
    };
  });
  return { entries, next: found.length > PAGE ? page.at(-1)!.id : null };
}

/** Which of these entries were taken back, and by which. */
export async function revertedAmong(em: EntityManager, ids: readonly number[]): Promise<Map<number, number>> {
  const rows = await em.find(AuditEntry, { reverts: { $in: [...ids] } }, { fields: ["id", "reverts"] });
  return new Map(rows.map(({ id, reverts }) => [reverts!, id]));
}
