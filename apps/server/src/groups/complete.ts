import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { assertUnchanged } from "../endings/facts.ts";
import { Conflict } from "../refusal.ts";
import { together, type Tx } from "../transaction.ts";
import { endGroup } from "./end-group.ts";
import { holdLiveGroups } from "./live-group.ts";

interface Completing {
  groupId: number;
  /** The mark of the plan somebody read; a group that has changed since is left alone. */
  seen?: string | undefined;
}

/** The group has met as it should: its members keep reading what was said, and nothing more is planned (L17). */
export async function completeGroup(ctx: Context, input: Completing): Promise<void> {
  await together(ctx, (tx) => completeIn(tx, input));
}

/** The same inside the caller's transaction. */
export async function completeIn(tx: Tx, { groupId, seen }: Completing): Promise<void> {
  const [group] = await holdLiveGroups(tx, [groupId]);
  if (!group) return;
  if (group.status === "preview")
    throw new Conflict(`${group.name} is still in preview and has never met. Cancel it, or realize it first.`);
  await assertUnchanged(tx, { verb: "complete", groupId }, seen);
  await endGroup(tx, group, { as: "completed", reason: null, at: tx.clock() });
  await audit(tx, {
    action: "groups.complete",
    object: group.subject(),
    cohortId: group.cohort.id,
    groupIds: [groupId],
    before: { status: "active" },
    after: { status: "completed" },
  });
}
