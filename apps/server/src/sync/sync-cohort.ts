import { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import { LIVE_GROUP_STATUSES } from "@muster/domain/group";
import { cohortSubject } from "@muster/domain/subject";
import { SYSTEMS } from "@muster/domain/system";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { together } from "../transaction.ts";
import { requestSync } from "./request-sync.ts";

/** Look at every live group of a cohort now, its categories first; nothing is created. */
export async function syncCohort(ctx: Context, { cohortId }: { cohortId: number }): Promise<{ groups: number }> {
  return together(ctx, async (tx) => {
    if ((await tx.em.count(Cohort, { id: cohortId })) === 0) throw new NotFound("There is no such cohort.");
    const live = { cohort: cohortId, status: { $in: [...LIVE_GROUP_STATUSES] } };
    const groups = await tx.em.find(Group, live, { orderBy: { id: "asc" } });
    await requestSync(tx, cohortSubject(cohortId), { systems: ["discord"], allowCreate: false });
    for (const group of groups) await requestSync(tx, group.subject(), { systems: SYSTEMS, allowCreate: false });
    await audit(tx, { action: "sync.syncCohort", object: cohortSubject(cohortId), after: { groups: groups.length } });
    return { groups: groups.length };
  });
}
