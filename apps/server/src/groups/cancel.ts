import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { assertUnchanged } from "../endings/facts.ts";
import { together, type Tx } from "../transaction.ts";
import { endGroup } from "./end-group.ts";
import { holdLiveGroups } from "./live-group.ts";

interface Cancelling {
  groupId: number;
  /** Members read it. */
  reason?: string | null | undefined;
  /** The mark of the plan somebody read; a group that has changed since is left alone. */
  seen?: string | undefined;
}

/** The group is not held, or no longer: its members wait for a group again, and their access to its channels ends. */
export async function cancelGroup(ctx: Context, input: Cancelling): Promise<void> {
  await together(ctx, (tx) => cancelIn(tx, input));
}

/** The same inside the caller's transaction. */
export async function cancelIn(tx: Tx, { groupId, reason = null, seen }: Cancelling): Promise<void> {
  const [group] = await holdLiveGroups(tx, [groupId]);
  if (!group) return;
  await assertUnchanged(tx, { verb: "cancel", groupId }, seen);
  const before = group.status;
  await endGroup(tx, group, { as: "cancelled", reason, at: tx.clock() });
  await audit(tx, {
    action: "groups.cancel",
    object: group.subject(),
    cohortId: group.cohort.id,
    groupIds: [groupId],
    before: { status: before },
    after: { status: "cancelled" },
    reason,
  });
}
