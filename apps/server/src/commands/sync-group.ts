import type { SyncResult } from "@muster/domain/sync-result";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { syncGroup } from "../sync/sync-group.ts";
import { together } from "../transaction.ts";
import { onBehalfOf, type Invocation } from "./invoker.ts";

/** /sync-group: one group brought in step now, nothing created; what came of it, or `pending` after ten seconds. */
export async function syncGroupByCommand(ctx: Context, input: Invocation & { groupId: number }): Promise<SyncResult> {
  const own = await onBehalfOf(ctx, input);
  const { groupId, interactionId } = input;
  await together(own, (tx) =>
    audit(tx, { action: "commands.syncGroup", object: `group:${groupId}`, after: { interactionId } }),
  );
  return syncGroup(own, groupId);
}
