import { Organiser } from "@muster/db/entities/organiser";
import { Person } from "@muster/db/entities/person";
import { isConfiguredOrganiser } from "../account/session.ts";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { syncGroupsOf } from "../sync/sync-groups-of.ts";
import { together } from "../transaction.ts";

/** Makes somebody with a Discord account an organiser: they may do everything that any organiser may, from now on. */
export async function addOrganiser(ctx: Context, { personId }: { personId: number }): Promise<{ name: string }> {
  return together(ctx, async (tx) => {
    const person = await tx.em.findOne(Person, { id: personId, deletedAt: null });
    if (!person) throw new NotFound("This person does not exist any more.");
    if (person.discordId === null)
      throw new Conflict(`${person.name} has no Discord account here, and could not be known again as an organiser.`);
    const standing = await tx.em.findOne(Organiser, { person: personId });
    if (standing || isConfiguredOrganiser(person, tx.house.config))
      throw new Conflict(`${person.name} is an organiser already.`);
    const givenBy = tx.actor.personId === null ? null : tx.em.getReference(Person, tx.actor.personId);
    tx.em.create(Organiser, { person, givenBy, givenAt: tx.clock() });
    await audit(tx, { action: "organisers.add", object: `person:${personId}` });
    await syncGroupsOf(tx, personId);
    await ring(tx, "person", personId);
    return { name: person.name };
  });
}
