import { Membership } from "@muster/db/entities/membership";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { syncAfterGroupChange } from "../sync/sync-after-group-change.ts";
import { together, type Tx } from "../transaction.ts";
import { giveUpSeat, holdSignup, lockGroups } from "./seats.ts";

export interface Removal {
  membershipId: number;
  reason?: string | undefined;
  reverts?: number | undefined;
}

/** An organiser takes somebody out: they wait for a group again, and their access ends. */
export function removeMember(ctx: Context, input: Removal): Promise<{ version: number }> {
  return together(ctx, (tx) => removeMemberIn(tx, input));
}

/** The same inside the caller's transaction. */
export async function removeMemberIn(tx: Tx, { membershipId, reason, reverts }: Removal): Promise<{ version: number }> {
  const seen = await tx.em.findOne(Membership, { id: membershipId, status: "active" });
  if (!seen) throw new NotFound("They are no longer in this group.");
  await holdSignup(tx, { personId: seen.person.id, cohortId: seen.cohort.id });
  await lockGroups(tx, [seen.group.id]);
  const member = await tx.em.findOne(Membership, { id: membershipId, status: "active" }, { refresh: true });
  if (!member) throw new NotFound("They are no longer in this group.");
  await giveUpSeat(tx, member, { as: "removed", reason: reason ?? null });
  await syncAfterGroupChange(tx, member.group.id);
  const entry = await audit(tx, {
    action: "groups.removeMember",
    object: `person:${member.person.id}`,
    before: { group: member.group.id, role: member.role },
    reason: reason ?? null,
    cohortId: member.cohort.id,
    groupIds: [member.group.id],
    reverts: reverts ?? null,
  });
  await tx.em.flush();
  return { version: entry.id };
}
