import { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import { SyncRound } from "@muster/db/entities/sync-round";
import type { EntityManager } from "@muster/db/orm";
import { isOpen } from "@muster/domain/cohort";
import { cohortSubject, groupSubject, type Subject } from "@muster/domain/subject";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { botPresence } from "../sync/lease.ts";
import { together } from "../transaction.ts";

export const botAway = "The bot is not connected. Start it, and look at the plan again.";

/**
 * Asks the bot what realizing this cohort would do, with a policy that touches nothing: one look at the cohort and one at
 * each of its groups. What it finds is told by `realization.watch`.
 */
export async function planRealization(ctx: Context, { cohortId }: { cohortId: number }): Promise<{ planId: string }> {
  return together(ctx, async (tx) => {
    const cohort = await tx.em.findOne(Cohort, cohortId);
    if (!cohort) throw new NotFound("There is no such cohort.");
    if (!isOpen(cohort)) throw new Conflict(`${cohort.name} is ${cohort.status}: nothing more is created for it.`);
    if (!(await botPresence(tx.em)).connected) throw new Conflict(botAway);
    const groups = await groupsToRealize(tx.em, cohortId);
    if (groups.length === 0)
      throw new Conflict("There are no groups yet. Run the scheduler and accept its proposal first.");
    const subjects = subjectsOf(cohortId, groups);
    await forgetPlans(tx.em, cohortId);
    const rounds = subjects.map((subject) => tx.em.create(SyncRound, dryRun(subject, tx.clock())));
    await tx.em.flush();
    for (const subject of subjects) await ring(tx, "due", subject);
    await ring(tx, "cohort", cohortId);
    return { planId: String(rounds[0]!.id) };
  });
}

/** Those in preview; when all are active already, those, so that one can see that nothing would change. */
export async function groupsToRealize(em: EntityManager, cohortId: number): Promise<Group[]> {
  const groups = await em.find(
    Group,
    { cohort: cohortId, status: { $in: ["preview", "active"] } },
    { orderBy: { id: "asc" } },
  );
  const previews = groups.filter(({ status }) => status === "preview");
  return previews.length > 0 ? previews : groups;
}

export const subjectsOf = (cohortId: number, groups: readonly Group[]): Subject[] => [
  cohortSubject(cohortId),
  ...groups.map(({ id }) => groupSubject(id)),
];

const dryRun = (subject: Subject, beganAt: Date) => ({
  subject,
  system: "discord" as const,
  epoch: 0,
  generation: 0,
  dryRun: true,
  policy: { allowCreate: true, dryRun: true, repair: [], ignore: [], approvedFingerprint: null },
  steps: [],
  beganAt,
});

/** A newer look makes older ones worthless, also one that is still under way. */
async function forgetPlans(em: EntityManager, cohortId: number): Promise<void> {
  await em.execute(
    `delete from sync_rounds where dry_run and supposing is null and (subject = ? or subject in (select 'group:' || id from groups where cohort_id = ?))`,
    [cohortSubject(cohortId), cohortId],
  );
}
