import { Person } from "@muster/db/entities/person";
import { PERSONAS, type Persona } from "@muster/domain/persona";
import type { Context, RequestContext } from "../context.ts";
import { NotAllowed, NotFound } from "../refusal.ts";
import { openSession, sessionCookie } from "./session.ts";

const sentences: Record<Persona, string> = {
  organiser: "runs the cohort: schedules it, and creates the groups on Discord",
  facilitator: "leads groups, and says how many",
  member: "has a group, and may join another",
  unplaced: "fits nowhere yet, and reads why",
};

/** The people one can be in a rehearsal; nobody outside of one. */
export async function personas(ctx: Context): Promise<{ persona: Persona; name: string; sentence: string }[]> {
  if (!ctx.house.config.rehearsal) return [];
  const people = await ctx.em.find(Person, { persona: { $in: [...PERSONAS] }, deletedAt: null });
  return PERSONAS.flatMap((persona) => {
    const person = people.find((one) => one.persona === persona);
    return person ? [{ persona, name: person.name, sentence: sentences[persona] }] : [];
  });
}

/** One click and no account, in a rehearsal only. Ends the session this browser had. */
export async function signInAs(
  ctx: RequestContext,
  { persona }: { persona: Persona },
): Promise<{ personId: number; name: string }> {
  const { config } = ctx.house;
  if (!config.rehearsal) throw new NotAllowed("There are personas only in a rehearsal. Sign in with Discord here.");
  const person = await ctx.em.findOne(Person, { persona, deletedAt: null });
  if (!person) throw new NotFound("This persona is not here: start Muster with its demo data.");
  const cookie = sessionCookie(config);
  const { token, expires } = await openSession(ctx, {
    personId: person.id,
    userAgent: ctx.http.userAgent,
    replaces: ctx.http.cookie(cookie),
  });
  ctx.http.setCookie(cookie, token, expires);
  return { personId: person.id, name: person.name };
}
