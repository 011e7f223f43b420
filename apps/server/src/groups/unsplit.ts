import { Membership } from "@muster/db/entities/membership";
import { audit } from "../audit/record.ts";
import { syncAfterGroupChange } from "../sync/sync-after-group-change.ts";
import type { Tx } from "../transaction.ts";
import { holdLiveGroups } from "./live-group.ts";
import { removeIn } from "./remove.ts";
import { giveUpSeat, takeSeat } from "./seats.ts";

/** Everybody of the group that a split made goes back, and it is removed: one deed of the history (GR-6, GR-9). */
export async function unsplitIn(
  tx: Tx,
  { groupId, madeId, reverts }: { groupId: number; madeId: number; reverts: number },
): Promise<void> {
  const [group, made] = await holdLiveGroups(tx, [groupId, madeId]);
  if (!group || !made) return;
  const members = await tx.em.find(
    Membership,
    { group: madeId, status: "active" },
    { populate: ["person"], orderBy: { id: "asc" }, refresh: true },
  );
  for (const member of members) {
    const { person, role } = member;
    await giveUpSeat(tx, member, { as: "removed", reason: `moved to ${group.name}`, isHandedOver: true });
    await takeSeat(tx, { group, person, role }, { evenIfFull: true });
  }
  await syncAfterGroupChange(tx, groupId);
  await audit(tx, {
    action: "groups.unsplit",
    object: group.subject(),
    before: { group: madeId, name: made.name },
    after: { people: members.map(({ person }) => person.id) },
    cohortId: group.cohort.id,
    groupIds: [groupId],
    reverts,
  });
  await removeIn(tx, { groupId: madeId });
}
