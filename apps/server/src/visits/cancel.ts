import { Visit } from "@muster/db/entities/visit";
import { standingVisits } from "@muster/db/queries/standing-visits";
import type { Context, Signed } from "../context.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { together } from "../transaction.ts";
import { endVisit } from "./end-visit.ts";
import { holdVisit } from "./hold-visit.ts";

/** Taken back before the meeting begins; one's own group expects one again. Clicking twice cancels once. */
export async function cancelVisit(ctx: Signed<Context>, { visitId }: { visitId: number }): Promise<void> {
  const { personId } = ctx.viewer;
  await together(ctx, async (tx) => {
    const visit = await tx.em.findOne(Visit, { id: visitId, person: personId });
    if (!visit) throw new NotFound("There is no such visit of yours.");
    if (visit.meetsAt <= tx.clock() && visit.endedAt === null)
      throw new Conflict("That meeting has begun, so the visit can no longer be cancelled.");
    const [seen] = await standingVisits(tx.em, { visitId });
    const held = seen && (await holdVisit(tx, seen));
    if (held) await endVisit(tx, held, "cancelled");
  });
}
