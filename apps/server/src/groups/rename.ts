import type { Context } from "../context.ts";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import { Conflict } from "../refusal.ts";
import { requestSync } from "../sync/request-sync.ts";
import { groupOf } from "../sync/sync-now.ts";
import { together, type Tx } from "../transaction.ts";
import { nameTaken } from "./create.ts";
import { assertVersion, versionOf } from "./group-version.ts";
import { lockGroups } from "./seats.ts";

export interface Renaming {
  groupId: number;
  name: string;
  expectedVersion?: number | undefined;
  reverts?: number | undefined;
}

/** Its channels follow; ids and marks stay, so that nothing is made anew. */
export async function renameGroup(ctx: Context, input: Renaming): Promise<{ version: number }> {
  try {
    return await together(ctx, (tx) => renameIn(tx, input));
  } catch (error) {
    throw nameTaken(error, input.name);
  }
}

/** The same inside the caller's transaction. */
export async function renameIn(
  tx: Tx,
  { groupId, name, expectedVersion, reverts }: Renaming,
): Promise<{ version: number }> {
  await lockGroups(tx, [groupId]);
  const group = await groupOf(tx, groupId);
  if (!group.isLive()) throw new Conflict(`${group.name} has ended and keeps its name.`);
  await assertVersion(tx, group, expectedVersion);
  const before = group.name;
  if (before === name) return { version: await versionOf(tx.em, groupId) };
  group.name = name;
  await tx.em.flush();
  await requestSync(tx, group.subject(), { systems: ["discord"], allowCreate: false });
  await ring(tx, "cohort", group.cohort.id);
  const entry = await audit(tx, {
    action: "groups.rename",
    object: group.subject(),
    before: { name: before },
    after: { name },
    cohortId: group.cohort.id,
    groupIds: [groupId],
    reverts: reverts ?? null,
  });
  await tx.em.flush();
  return { version: entry.id };
}
