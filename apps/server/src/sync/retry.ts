import { SyncTask } from "@muster/db/entities/sync-task";
import type { Subject } from "@muster/domain/subject";
import type { System } from "@muster/domain/system";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { together } from "../transaction.ts";
import { requestSync } from "./request-sync.ts";

/** Now, whatever it waits for, also when it was set aside; what it was allowed to do it may still do. */
export async function retrySubject(
  ctx: Context,
  { subject, system }: { subject: Subject; system: System },
): Promise<void> {
  await together(ctx, async (tx) => {
    const task = await tx.em.findOne(SyncTask, { subject, system });
    if (!task) throw new NotFound("There is nothing to try again here.");
    await requestSync(tx, subject, { systems: [system], allowCreate: false });
    await audit(tx, { action: "sync.retry", object: subject, after: { system } });
  });
}
