import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { Conflict, NotYet } from "../refusal.ts";
import { botPresence } from "../sync/lease.ts";
import { together } from "../transaction.ts";
import { isUnderWay, noteBatch } from "./batch.ts";
import { acceptedConflicts } from "./hard-conflicts.ts";
import { MANY_PEOPLE, type PeopleTold } from "./people-told.ts";
import { botAway } from "./plan.ts";
import { readPlan } from "./read-plan.ts";
import { requestRealization } from "./request-realization.ts";

interface Approval {
  cohortId: number;
  fingerprint: string;
  /** How many people are told, as whoever approves typed it: asked for where there are many (PL-7). */
  people?: number | undefined;
  /** Why it is right all the same, where something hard speaks against it (GR-7). */
  reason?: string | undefined;
}

function refuseUnseenCrowd({ byMail, byWelcome }: PeopleTold, said: number | undefined): void {
  const told = byMail + byWelcome;
  if (told < MANY_PEOPLE || said === told) return;
  throw new Conflict(`This tells ${told} people of their group. Type ${told} to say that you mean it.`, {
    field: "people",
    facts: { people: told },
  });
}

/**
 * What was read is what is done (PL-6). Each subject's round stays within its own part of the plan: where Discord has
 * changed since, that round stops and asks again. Conflict: another plan, or no bot.
 */
export async function approveRealization(
  ctx: Context,
  { cohortId, fingerprint, people, reason }: Approval,
): Promise<{ actions: number }> {
  return together(ctx, async (tx) => {
    const bot = await botPresence(tx.em);
    if (!bot.connected) throw new Conflict(botAway);
    const read = await readPlan(tx.em, cohortId, bot);
    if (!read || read.plan.state === "failed") throw new NotYet("Look at the plan first.");
    if (read.plan.state === "looking") throw new NotYet("The plan is still being looked up. It takes a few seconds.");
    if (await isUnderWay(tx.em, cohortId, read.lookedAt)) throw new Conflict("This plan is already being carried out.");
    if (read.plan.fingerprint !== fingerprint)
      throw new Conflict("The plan has changed since you read it. Look at it again.", {
        facts: { fingerprint: read.plan.fingerprint },
      });
    if (read.plan.problems.length > 0) throw new Conflict(read.plan.problems.join(" "));
    refuseUnseenCrowd(read.plan.people, people);
    const { groupIds, fingerprints } = read;
    const conflicts = await acceptedConflicts(tx, { cohortId, groupIds, reason });
    await requestRealization(tx, { cohortId, groupIds }, { fingerprints });
    await noteBatch(tx, cohortId, groupIds);
    const { actions } = read.plan;
    await audit(tx, {
      action: "realization.approve",
      object: `cohort:${cohortId}`,
      cohortId,
      after: { fingerprint, actions, groupIds, conflicts },
      reason: reason || null,
    });
    return { actions };
  });
}
