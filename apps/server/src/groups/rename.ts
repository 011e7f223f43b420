import { UniqueConstraintViolationException } from "@muster/db/orm";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { Conflict } from "../refusal.ts";
import { requestSync } from "../sync/request-sync.ts";
import { groupOf } from "../sync/sync-now.ts";
import { together } from "../transaction.ts";

/** Its channels follow; ids and marks stay, so that nothing is made anew. */
export async function renameGroup(ctx: Context, { groupId, name }: { groupId: number; name: string }): Promise<void> {
  try {
    await together(ctx, async (tx) => {
      const group = await groupOf(tx, groupId);
      if (!group.isLive()) throw new Conflict(`${group.name} has ended and keeps its name.`);
      const before = group.name;
      group.name = name;
      await tx.em.flush();
      await requestSync(tx, group.subject(), { systems: ["discord"], allowCreate: false });
      await ring(tx, "cohort", group.cohort.id);
      await audit(tx, { action: "groups.rename", object: group.subject(), before: { name: before }, after: { name } });
    });
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    throw new Conflict(`There is already a group called ${name} in this cohort.`, { field: "name" });
  }
}
