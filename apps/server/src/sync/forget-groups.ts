import { ExternalRef } from "@muster/db/entities/external-ref";
import type { Group } from "@muster/db/entities/group";
import { Setting } from "@muster/db/entities/setting";
import { SyncRound } from "@muster/db/entities/sync-round";
import { SyncTask } from "@muster/db/entities/sync-task";
import { reservationKey } from "../meetings/plan.ts";
import type { Tx } from "../transaction.ts";

/** Groups that are removed leave no plans, no tasks, no ids kept for meetings, and no memory of what hands have deleted. */
export async function forgetGroups({ em }: Tx, groups: readonly Group[]): Promise<void> {
  const subject = { $in: groups.map((group) => group.subject()) };
  await em.nativeDelete(SyncRound, { subject, dryRun: true });
  await em.nativeDelete(SyncTask, { subject });
  await em.nativeDelete(ExternalRef, { subject });
  await em.nativeDelete(Setting, { key: { $in: groups.map(({ id }) => reservationKey(id)) } });
}
