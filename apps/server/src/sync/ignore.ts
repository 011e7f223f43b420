import { cohortSubject, groupSubject } from "@muster/domain/subject";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { together } from "../transaction.ts";
import { assertTheirs } from "./repair.ts";
import { requestSync } from "./request-sync.ts";
import { groupOf } from "./sync-now.ts";

/** It stays as it is on Discord, until somebody chooses to restore it. */
export async function ignoreKey(ctx: Context, { groupId, key }: { groupId: number; key: string }): Promise<void> {
  await together(ctx, async (tx) => {
    const group = await groupOf(tx, groupId);
    const [own, cohort] = [groupSubject(groupId), cohortSubject(group.cohort.id)];
    const subject = key.slice(0, key.indexOf("/"));
    assertTheirs({ own, cohort }, [subject]);
    const where = subject === own ? own : cohort;
    await requestSync(tx, where, { systems: ["discord"], allowCreate: false, ignore: [key] });
    await audit(tx, { action: "sync.ignore", object: own, after: { key } });
  });
}
