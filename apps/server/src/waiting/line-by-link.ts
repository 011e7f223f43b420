import { Group } from "@muster/db/entities/group";
import { displayName, Person } from "@muster/db/entities/person";
import { isInLine } from "@muster/domain/waiting";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { findWait, type PlaceInLine } from "./find-wait.ts";
import { aheadOf } from "./join-list.ts";
import { leaveWaitingList } from "./leave-list.ts";
import { lineLinks } from "./line-link.ts";
import { nextMeetingOf } from "./next-meeting.ts";
import { offerWords } from "./offer-words.ts";

export interface LineByLink {
  /** The reader's. */
  name: string;
  timeZone: string;
  course: string;
  cohort: string;
  group: string;
  nextMeetingAt: Date | null;
  ahead: number;
  /** They stand in it. */
  open: boolean;
  sentence: string;
}

const LEADS_NOWHERE = "This link leads nowhere. Open Muster to see your groups.";

/** Whose place in which line a signed link is about. Reading it changes nothing, whoever reads it (EM-12). */
async function linked(ctx: Context, token: string): Promise<{ wait: PlaceInLine; person: Person }> {
  const link = lineLinks.read(ctx.house.config.serviceTokens, token);
  if (!link || ctx.clock() >= link.until) throw new NotFound(LEADS_NOWHERE);
  const [row] = await ctx.em.execute<{ person_id: number }[]>("select person_id from waits where id = ?", [link.id]);
  const person = row && (await ctx.em.findOne(Person, { id: row.person_id, deletedAt: null }));
  if (!person) throw new NotFound(LEADS_NOWHERE);
  return { wait: await findWait(ctx.em, { waitId: link.id, personId: person.id }), person };
}

export async function readLine(ctx: Context, { token }: { token: string }): Promise<LineByLink> {
  const { wait, person } = await linked(ctx, token);
  const group = await ctx.em.findOneOrFail(Group, wait.group.id, { populate: ["cohort.course"] });
  const now = ctx.clock();
  return {
    name: displayName(person),
    timeZone: person.timeZone ?? group.timeZone,
    course: group.cohort.course.title,
    cohort: group.cohort.name,
    group: group.name,
    nextMeetingAt: await nextMeetingOf(ctx.em, group.id, now),
    ahead: await aheadOf(ctx.em, { personId: person.id, groupId: group.id }),
    open: isInLine(wait.state),
    sentence: offerWords(wait, now).sentence,
  };
}

/** Out of the line in the name of whom the link was written to. Doing it twice is doing it once. */
export async function leaveByLink(ctx: Context, { token }: { token: string }): Promise<{ sentence: string }> {
  const { wait, person } = await linked(ctx, token);
  const inTheirName: Context = { ...ctx, actor: { personId: person.id, words: displayName(person) } };
  if (!isInLine(wait.state)) return { sentence: offerWords(wait, ctx.clock()).sentence };
  await leaveWaitingList(inTheirName, { waitId: wait.id, personId: person.id });
  return { sentence: `You are no longer in line for ${wait.group.name}.` };
}
