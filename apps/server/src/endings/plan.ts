import { SyncRound } from "@muster/db/entities/sync-round";
import type { EndingDeed } from "@muster/domain/ending";
import { cohortSubject, groupSubject, type Subject } from "@muster/domain/subject";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { botPresence } from "../sync/lease.ts";
import { together, type Tx } from "../transaction.ts";
import { endingFacts, type EndingFacts } from "./facts.ts";
import { supposing } from "./suppose.ts";

/**
 * Asks the bot what an ending would change on Discord: dry rounds for the cohort and its groups as they would be
 * afterwards (PL-1). The verb's own refusal comes first. `endings.plan` tells what is found.
 */
export async function planEnding(ctx: Context, { deed }: { deed: EndingDeed }): Promise<{ planId: string }> {
  await supposing(ctx, deed, async () => undefined);
  const planId = ctx.house.chance.uuid();
  await together(ctx, async (tx) => {
    const facts = await endingFacts(tx, deed);
    const subjects = (await botPresence(tx.em)).connected ? subjectsOf(facts) : [];
    await forgetOlder(tx, [cohortSubject(facts.cohort.id), ...facts.groups.map(({ id }) => groupSubject(id))]);
    for (const subject of subjects)
      tx.em.persist(tx.em.create(SyncRound, dryRun(subject, { planId, deed, at: tx.clock() })));
    await tx.em.flush();
    for (const subject of subjects) await ring(tx, "due", subject);
  });
  return { planId };
}

/** Only what stands there can change; the cohort's own round makes the archive. */
export function subjectsOf({ cohort, groups, into }: EndingFacts): Subject[] {
  const standing = groups.filter(({ onDiscord }) => onDiscord);
  const arriving = into?.onDiscord ? [groupSubject(into.id)] : [];
  const those = [...standing.map(({ id }) => groupSubject(id)), ...arriving];
  return those.length > 0 ? [cohortSubject(cohort.id), ...those] : [];
}

function dryRun(subject: Subject, { planId, deed, at }: { planId: string; deed: EndingDeed; at: Date }) {
  return {
    subject,
    system: "discord" as const,
    epoch: 0,
    generation: 0,
    dryRun: true,
    supposing: { planId, deed },
    policy: {
      allowCreate: subject.startsWith("cohort:"),
      dryRun: true,
      repair: [],
      ignore: [],
      approvedFingerprint: null,
    },
    steps: [],
    beganAt: at,
  };
}

/** A newer look makes older ones worthless. */
async function forgetOlder(tx: Tx, subjects: readonly Subject[]): Promise<void> {
  const plans = await tx.em.execute<{ plan: string }[]>(
    `select distinct supposing ->> 'planId' as plan from sync_rounds
     where dry_run and supposing is not null and subject in (${subjects.map(() => "?").join(", ")})`,
    [...subjects],
  );
  for (const { plan } of plans)
    await tx.em.execute("delete from sync_rounds where dry_run and supposing ->> 'planId' = ?", [plan]);
}
