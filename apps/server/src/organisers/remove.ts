import { Organiser } from "@muster/db/entities/organiser";
import { Person } from "@muster/db/entities/person";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context, Signed } from "../context.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { syncGroupsOf } from "../sync/sync-groups-of.ts";
import { together } from "../transaction.ts";

/**
 * Takes the role away that another organiser gave. What that person has under way is not kept: each change looks once
 * more before it is written (AD-7). Nobody takes their own, since they could not take it back.
 */
export async function removeOrganiser(
  ctx: Signed<Context>,
  { personId }: { personId: number },
): Promise<{ name: string }> {
  if (personId === ctx.viewer.personId)
    throw new Conflict("Another organiser can take your role away; you could not take it back yourself.");
  return together(ctx, async (tx) => {
    const standing = await tx.em.findOne(Organiser, { person: personId });
    if (!standing) throw new NotFound("This person is no organiser, or is one by the configuration.");
    const { name } = await tx.em.findOneOrFail(Person, personId);
    tx.em.remove(standing);
    await audit(tx, { action: "organisers.remove", object: `person:${personId}` });
    // Their access was left alone also where nobody looks again by the clock.
    await syncGroupsOf(tx, personId);
    await ring(tx, "person", personId);
    return { name };
  });
}
