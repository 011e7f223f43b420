import { Group } from "@muster/db/entities/group";
import type { EntityManager, Loaded } from "@muster/db/orm";
import { parseSubject, type Subject } from "@muster/domain/subject";

export type LockedGroup = Loaded<Group, "cohort">;

/**
 * The group a subject names, its row held until the end of the transaction. Group before task, everywhere: whoever
 * changes a group's members holds its row too (DB-14). Null for a cohort or person, and for a group that is gone.
 */
export async function lockGroup(em: EntityManager, subject: Subject): Promise<LockedGroup | null> {
  const { kind, id } = parseSubject(subject);
  if (kind !== "group") return null;
  await em.execute("select 1 from groups where id = ? for update", [id]);
  return em.findOne(Group, id, { populate: ["cohort"], refresh: true });
}
