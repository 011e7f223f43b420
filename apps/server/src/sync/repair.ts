import { cohortSubject, groupSubject, type Subject } from "@muster/domain/subject";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { Invalid } from "../refusal.ts";
import { together } from "../transaction.ts";
import { requestSync } from "./request-sync.ts";
import { groupOf } from "./sync-now.ts";

/** What the organiser chose to restore may be made again, and only that (round: 2). */
export async function repair(ctx: Context, { groupId, keys }: { groupId: number; keys: string[] }): Promise<void> {
  await together(ctx, async (tx) => {
    const bySubject = Map.groupBy(keys, (key) => key.slice(0, key.indexOf("/")));
    const group = await groupOf(tx, groupId);
    const [own, cohort] = [groupSubject(groupId), cohortSubject(group.cohort.id)];
    assertTheirs({ own, cohort }, [...bySubject.keys()]);
    const ofCohort = bySubject.get(cohort);
    if (ofCohort) await requestSync(tx, cohort, { systems: ["discord"], allowCreate: false, repair: ofCohort });
    await requestSync(tx, own, { systems: ["discord"], allowCreate: false, repair: bySubject.get(own) ?? [] });
    await audit(tx, { action: "sync.repair", object: own, after: { keys } });
  });
}

/** Keys of another group are not this one's to mend. */
export function assertTheirs({ own, cohort }: { own: Subject; cohort: Subject }, named: readonly string[]): void {
  if (named.some((subject) => subject !== own && subject !== cohort))
    throw new Invalid("This is not something of this group.", { field: "keys" });
}
