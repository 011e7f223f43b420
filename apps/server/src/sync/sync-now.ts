import { Group } from "@muster/db/entities/group";
import { SYSTEMS } from "@muster/domain/system";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { together, type Tx } from "../transaction.ts";
import { requestSync } from "./request-sync.ts";

/** Look now: access is put right, what is missing is shown, nothing is created. */
export async function syncNow(ctx: Context, { groupId }: { groupId: number }): Promise<void> {
  await together(ctx, async (tx) => {
    const group = await groupOf(tx, groupId);
    await requestSync(tx, group.subject(), { systems: SYSTEMS, allowCreate: false });
    await audit(tx, { action: "sync.syncNow", object: group.subject() });
  });
}

export async function groupOf(tx: Tx, groupId: number): Promise<Group> {
  const group = await tx.em.findOne(Group, groupId);
  if (!group) throw new NotFound("There is no such group.");
  return group;
}
