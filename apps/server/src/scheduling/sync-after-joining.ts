import { Group } from "@muster/db/entities/group";
import { groupSubject } from "@muster/domain/subject";
import { ring } from "../bell.ts";
import { requestSync } from "../sync/request-sync.ts";
import type { Tx } from "../transaction.ts";

/** Somebody was put into a group that stands: one that is active gives them access; a preview has nothing to give yet. */
export async function syncAfterJoining(tx: Tx, groupId: number): Promise<void> {
  const group = await tx.em.findOneOrFail(Group, groupId, { refresh: true });
  if (group.status === "active")
    await requestSync(tx, groupSubject(groupId), { systems: ["discord"], allowCreate: false });
  await ring(tx, "group", groupId);
}
