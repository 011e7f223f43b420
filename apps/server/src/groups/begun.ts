import { ExternalRef } from "@muster/db/entities/external-ref";
import type { Group } from "@muster/db/entities/group";
import { Intent } from "@muster/db/entities/intent";
import type { EntityManager } from "@muster/db/orm";

/**
 * Which of these groups have something on Discord, may have, or are to have: where creating was stopped, what stands is
 * still somebody's. They end like any other and are never simply gone, or nobody would keep that in step.
 */
export async function begunOnDiscord(em: EntityManager, groups: readonly Group[]): Promise<Set<number>> {
  const where = { subject: { $in: groups.map((group) => group.subject()) } };
  const made = [...(await em.find(ExternalRef, where)), ...(await em.find(Intent, where))];
  const subjects = new Set(made.map(({ subject }) => subject));
  const begun = groups.filter((group) => group.realizeRequestedAt !== null || subjects.has(group.subject()));
  return new Set(begun.map(({ id }) => id));
}

/** Why groups of these names stay, and what to do. */
export const begunWords = (names: readonly string[]): string =>
  `Something of ${new Intl.ListFormat("en").format(names)} is on Discord or on its way there. ` +
  `Cancel ${names.length === 1 ? "it" : "them"} instead.`;
