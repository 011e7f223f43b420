import { Group } from "@muster/db/entities/group";
import { Membership } from "@muster/db/entities/membership";
import type { Role } from "@muster/domain/membership";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import { NotFound } from "../refusal.ts";
import { syncAfterGroupChange } from "../sync/sync-after-group-change.ts";
import type { Tx } from "../transaction.ts";
import { reopenLine } from "../waiting/reopen-line.ts";
import { holdCohort } from "./create.ts";
import { lineEndedWith } from "./end-group.ts";
import { holdLiveGroup } from "./live-group.ts";
import { giveUpSeat, lockGroups, takeSeat } from "./seats.ts";

interface Unmerging {
  groupId: number;
  intoGroupId: number;
  /** Who was in it, and whether they went over with it: whoever was in both stays in the other one too. */
  people: readonly { person: number; role: Role; moved: boolean }[];
  reverts: number;
}

/** A preview that was merged is a preview again, with everybody who was in it or in its line (GR-6, GR-9). */
export async function unmergeIn(tx: Tx, { groupId, intoGroupId, people, reverts }: Unmerging): Promise<void> {
  const seen = await tx.em.findOne(Group, groupId);
  if (!seen) throw new NotFound("There is no such group.");
  await holdCohort(tx, seen.cohort.id);
  const into = await holdLiveGroup(tx, intoGroupId);
  await lockGroups(tx, [groupId]);
  const group = await tx.em.findOneOrFail(Group, groupId, { populate: ["cohort"], refresh: true });
  group.revive();
  const subject = group.subject();
  // Its ending asked the worlds to let go of it: a preview has nothing there, and is told of again when it is realized.
  await tx.em.execute("delete from sync_tasks where subject = ?", [subject]);
  await tx.em.flush();
  for (const { person, role, moved } of people) {
    const there = moved
      ? await tx.em.findOne(Membership, { group: intoGroupId, person, status: "active" }, { refresh: true })
      : null;
    if (there) await giveUpSeat(tx, there, { as: "removed", reason: `back in ${group.name}`, isHandedOver: true });
    await takeSeat(tx, { group, person: { id: person }, role }, { evenIfFull: true });
  }
  await tx.em.flush();
  await reopenLine(tx, { groupId, because: lineEndedWith(group) });
  await syncAfterGroupChange(tx, into.id);
  await audit(tx, {
    action: "groups.unmerge",
    object: subject,
    before: { into: intoGroupId },
    after: { people: people.map(({ person }) => person) },
    cohortId: group.cohort.id,
    groupIds: [groupId, intoGroupId],
    reverts,
  });
  await ring(tx, "cohort", group.cohort.id);
}
