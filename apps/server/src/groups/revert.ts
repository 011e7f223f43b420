import { AuditEntry } from "@muster/db/entities/audit-entry";
import type { Context } from "../context.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { removeRuleIn } from "../rules/remove.ts";
import { restoreRuleIn } from "../rules/restore.ts";
import { together, type Tx } from "../transaction.ts";
import { changeTimeIn } from "./change-time.ts";
import { nameTaken } from "./create.ts";
import { versionOf } from "./group-version.ts";
import { revertedAmong, TAKEN_BACK } from "./history.ts";
import { cohortNow } from "./history-state.ts";
import { moveMemberIn } from "./move-member.ts";
import { placeIn } from "./place.ts";
import { removeMemberIn } from "./remove-member.ts";
import { removeIn } from "./remove.ts";
import { renameIn } from "./rename.ts";
import { setFacilitatorIn } from "./set-facilitator.ts";
import { swapIn } from "./swap.ts";
import { unmergeIn } from "./unmerge.ts";
import { unsplitIn } from "./unsplit.ts";
import { takingBack, type TakingBack } from "./take-back.ts";

export interface Reverted {
  /** The new entry of the history; taking this one back does the deed again. */
  auditId: number;
  warnings: string[];
}

/**
 * Takes one deed of the history back, wherever nothing later depends on it: by the verb that undoes it, so that all its
 * rules hold, people are told as ever, and it is an entry of its own (GR-6).
 */
export async function revertDeed(ctx: Context, { auditId }: { auditId: number }): Promise<Reverted> {
  let name: string | undefined;
  try {
    return await together(ctx, async (tx) => {
      const entry = await tx.em.findOne(AuditEntry, auditId);
      if (!entry || entry.cohortId === null) throw new NotFound("There is nothing to take back.");
      const { cohortId } = entry;
      if ((await revertedAmong(tx.em, [auditId])).size > 0) throw new Conflict(TAKEN_BACK);
      // Read before everything else: a change that comes after is noticed under the lock.
      const expectedVersion = await versionOf(tx.em, entry.groupIds[0] ?? 0);
      const answer = takingBack(entry, await cohortNow(tx.em, cohortId));
      if ("notBecause" in answer) throw new Conflict(answer.notBecause);
      name = answer.deed.verb === "rename" ? answer.deed.name : undefined;
      const warnings = await carryOut(tx, answer.deed, { cohortId, reverts: auditId, expectedVersion });
      await tx.em.flush();
      return { auditId: (await revertedAmong(tx.em, [auditId])).get(auditId)!, warnings };
    });
  } catch (error) {
    throw nameTaken(error, name);
  }
}

interface Circumstances {
  cohortId: number;
  reverts: number;
  /** Of the group, where it is about one. */
  expectedVersion: number;
}

async function carryOut(tx: Tx, deed: TakingBack, circumstances: Circumstances): Promise<string[]> {
  const { cohortId, reverts, expectedVersion } = circumstances;
  switch (deed.verb) {
    case "move":
      return (await moveMemberIn(tx, { ...deed, reverts })).warnings;
    case "place":
      return (await placeIn(tx, { ...deed, cohortId, reverts })).warnings;
    case "takeOut":
      await removeMemberIn(tx, { membershipId: deed.membershipId, reverts });
      return [];
    case "swap":
      return (await swapIn(tx, { ...deed, reverts })).warnings;
    case "removeRule":
      await removeRuleIn(tx, { ...deed, cohortId, reverts });
      return [];
    case "restoreRule":
      await restoreRuleIn(tx, { ...deed, cohortId, reverts });
      return [];
    case "removeGroup":
      await removeIn(tx, { groupId: deed.groupId, reverts });
      return [];
    case "unsplit":
      await unsplitIn(tx, { ...deed, reverts });
      return [];
    case "unmerge":
      await unmergeIn(tx, { ...deed, reverts });
      return [];
    case "rename":
      await renameIn(tx, { ...deed, reverts, expectedVersion });
      return [];
    case "changeTime":
      return (await changeTimeIn(tx, { ...deed, reverts, expectedVersion })).warnings;
    case "setFacilitator":
      return (await setFacilitatorIn(tx, { ...deed, reverts, expectedVersion })).warnings;
  }
}
