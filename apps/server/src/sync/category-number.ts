import { Group } from "@muster/db/entities/group";
import { Setting } from "@muster/db/entities/setting";
import type { EntityManager } from "@muster/db/orm";

/** A category holds 50 channels on paper and fewer in life: 22 groups of two channels leave room for the guild's own (PL-4). */
export const GROUPS_IN_CATEGORY = 22;

interface Placed {
  id: number;
  categoryNumber: number | null;
}

/** Which category each group stands in: one that has a place keeps it, others fill the first that is not full. */
export function assignCategories(groups: readonly Placed[], full: ReadonlySet<number>): Map<number, number> {
  const filled = new Map<number, number>();
  const count = (number: number) => filled.get(number) ?? 0;
  const placed = new Map<number, number>();
  for (const { id, categoryNumber } of groups) {
    if (categoryNumber === null) continue;
    placed.set(id, categoryNumber);
    filled.set(categoryNumber, count(categoryNumber) + 1);
  }
  for (const { id } of groups.filter(({ id }) => !placed.has(id)).toSorted((a, b) => a.id - b.id)) {
    let number = 1;
    while (full.has(number) || count(number) >= GROUPS_IN_CATEGORY) number++;
    placed.set(id, number);
    filled.set(number, count(number) + 1);
  }
  return placed;
}

const fullKey = (cohortId: number) => `full-categories/cohort:${cohortId}`;

async function fullCategories(em: EntityManager, cohortId: number): Promise<Set<number>> {
  const setting = await em.findOne(Setting, { key: fullKey(cohortId) });
  return new Set((setting?.value as number[] | undefined) ?? []);
}

/** The places of a cohort's groups as they are, with those that are wanted and have none yet filled in; nothing is written. */
export async function foreseenCategories(em: EntityManager, cohortId: number): Promise<Map<number, number>> {
  const groups = await em.find(Group, {
    cohort: cohortId,
    $or: [{ categoryNumber: { $ne: null } }, { status: { $in: ["preview", "active"] } }],
  });
  return assignCategories(groups, await fullCategories(em, cohortId));
}

/** Gives a group its place for good. */
export async function placeInCategory(em: EntityManager, group: Group): Promise<number> {
  group.categoryNumber ??= (await foreseenCategories(em, group.cohort.id)).get(group.id) ?? 1;
  return group.categoryNumber;
}

/** Discord says that the group's category takes no more (50035 on `parent_id`): the next one is opened for it. */
export async function overflowCategory(em: EntityManager, group: Group): Promise<void> {
  const cohortId = group.cohort.id;
  const full = await fullCategories(em, cohortId);
  if (group.categoryNumber !== null) full.add(group.categoryNumber);
  await em.upsert(Setting, { key: fullKey(cohortId), value: [...full] });
  group.categoryNumber = null;
  await placeInCategory(em, group);
}
