import { Membership } from "@muster/db/entities/membership";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { syncAfterGroupChange } from "../sync/sync-after-group-change.ts";
import { together } from "../transaction.ts";
import { giveUpSeat, holdSignup, lockGroups } from "./seats.ts";

/** An organiser takes somebody out: they wait for a group again, and their access ends. */
export async function removeMember(
  ctx: Context,
  { membershipId, reason }: { membershipId: number; reason?: string | undefined },
): Promise<void> {
  await together(ctx, async (tx) => {
    const seen = await tx.em.findOne(Membership, { id: membershipId, status: "active" });
    if (!seen) throw new NotFound("They are no longer in this group.");
    await holdSignup(tx, { personId: seen.person.id, cohortId: seen.cohort.id });
    await lockGroups(tx, [seen.group.id]);
    const member = await tx.em.findOne(Membership, { id: membershipId, status: "active" }, { refresh: true });
    if (!member) throw new NotFound("They are no longer in this group.");
    await giveUpSeat(tx, member, { as: "removed", reason: reason ?? null });
    await syncAfterGroupChange(tx, member.group.id);
    await audit(tx, {
      action: "groups.removeMember",
      object: `person:${member.person.id}`,
      before: { group: member.group.id },
      reason: reason ?? null,
    });
  });
}
