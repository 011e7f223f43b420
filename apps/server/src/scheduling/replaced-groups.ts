import { Group } from "@muster/db/entities/group";
import { Membership } from "@muster/db/entities/membership";
import type { EntityManager } from "@muster/db/orm";
import { weekMinuteOf } from "@muster/domain/meeting-slot";
import { begunOnDiscord, begunWords } from "../groups/begun.ts";
import { versionsOf } from "../groups/group-version.ts";
import { removeIn } from "../groups/remove.ts";
import { lockGroups } from "../groups/seats.ts";
import { Conflict, NotFound } from "../refusal.ts";
import type { Tx } from "../transaction.ts";

/** A preview that a run's proposal is to take the place of, as it stood when the run began. It stays until then. */
export interface ReplacedGroup {
  groupId: number;
  name: string;
  /** How far its history had come: a hand on it since makes the proposal stale. */
  version: number;
  start: number;
  lengthMinutes: number;
  memberIds: number[];
}

interface Wanted {
  cohortId: number;
  groups: readonly { groupId: number; expectedVersion: number }[];
}

/** Refused with a sentence unless each is a preview that nothing was made of yet, as whoever asks saw it. */
export async function previewsToReplace(em: EntityManager, { cohortId, groups }: Wanted): Promise<ReplacedGroup[]> {
  const ids = groups.map(({ groupId }) => groupId);
  const found = await em.find(Group, { id: { $in: ids }, cohort: cohortId }, { orderBy: { id: "asc" } });
  if (found.length < new Set(ids).size) throw new NotFound("One of these groups is gone. Look at them again.");
  const versions = await versionsOf(em, ids);
  const begun = await begunOnDiscord(em, found);
  const members = await em.find(Membership, { group: { $in: ids }, status: "active" }, { orderBy: { id: "asc" } });
  return found.map((group) => {
    const { id: groupId, name, lengthMinutes } = group;
    if (group.status !== "preview") throw new Conflict(`${name} is no longer a preview that can be taken apart.`);
    if (begun.has(groupId)) throw new Conflict(begunWords([name]));
    const version = versions.get(groupId)!;
    if (groups.some((asked) => asked.groupId === groupId && asked.expectedVersion !== version))
      throw new Conflict(`${name} has changed since you looked at it. Look at the groups again.`);
    const memberIds = members.filter(({ group: of }) => of.id === groupId).map(({ person }) => person.id);
    return { groupId, name, version, start: weekMinuteOf(group), lengthMinutes, memberIds };
  });
}

/** Names of those that somebody changed since, or that are no previews any more. One that is gone is in nobody's way. */
export async function changedSince(em: EntityManager, replaced: readonly ReplacedGroup[]): Promise<string[]> {
  if (replaced.length === 0) return [];
  const ids = replaced.map(({ groupId }) => groupId);
  const found = await em.find(Group, { id: { $in: ids } }, { refresh: true, orderBy: { id: "asc" } });
  const versions = await versionsOf(em, ids);
  const begun = await begunOnDiscord(em, found);
  const isFree = ({ id, status }: Group) => status === "preview" && !begun.has(id);
  const before = new Map(replaced.map(({ groupId, version }) => [groupId, version]));
  return found
    .filter((group) => !isFree(group) || versions.get(group.id) !== before.get(group.id))
    .map(({ name }) => name);
}

/** Held before anything is judged of them, so that nobody's hand comes between. */
export const holdReplaced = (tx: Tx, replaced: readonly ReplacedGroup[]): Promise<void> =>
  lockGroups(
    tx,
    replaced.map(({ groupId }) => groupId),
  );

/** They make way for what was proposed instead; answers the runs that had made them. */
export async function takeReplacedApart(tx: Tx, replaced: readonly ReplacedGroup[]): Promise<number[]> {
  const ids = replaced.map(({ groupId }) => groupId);
  const found = await tx.em.find(Group, { id: { $in: ids } }, { orderBy: { id: "asc" } });
  const runIds = new Set(found.flatMap(({ run }) => (run ? [run.id] : [])));
  for (const { id: groupId } of found) await removeIn(tx, { groupId });
  return [...runIds];
}
