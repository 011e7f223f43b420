import { groupSubject } from "@muster/domain/subject";
import { SYSTEMS } from "@muster/domain/system";
import type { Tx } from "../transaction.ts";
import { requestSync } from "./request-sync.ts";

/**
 * Somebody changed groups: the one they left first, then the one they are in now (Y21). Access follows within seconds;
 * nothing is created.
 */
export async function syncAfterGroupChange(
  tx: Tx,
  groupId: number | null,
  previousGroupId: number | null = null,
): Promise<void> {
  const order = [previousGroupId, groupId].filter((id) => id !== null);
  for (const id of order) await requestSync(tx, groupSubject(id), { systems: SYSTEMS, allowCreate: false });
}
