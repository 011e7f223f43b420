import { Setting } from "@muster/db/entities/setting";
import type { EntityManager } from "@muster/db/orm";
import { defaultDriftPolicy, type DriftPolicy } from "@muster/domain/drift";
import type { Subject } from "@muster/domain/subject";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { together } from "../transaction.ts";
import { requestSync } from "./request-sync.ts";

const KEY = "drift-policy";

/** What this installation does about each sort of change (SY-3). */
export async function driftPolicy(em: EntityManager): Promise<DriftPolicy> {
  const setting = await em.findOne(Setting, { key: KEY }, { refresh: true });
  return { ...defaultDriftPolicy, ...(setting?.value as Partial<DriftPolicy> | undefined) };
}

/** From now on; where something was held that is to be put right, it is looked at again at once. */
export async function setDriftPolicy(ctx: Context, { policy }: { policy: DriftPolicy }): Promise<void> {
  await together(ctx, async (tx) => {
    const before = await driftPolicy(tx.em);
    await tx.em.upsert(Setting, { key: KEY, value: policy });
    await audit(tx, { action: "sync.setDriftPolicy", object: "installation", before, after: policy });
    const held = await tx.em.execute<{ subject: Subject }[]>(
      `select distinct subject from sync_tasks task, jsonb_each(task.outcomes) outcome
       where task.system = 'discord' and outcome.value ->> 'result' = 'held' and outcome.value ->> 'action' <> 'create'
       order by subject`,
    );
    for (const { subject } of held) await requestSync(tx, subject, { systems: ["discord"], allowCreate: false });
    await ring(tx, "sync", 0);
  });
}
