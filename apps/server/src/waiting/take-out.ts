import { Wait } from "@muster/db/entities/wait";
import { isInLine } from "@muster/domain/waiting";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { together } from "../transaction.ts";
import { leaveListIn } from "./leave-list.ts";

/** Undo of putting somebody in line, and the way out of it later. Who came by themselves is nobody's to take out. */
export async function takeOutOfLine(ctx: Context, { waitId }: { waitId: number }): Promise<void> {
  await together(ctx, async (tx) => {
    const wait = await tx.em.findOne(Wait, { id: waitId, putBy: { $ne: null } }, { populate: ["group"] });
    if (!wait?.group) throw new NotFound("There is no such place in a waiting list.");
    if (!isInLine(wait.state)) return;
    await leaveListIn(tx, { waitId, personId: wait.person.id });
    await audit(tx, {
      action: "waiting.takeOut",
      object: `person:${wait.person.id}`,
      before: { group: wait.group.name },
      cohortId: wait.cohort.id,
    });
  });
}
