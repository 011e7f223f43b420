import { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import { Membership } from "@muster/db/entities/membership";
import { LockMode } from "@muster/db/orm";
import { isOpen } from "@muster/domain/cohort";
import { LIVE_GROUP_STATUSES } from "@muster/domain/group";
import { groupSubject } from "@muster/domain/subject";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { refuseWhileRunning } from "../scheduling/working-run.ts";
import { requestSync } from "../sync/request-sync.ts";
import { together } from "../transaction.ts";

interface Closing {
  cohortId: number;
  as: "completed" | "cancelled";
}

/**
 * No more sign-ups, runs and meetings. Previews are cancelled; active groups become what the cohort becomes and are
 * synced once more, so that the worlds follow.
 */
export async function closeCohort(ctx: Context, { cohortId, as }: Closing): Promise<{ id: number }> {
  return together(ctx, async (tx) => {
    const cohort = await tx.em.findOne(Cohort, cohortId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!cohort) throw new NotFound(`Cohort ${cohortId} not found`);
    if (!isOpen(cohort)) throw new Conflict(`This cohort is ${cohort.status} already.`);
    await refuseWhileRunning(tx, cohortId);
    const groups = await tx.em.find(
      Group,
      { cohort: cohortId, status: { $in: [...LIVE_GROUP_STATUSES] } },
      { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: "asc" } },
    );
    for (const group of groups) {
      const wasActive = group.status === "active";
      group.become(wasActive ? as : "cancelled");
      const members = await tx.em.find(Membership, { group: group.id, status: "active" });
      for (const member of members) {
        if (!wasActive || as === "cancelled")
          Object.assign(member, { status: "removed", leftAt: ctx.clock(), reason: "the cohort was closed" });
        await ring(tx, "person", member.person.id);
      }
      if (wasActive) await requestSync(tx, groupSubject(group.id), { systems: ["discord"], allowCreate: false });
      await ring(tx, "group", group.id);
    }
    cohort.status = as;
    cohort.signupsOpen = false;
    await audit(tx, {
      action: "cohorts.close",
      object: `cohort:${cohortId}`,
      before: { status: "active" },
      after: { status: as },
    });
    await ring(tx, "cohort", cohortId);
    return { id: cohortId };
  });
}
