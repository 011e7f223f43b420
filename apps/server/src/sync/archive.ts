import { ExternalRef } from "@muster/db/entities/external-ref";
import { Group } from "@muster/db/entities/group";
import { Intent } from "@muster/db/entities/intent";
import { Setting } from "@muster/db/entities/setting";
import { SyncTask } from "@muster/db/entities/sync-task";
import type { EntityManager } from "@muster/db/orm";
import { keys } from "@muster/domain/brief";
import { cohortSubject } from "@muster/domain/subject";
import type { Tx } from "../transaction.ts";
import { assignCategories } from "./category-number.ts";
import { requestSync } from "./request-sync.ts";

/**
 * What an ended group left on Discord gets its place among the ended ones, and the cohort makes that archive. Where
 * nothing stands there is nothing to archive; what lands later is archived by the next round.
 */
export async function moveToArchive(tx: Tx, group: Group): Promise<void> {
  group.categoryNumber = null;
  if (group.archiveNumber === null && (await standsOnDiscord(tx.em, group.id)))
    group.archiveNumber = await nextArchive(tx.em, group);
  await tx.em.flush();
  if (group.archiveNumber !== null) await askForArchive(tx, group.cohort.id, group.archiveNumber);
}

/**
 * By name, and again for as long as it was never made: leave to create is the realizations', and goes with one that is
 * stopped or whose plan no longer holds.
 */
async function askForArchive(tx: Tx, cohortId: number, number: number): Promise<void> {
  const [subject, key] = [cohortSubject(cohortId), keys.archive(cohortId, number)];
  if ((await tx.em.count(ExternalRef, { system: "discord", key })) > 0) return;
  const task = await tx.em.findOne(SyncTask, { subject, system: "discord" }, { refresh: true });
  if (task?.policy.repair.includes(key)) return;
  await requestSync(tx, subject, { systems: ["discord"], allowCreate: false, repair: [key] });
}

/** Whether a channel of this group stands, or may: a create that never told its outcome counts. */
export async function standsOnDiscord(em: EntityManager, groupId: number): Promise<boolean> {
  const rooms = { $in: [keys.textChannel(groupId), keys.voiceChannel(groupId)] };
  const known = { system: "discord" as const, key: rooms, externalId: { $ne: null }, missingSince: null };
  return (await em.count(ExternalRef, known)) > 0 || (await em.count(Intent, { key: rooms })) > 0;
}

const fullKey = (cohortId: number) => `full-archives/cohort:${cohortId}`;

/** As many groups as a category holds, then the next one: an archive is a category like any other. */
async function nextArchive(em: EntityManager, group: Group): Promise<number> {
  const cohortId = group.cohort.id;
  const archived = await em.find(Group, { cohort: cohortId, archiveNumber: { $ne: null } });
  const placed = archived.map(({ id, archiveNumber }) => ({ id, categoryNumber: archiveNumber }));
  const setting = await em.findOne(Setting, { key: fullKey(cohortId) });
  const full = new Set((setting?.value as number[] | undefined) ?? []);
  const others = placed.filter(({ id }) => id !== group.id);
  return assignCategories([...others, { id: group.id, categoryNumber: null }], full).get(group.id)!;
}

/** Discord says that the archive takes no more: the next one is opened for this group. */
export async function overflowArchive(em: EntityManager, group: Group): Promise<void> {
  const key = fullKey(group.cohort.id);
  const setting = await em.findOne(Setting, { key });
  const full = new Set((setting?.value as number[] | undefined) ?? []);
  if (group.archiveNumber !== null) full.add(group.archiveNumber);
  await em.upsert(Setting, { key, value: [...full] });
  group.archiveNumber = await nextArchive(em, group);
}
