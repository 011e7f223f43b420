import { Group } from "@muster/db/entities/group";
import { Membership } from "@muster/db/entities/membership";
import type { Context, Signed } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { syncAfterGroupChange } from "../sync/sync-after-group-change.ts";
import { together } from "../transaction.ts";
import { recordMove } from "./own-moves.ts";
import { giveUpSeat, holdSignup, lockGroups } from "./seats.ts";

interface Leaving {
  groupId: number;
  /** In their own words, for the organiser. */
  reason?: string | null | undefined;
}

/** The seat is free for somebody else; access on Discord ends within seconds. */
export async function leaveGroup(ctx: Signed<Context>, { groupId, reason }: Leaving): Promise<{ moveId: number }> {
  const { personId } = ctx.viewer;
  return together(ctx, async (tx) => {
    const group = await tx.em.findOne(Group, groupId);
    if (!group) throw new NotFound("You are not in this group.");
    await holdSignup(tx, { personId, cohortId: group.cohort.id });
    await lockGroups(tx, [groupId]);
    const membership = await tx.em.findOne(Membership, { group: groupId, person: personId, status: "active" });
    if (!membership) throw new NotFound("You are not in this group.");
    await giveUpSeat(tx, membership, { as: "left" });
    const move = await recordMove(tx, {
      person: { id: personId },
      cohort: group.cohort,
      left: membership,
      taken: null,
      reason,
    });
    await syncAfterGroupChange(tx, groupId);
    return { moveId: move.id };
  });
}
