import { Membership } from "@muster/db/entities/membership";
import type { Loaded } from "@muster/db/orm";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { assertUnchanged } from "../endings/facts.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { syncAfterGroupChange } from "../sync/sync-after-group-change.ts";
import type { LockedGroup } from "../sync/lock-group.ts";
import { together, type Tx } from "../transaction.ts";
import { endGroup } from "./end-group.ts";
import type { GroupOfCohort } from "./group-dates.ts";
import { holdLiveGroups } from "./live-group.ts";
import { takeSeat } from "./seats.ts";

interface Merging {
  groupId: number;
  intoGroupId: number;
  /** The mark of the plan somebody read; groups that have changed since are left alone. */
  seen?: string | undefined;
}

export interface Merged {
  moved: number;
  /** The number of this deed in the history. */
  version: number;
}

/**
 * Everybody moves to the other group and keeps their role; then the emptied group ends. On Discord its members are let
 * into the other group before they lose sight of this one (`sync/merge-waits.ts`).
 */
export async function mergeGroup(ctx: Context, input: Merging): Promise<Merged> {
  return together(ctx, (tx) => mergeIn(tx, input));
}

/** The same inside the caller's transaction. */
export async function mergeIn(tx: Tx, { groupId, intoGroupId, seen }: Merging): Promise<Merged> {
  if (groupId === intoGroupId) throw new Conflict("A group cannot be merged into itself. Choose another one.");
  const [group, into] = (await holdLiveGroups(tx, [groupId, intoGroupId])) as [LockedGroup, LockedGroup];
  const members = await membersOf(tx, group);
  const there = new Set((await membersOf(tx, into)).map(({ person }) => person.id));
  const moving = members.filter(({ person }) => !there.has(person.id));
  refuseMerging(group, into, moving.length);
  await assertUnchanged(tx, { verb: "merge", groupId, intoGroupId }, seen);
  const at = tx.clock();
  for (const member of members)
    Object.assign(member, { status: "removed", leftAt: at, reason: `merged into ${into.name}` });
  await tx.em.flush();
  for (const { person, role } of moving) await takeSeat(tx, { group: into, person, role });
  await syncAfterGroupChange(tx, into.id);
  const before = group.status;
  const goes = new Set(moving.map(({ person }) => person.id));
  const meetings = await endGroup(tx, group, { as: "merged", reason: null, mergedInto: into.id, at });
  const entry = await audit(tx, {
    action: "groups.merge",
    object: group.subject(),
    cohortId: group.cohort.id,
    groupIds: [group.id, into.id],
    before: {
      status: before,
      people: members.map(({ person }) => person.id),
      meetings,
      places: members.map(({ person, role }) => ({ person: person.id, role, moved: goes.has(person.id) })),
    },
    after: { status: "merged", into: into.id, moved: moving.length },
  });
  await tx.em.flush();
  return { moved: moving.length, version: entry.id };
}

const membersOf = (tx: Tx, group: LockedGroup): Promise<Loaded<Membership, "person">[]> =>
  tx.em.find(
    Membership,
    { group: group.id, status: "active" },
    { populate: ["person"], orderBy: { id: "asc" }, refresh: true },
  );

/** Why a group cannot be merged into another one; null when it can. */
export function whyNotMerge(group: GroupOfCohort, into: GroupOfCohort, moving: number): string | null {
  if (group.status === "active" && into.status === "preview")
    return `${into.name} is still in preview: its new members would have no channel. Realize it first.`;
  const free = into.freeSeats(into.cohort);
  if (moving <= free) return null;
  const seats = free === 0 ? "no free seat" : free === 1 ? "one free seat" : `${free} free seats`;
  const people = moving === 1 ? "one person" : `${moving} people`;
  return `${into.name} has ${seats}, and ${people} would come. Move some of them elsewhere first.`;
}

function refuseMerging(group: LockedGroup, into: LockedGroup, moving: number): void {
  if (group.cohort.id !== into.cohort.id) throw new NotFound("There is no such group in this cohort.");
  const refusal = whyNotMerge(group, into, moving);
  if (refusal) throw new Conflict(refusal);
}
