import { Group } from "@muster/db/entities/group";
import { Membership } from "@muster/db/entities/membership";
import { Signup } from "@muster/db/entities/signup";
import { LIVE_GROUP_STATUSES } from "@muster/domain/group";
import { ring } from "../bell.ts";
import type { Context, Signed } from "../context.ts";
import { holdSignup, lockGroups } from "../groups/seats.ts";
import { endQuestions } from "../questions/end-questions.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { together } from "../transaction.ts";
import { groupsInLine, leaveLines } from "../waiting/lines.ts";

/** A person changes their mind, while they have no place. */
export async function withdraw(
  ctx: Signed<Context>,
  { cohortId }: { cohortId: number },
): Promise<{ cohortId: number }> {
  return together(ctx, async (tx) => {
    const { personId } = ctx.viewer;
    await holdSignup(tx, { personId, cohortId });
    const signup = await tx.em.findOne(Signup, { cohort: cohortId, person: personId });
    if (!signup) throw new NotFound("You are not signed up for this cohort.");
    const place = await tx.em.findOne(Membership, { cohort: cohortId, person: personId, status: "active" });
    const group =
      place && (await tx.em.findOne(Group, { id: place.group.id, status: { $in: [...LIVE_GROUP_STATUSES] } }));
    if (group) throw new Conflict(`You have a place in ${group.name}. Leave the group first, then withdraw.`);
    await lockGroups(tx, await groupsInLine(tx.em, { personId, cohortId }));
    await leaveLines(tx, { personId, cohortId });
    await endQuestions(tx, { personId, cohortId });
    tx.em.remove(signup);
    await ring(tx, "cohort", cohortId);
    await ring(tx, "person", personId);
    return { cohortId };
  });
}
