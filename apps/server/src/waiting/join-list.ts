import { Group } from "@muster/db/entities/group";
import { Signup } from "@muster/db/entities/signup";
import { Wait } from "@muster/db/entities/wait";
import type { EntityManager } from "@muster/db/orm";
import { ring } from "../bell.ts";
import type { Context, Signed } from "../context.ts";
import { closedFor } from "../groups/join-rules.ts";
import { currentPlace, hasStarted, whyNot } from "../groups/join.ts";
import { holdSignup, lockGroups } from "../groups/seats.ts";
import { Conflict, NotAllowed, NotFound } from "../refusal.ts";
import { refuseAgainstRules } from "../rules/own-choice.ts";
import { together, type Tx } from "../transaction.ts";
import { wakeTheLines } from "./lines-queue.ts";
import { linesSeenBy } from "./lines.ts";

/** To the end of a full group's line, as many lines as one likes. Clicking twice is standing in it once (BR-1). */
export async function joinWaitingList(
  ctx: Signed<Context>,
  { groupId }: { groupId: number },
): Promise<{ waitId: number; ahead: number }> {
  const { personId } = ctx.viewer;
  return together(ctx, async (tx) => {
    const seen = await tx.em.findOne(Group, groupId);
    if (!seen) throw new NotFound("There is no such group.");
    const cohortId = seen.cohort.id;
    await holdSignup(tx, { personId, cohortId });
    await lockGroups(tx, [groupId]);
    await refuseWaiting(tx, { personId, cohortId, groupId });
    const wait = (await standing(tx, { personId, groupId })) ?? (await joined(tx, { personId, cohortId, groupId }));
    return { waitId: wait.id, ahead: await aheadOf(tx.em, { personId, groupId }) };
  });
}

interface Asking {
  personId: number;
  cohortId: number;
  groupId: number;
  /** The organiser who puts them there. */
  putBy?: number;
}

async function refuseWaiting(tx: Tx, { personId, cohortId, groupId }: Asking): Promise<void> {
  const group = await tx.em.findOneOrFail(Group, groupId, { populate: ["cohort"], refresh: true });
  const signup = await tx.em.findOne(Signup, { person: personId, cohort: cohortId });
  if (!signup) throw new NotFound("There is no such group.");
  if (signup.role === "facilitator") throw new NotAllowed(closedFor(group.cohort, signup.role)!);
  const current = await currentPlace(tx.em, { personId, cohortId });
  const started = await hasStarted(tx.em, groupId, tx.clock());
  const refusal = whyNot({ group, current, hasStarted: started, signup });
  if (refusal) throw new Conflict(refusal);
  await refuseAgainstRules(tx.em, { cohortId, personId, to: groupId });
  if (group.freeSeats(group.cohort) > 0) throw new Conflict(`${group.name} has a free seat: you can take it at once.`);
}

/** How many come before somebody in a group's line. */
export async function aheadOf(
  em: EntityManager,
  { personId, groupId }: { personId: number; groupId: number },
): Promise<number> {
  return (await linesSeenBy(em, { personId, groupIds: [groupId] })).get(groupId)?.ahead ?? 0;
}

export const standing = (tx: Tx, { personId, groupId }: { personId: number; groupId: number }): Promise<Wait | null> =>
  tx.em.findOne(Wait, { person: personId, group: groupId, state: { $in: ["waiting", "offered"] } });

/** At the end of the line, whose group's row must be held. */
export async function joined(tx: Tx, { personId, cohortId, groupId, putBy }: Asking): Promise<Wait> {
  const place = { person: personId, cohort: cohortId, group: groupId, askedAt: tx.clock() };
  const wait = tx.em.create(Wait, { ...place, ...(putBy !== undefined && { putBy }) });
  await tx.em.persist(wait).flush();
  await ring(tx, "person", personId);
  await ring(tx, "group", groupId);
  await ring(tx, "cohort", cohortId);
  wakeTheLines(tx);
  return wait;
}
