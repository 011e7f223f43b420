import { Person } from "@muster/db/entities/person";
import { z } from "zod";
import { isConfiguredOrganiser } from "../account/session.ts";
import type { Context } from "../context.ts";
import { refuseFormerOrganiser, stillOrganises } from "../organisers/still-organises.ts";
import { NotAllowed } from "../refusal.ts";

/** Who gave a command, as Discord told the bot; every command carries it. */
export const invocationFields = {
  interactionId: z.string().regex(/^\d{15,20}$/, { error: "An interaction's id has 15 to 20 digits" }),
  invoker: z.strictObject({
    discordId: z.string().regex(/^\d{15,20}$/, { error: "A Discord id has 15 to 20 digits" }),
    isAdministrator: z.boolean(),
  }),
} as const;

export interface Invocation {
  interactionId: string;
  invoker: { discordId: string; isAdministrator: boolean };
}

/**
 * Acts in the name of whoever gave the command, after both checks: an administrator of the Discord server, and an
 * organiser of Muster (round: 1). The audit names both. Throws NotAllowed.
 */
export async function onBehalfOf(ctx: Context, { invoker }: Invocation): Promise<Context> {
  const { discordId, isAdministrator } = invoker;
  const person = await ctx.em.findOne(Person, { discordId, deletedAt: null });
  const actor = { personId: person?.id ?? null, words: `Discord user ${discordId} (Administrator)` };
  const isConfigured = isConfiguredOrganiser({ discordId, persona: person?.persona ?? null }, ctx.house.config);
  if (isAdministrator && isConfigured) return { ...ctx, actor };
  if (!isAdministrator || !person || !(await stillOrganises(ctx.em, person.id)))
    throw new NotAllowed("Only administrators of this Discord server who are organisers in Muster can do this.");
  return { ...ctx, actor, mayStill: (em) => refuseFormerOrganiser(em, person.id) };
}
