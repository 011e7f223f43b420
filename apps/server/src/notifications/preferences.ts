import { Person } from "@muster/db/entities/person";
import { Preference } from "@muster/db/entities/preference";
import { selectRows } from "@muster/db/queries/select-rows";
import { TOPICS, TOPIC_NAMES, type MessageKind, type Topic } from "@muster/domain/message-kind";
import type { Context, Signed } from "../context.ts";
import { together } from "../transaction.ts";
import { writingStopped } from "./writing-stop.ts";

export type ChosenChannel = "email" | "discord_dm";

export interface MyMessages {
  topics: Record<Topic, Record<ChosenChannel, boolean>>;
  email: string | null;
  hasDiscord: boolean;
  /** The last direct message Discord did not deliver, unless one has arrived since. */
  undelivered: { at: Date; code: "closed" | "stopped" } | null;
}

/** Mail unless somebody does not want it; direct messages only where they ask for them (EM-4). */
const UNASKED: Record<ChosenChannel, boolean> = { email: true, discord_dm: false };

/** What one is told and where (EM-3). */
export async function myMessages(ctx: Signed<Context>): Promise<MyMessages> {
  const { personId } = ctx.viewer;
  const person = await ctx.em.findOneOrFail(Person, personId);
  const chosen = await ctx.em.find(Preference, { person: personId });
  const wanted = (kinds: readonly MessageKind[], channel: ChosenChannel) =>
    chosen.find((one) => one.channel === channel && kinds.includes(one.kind))?.wanted ?? UNASKED[channel];
  const topics = Object.fromEntries(
    TOPIC_NAMES.map((topic) => [
      topic,
      { email: wanted(TOPICS[topic], "email"), discord_dm: wanted(TOPICS[topic], "discord_dm") },
    ]),
  ) as MyMessages["topics"];
  return {
    topics,
    email: person.email,
    hasDiscord: person.discordId !== null,
    undelivered: await lastFailure(ctx, personId),
  };
}

async function lastFailure(ctx: Context, personId: number): Promise<MyMessages["undelivered"]> {
  if (await writingStopped(ctx.em, ctx.clock())) return { at: ctx.clock(), code: "stopped" };
  const [last] = await selectRows<{ status: string; at: Date }>(
    ctx.em,
    `select status, updated_at as at from notifications
     where person_id = ? and channel = 'discord_dm' and status in ('sent', 'failed') order by id desc limit 1`,
    [personId],
  );
  return last?.status === "failed" ? { at: last.at, code: "closed" } : null;
}

interface Choice {
  topic: Topic;
  channel: ChosenChannel;
  wanted: boolean;
}

/** From now on; what is due already is asked again before it goes out. */
export const setMessages = (ctx: Signed<Context>, choice: Choice): Promise<void> =>
  chooseMessages(ctx, { ...choice, personId: ctx.viewer.personId });

/** The same for whoever is known otherwise, such as by the link of a letter. */
export async function chooseMessages(
  ctx: Context,
  { personId: person, topic, channel, wanted }: Choice & { personId: number },
): Promise<void> {
  await together(ctx, async (tx) => {
    for (const kind of TOPICS[topic])
      await tx.em.upsert(
        Preference,
        { person, kind, channel, wanted },
        { onConflictFields: ["person", "kind", "channel"] },
      );
  });
}
