import { Group } from "@muster/db/entities/group";
import { Meeting } from "@muster/db/entities/meeting";
import { Membership } from "@muster/db/entities/membership";
import { keys } from "@muster/domain/brief";
import type { Role } from "@muster/domain/membership";
import { cohortSubject } from "@muster/domain/subject";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import { NotFound } from "../refusal.ts";
import { placeInCategory } from "../sync/category-number.ts";
import type { LockedGroup } from "../sync/lock-group.ts";
import { requestSync } from "../sync/request-sync.ts";
import { syncAfterGroupChange } from "../sync/sync-after-group-change.ts";
import type { Tx } from "../transaction.ts";
import { reopenLine } from "../waiting/reopen-line.ts";
import { begunOnDiscord } from "./begun.ts";
import { holdCohort } from "./create.ts";
import { lineEndedWith } from "./end-group.ts";
import { holdLiveGroup } from "./live-group.ts";
import { giveUpSeat, lockGroups, takeSeat } from "./seats.ts";

export interface Unmerging {
  groupId: number;
  intoGroupId: number;
  /** Who was in it, and whether they went over with it: whoever was in both stays in the other one too. */
  people: readonly { person: number; role: Role; moved: boolean }[];
  /** Those the merge cancelled. */
  meetings: readonly number[];
  reverts: number;
}

/** A preview that was merged is a preview again, with everybody who was in it or in its line (GR-6, GR-9). */
export async function unmergeIn(tx: Tx, unmerging: Unmerging): Promise<void> {
  const { groupId, intoGroupId, people, meetings, reverts } = unmerging;
  const seen = await tx.em.findOne(Group, groupId);
  if (!seen) throw new NotFound("There is no such group.");
  await holdCohort(tx, seen.cohort.id);
  const into = await holdLiveGroup(tx, intoGroupId);
  await lockGroups(tx, [groupId]);
  const group = await tx.em.findOneOrFail(Group, groupId, { populate: ["cohort"], refresh: true });
  group.revive();
  const ahead = { id: { $in: [...meetings] }, group: groupId, startsAt: { $gt: tx.clock() } };
  await tx.em.nativeUpdate(Meeting, ahead, { status: "planned" });
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
  await backOnDiscord(tx, group);
  await audit(tx, {
    action: "groups.unmerge",
    object: group.subject(),
    before: { into: intoGroupId },
    after: { people: people.map(({ person }) => person) },
    cohortId: group.cohort.id,
    groupIds: [groupId, intoGroupId],
    reverts,
  });
  await ring(tx, "cohort", group.cohort.id);
}

/** Its ending asked the worlds to let go of it. Where its realization had been stopped, what stands is its own again. */
async function backOnDiscord(tx: Tx, group: LockedGroup): Promise<void> {
  const subject = group.subject();
  if ((await begunOnDiscord(tx.em, [group])).size === 0) {
    // It is told of again when it is realized.
    await tx.em.execute("delete from sync_tasks where subject = ?", [subject]);
    return;
  }
  const cohortId = group.cohort.id;
  const category = keys.category(cohortId, await placeInCategory(tx.em, group));
  await tx.em.flush();
  const asked = { systems: ["discord"], allowCreate: false } as const;
  // Others may have filled its category meanwhile, so that it needs another one: that one alone may be made.
  await requestSync(tx, cohortSubject(cohortId), { ...asked, repair: [category] });
  await requestSync(tx, subject, asked);
}
