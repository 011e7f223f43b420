import { Person } from "@muster/db/entities/person";
import { Preference } from "@muster/db/entities/preference";
import { TOPICS, type Topic } from "@muster/domain/message-kind";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { chooseMessages } from "./preferences.ts";
import { readUnsubscribe, type Unsubscribing } from "./unsubscribe-link.ts";

export interface Subscription {
  topic: Topic;
  /** Letters of this topic go to them. */
  wanted: boolean;
}

const LEADS_NOWHERE = "This link leads nowhere. Open Muster to choose what you are told.";

async function linked(ctx: Context, token: string): Promise<Unsubscribing> {
  const link = readUnsubscribe(ctx.house, token);
  const person = link && (await ctx.em.findOne(Person, { id: link.personId, deletedAt: null }));
  if (!link || !person) throw new NotFound(LEADS_NOWHERE);
  return link;
}

/** What a letter's link is about. Reading it changes nothing, whoever reads it (EM-12). */
export async function readSubscription(ctx: Context, { token }: { token: string }): Promise<Subscription> {
  const { personId: person, topic } = await linked(ctx, token);
  const declined = await ctx.em.count(Preference, {
    person,
    channel: "email",
    kind: { $in: [...TOPICS[topic]] },
    wanted: false,
  });
  return { topic, wanted: declined === 0 };
}

/** Letters of one topic off, or on again, in the name of whom the letter was written to (EM-3). Twice is once. */
export async function changeSubscription(
  ctx: Context,
  { token, wanted }: { token: string; wanted: boolean },
): Promise<Subscription> {
  const { personId, topic } = await linked(ctx, token);
  await chooseMessages(ctx, { personId, topic, channel: "email", wanted });
  return { topic, wanted };
}
