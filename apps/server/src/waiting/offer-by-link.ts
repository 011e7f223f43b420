import { displayName, Person } from "@muster/db/entities/person";
import { Group } from "@muster/db/entities/group";
import type { MeetingSlot } from "@muster/domain/meeting-slot";
import type { Context } from "../context.ts";
import { currentPlace, type Joined } from "../groups/join.ts";
import { NotFound } from "../refusal.ts";
import { acceptOffer } from "./accept-offer.ts";
import { findWait, type PlaceInLine } from "./find-wait.ts";
import { leaveWaitingList } from "./leave-list.ts";
import { groupsInLine } from "./lines.ts";
import { nextMeetingOf } from "./next-meeting.ts";
import { readOfferToken } from "./offer-link.ts";
import { offerWords } from "./offer-words.ts";

export interface OfferByLink {
  /** The reader's. */
  name: string;
  timeZone: string;
  course: string;
  cohort: string;
  group: string;
  slot: MeetingSlot;
  nextMeetingAt: Date | null;
  /** The group they would leave for it; null without one. */
  current: string | null;
  otherLists: number;
  offerUntil: Date;
  open: boolean;
  sentence: string;
}

interface Linked {
  wait: PlaceInLine;
  person: Person;
  until: Date;
}

const LEADS_NOWHERE = "This link leads nowhere. Open Muster to see your groups.";

/** Whose offer a signed link is about. Reading it changes nothing, whoever reads it (EM-12). */
async function linked(ctx: Context, token: string): Promise<Linked> {
  const link = readOfferToken(ctx.house.config.serviceTokens, token);
  if (!link) throw new NotFound(LEADS_NOWHERE);
  const [row] = await ctx.em.execute<{ person_id: number }[]>("select person_id from waits where id = ?", [
    link.waitId,
  ]);
  const person = row && (await ctx.em.findOne(Person, { id: row.person_id, deletedAt: null }));
  if (!person) throw new NotFound(LEADS_NOWHERE);
  return { wait: await findWait(ctx.em, { waitId: link.waitId, personId: person.id }), person, until: link.until };
}

/** A later offer of the same place has a link of its own: this one's time has passed. */
function standingOf({ wait, until }: Linked, now: Date) {
  const { state, endedBecause, group } = wait;
  const isThisOne = wait.offerUntil?.getTime() === until.getTime();
  const asWas = { state, endedBecause, group, offerUntil: wait.offerUntil };
  return offerWords(isThisOne ? asWas : { ...asWas, state: "expired" }, now);
}

export async function readOffer(ctx: Context, { token }: { token: string }): Promise<OfferByLink> {
  const found = await linked(ctx, token);
  const { wait, person, until } = found;
  const group = await ctx.em.findOneOrFail(Group, wait.group.id, { populate: ["cohort.course"] });
  const { cohort } = group;
  const somebody = { personId: person.id, cohortId: cohort.id };
  const place = await currentPlace(ctx.em, somebody);
  const lines = await groupsInLine(ctx.em, somebody);
  return {
    name: displayName(person),
    timeZone: person.timeZone ?? group.timeZone,
    course: cohort.course.title,
    cohort: cohort.name,
    group: group.name,
    slot: group.slot(),
    nextMeetingAt: await nextMeetingOf(ctx.em, group.id, ctx.clock()),
    current: place && place.group.id !== group.id ? (await ctx.em.findOneOrFail(Group, place.group.id)).name : null,
    otherLists: lines.filter((id) => id !== group.id).length,
    offerUntil: until,
    ...standingOf(found, ctx.clock()),
  };
}

interface Answer {
  token: string;
  answer: "accept" | "decline";
  keepOthers: boolean;
}

/** Yes or no in the name of whom the link was written to, who need not be signed in. */
export async function answerOffer(ctx: Context, { token, answer, keepOthers }: Answer): Promise<{ sentence: string }> {
  const found = await linked(ctx, token);
  const { person, wait } = found;
  const own = { waitId: wait.id, personId: person.id };
  const inTheirName: Context = { ...ctx, actor: { personId: person.id, words: displayName(person) } };
  const { name } = wait.group;
  const standing = standingOf(found, ctx.clock());
  if (answer === "accept") {
    if (!standing.open && wait.state !== "accepted") return { sentence: standing.sentence };
    const joined: Joined = await acceptOffer(inTheirName, own);
    return { sentence: joined.previousGroupId === null ? `You are in ${name}.` : `You have switched to ${name}.` };
  }
  if (!standing.open) return { sentence: standing.sentence };
  const { keptOthers } = await leaveWaitingList(inTheirName, { ...own, keepOthers });
  const others = keptOthers === 1 ? "one other list" : `${keptOthers} other lists`;
  const rest = keptOthers > 0 ? ` You are still in ${others}.` : "";
  return { sentence: `You declined the seat in ${name}, and it goes to the next in line.${rest}` };
}
