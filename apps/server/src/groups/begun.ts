import type { Group } from "@muster/db/entities/group";
import type { EntityManager } from "@muster/db/orm";
import type { Subject } from "@muster/domain/subject";

/**
 * Which of the previews among these groups have something on Discord, may have, or are to have: where creating was
 * stopped, what stands is still somebody's. They end like any other and are never simply gone, or nobody would keep that
 * in step. What hands have deleted is nobody's any more.
 */
export async function begunOnDiscord(em: EntityManager, groups: readonly Group[]): Promise<Set<number>> {
  const previews = groups.filter(({ status }) => status === "preview");
  const made = await madeFor(
    em,
    previews.map((group) => group.subject()),
  );
  const begun = previews.filter((group) => group.realizeRequestedAt !== null || made.has(group.subject()));
  return new Set(begun.map(({ id }) => id));
}

async function madeFor(em: EntityManager, subjects: readonly Subject[]): Promise<Set<Subject>> {
  if (subjects.length === 0) return new Set();
  const marks = subjects.map(() => "?").join(", ");
  const rows = await em.execute<{ subject: Subject }[]>(
    `select subject from external_refs where subject in (${marks}) and missing_since is null
     union select subject from intents where subject in (${marks})`,
    [...subjects, ...subjects],
  );
  return new Set(rows.map(({ subject }) => subject));
}

/** Why groups of these names stay, and what to do. */
export const begunWords = (names: readonly string[]): string =>
  `Something of ${new Intl.ListFormat("en").format(names)} is on Discord or on its way there. ` +
  `Cancel ${names.length === 1 ? "it" : "them"} instead.`;
