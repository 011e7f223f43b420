import { displayName, Person } from "@muster/db/entities/person";
import { Group } from "@muster/db/entities/group";
import { SwapSide } from "@muster/db/entities/swap-side";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { nextMeetingOf } from "../waiting/next-meeting.ts";
import { agreeToSwap } from "./agree.ts";
import { declineSwap } from "./decline.ts";
import { sidesFor, standingSwaps, swapState, type Side, type StandingSwap } from "./standing-swaps.ts";
import { swapLinks } from "./swap-link.ts";
import { swapSentence } from "./swap-words.ts";

export interface SwapByLink {
  /** The reader's. */
  name: string;
  timeZone: string;
  course: string;
  cohort: string;
  mine: string;
  theirs: string;
  /** When each group meets next. */
  myNextAt: Date | null;
  theirNextAt: Date | null;
  until: Date;
  open: boolean;
  hasAgreed: boolean;
  sentence: string;
}

interface Linked {
  swap: StandingSwap;
  person: Person;
  mine: Side;
  other: Side;
}

const LEADS_NOWHERE = "This link leads nowhere. Open Muster to see your groups.";

/** Whose side of which swap a signed link is about. Reading it changes nothing, whoever reads it (EM-12). */
async function linked(ctx: Context, token: string): Promise<Linked> {
  const link = swapLinks.read(ctx.house.config.serviceTokens, token);
  const side = link && (await ctx.em.findOne(SwapSide, link.id));
  const person = side && (await ctx.em.findOne(Person, { id: side.person.id, deletedAt: null }));
  const [swap] = side && person ? await standingSwaps(ctx.em, { swapId: side.swap.id }) : [];
  const sides = swap && person && sidesFor(swap, person.id);
  if (!sides) throw new NotFound(LEADS_NOWHERE);
  return { swap, person, ...sides };
}

export async function readSwap(ctx: Context, { token }: { token: string }): Promise<SwapByLink> {
  const { swap, person, mine, other } = await linked(ctx, token);
  const group = await ctx.em.findOneOrFail(Group, other.groupId, { populate: ["cohort.course"] });
  const now = ctx.clock();
  const state = swapState(swap, now);
  const words = { state, hasAgreed: mine.hasAgreed, mine: mine.group, theirs: other.group };
  return {
    name: displayName(person),
    timeZone: person.timeZone ?? group.timeZone,
    course: group.cohort.course.title,
    cohort: group.cohort.name,
    mine: mine.group,
    theirs: other.group,
    myNextAt: await nextMeetingOf(ctx.em, mine.groupId, now),
    theirNextAt: await nextMeetingOf(ctx.em, other.groupId, now),
    until: swap.untilAt,
    open: state === "open",
    hasAgreed: mine.hasAgreed,
    sentence: swapSentence(words),
  };
}

interface Answer {
  token: string;
  answer: "agree" | "decline";
}

/** Yes or no in the name of whom the link was written to, who need not be signed in. */
export async function answerSwap(ctx: Context, { token, answer }: Answer): Promise<{ sentence: string }> {
  const { swap, person } = await linked(ctx, token);
  const inTheirName: Context = { ...ctx, actor: { personId: person.id, words: displayName(person) } };
  const own = { swapId: swap.swapId, personId: person.id };
  const { sentence } = answer === "agree" ? await agreeToSwap(inTheirName, own) : await declineSwap(inTheirName, own);
  return { sentence };
}
