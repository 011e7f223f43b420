import { ChannelType, OverwriteType, Routes, type APIMessage } from "discord-api-types/v10";
import {
  keyInDouble,
  keys,
  type Brief,
  type BriefMeeting,
  type CohortBrief,
  type GroupBrief,
} from "@muster/domain/brief";
import { externalId, key, type Found } from "@muster/reconcile/kind";
import { isLive, isShown, peopleIn } from "./desired.ts";
import type { Family } from "./kinds/family.ts";
import { privacyOf } from "./kinds/privacy.ts";
import { keyMarkedIn } from "./mark.ts";
import { categoryName, channelName, voiceName } from "./names.ts";
import type { Discord } from "./rest.ts";
import { isUnderWay, type SeenChannel, type Survey } from "./survey.ts";
import { KNOWN } from "./troubles.ts";
import { whichStays } from "./which-stays.ts";
import { witnessed, type Sought } from "./witness.ts";

type Thing = Found<Family>;

/** What stands of this subject now: found by remembered id, else by our mark or Discord's record of our deed. */
export async function observe(discord: Discord, brief: Brief, sight: Pick<Eye, "seen" | "now">): Promise<Thing[]> {
  const remembered = new Map(brief.remembered.map(({ key, id }) => [key, id]));
  const eye: Eye = { ...sight, discord, remembered };
  return brief.about === "cohort" ? observeCohort(eye, brief) : observeGroup(eye, brief);
}

interface Eye {
  discord: Discord;
  seen: Survey;
  now: Date;
  remembered: ReadonlyMap<string, string>;
}

async function observeCohort({ discord, seen, remembered }: Eye, brief: CohortBrief): Promise<Thing[]> {
  const sought = brief.categories.map(({ key }): Sought => ({
    key,
    type: ChannelType.GuildCategory,
    name: categoryName(brief.course.title, brief.cohort.name, key),
    parentId: null,
  }));
  const ours = await witnessed(discord, brief, { seen, sought });
  return brief.categories.flatMap(({ key: name }) =>
    seen.channels
      .filter(
        ({ id, type }) => type === ChannelType.GuildCategory && (remembered.get(name) === id || ours.get(id) === name),
      )
      .map((channel) => categoryFound(name, channel, seen)),
  );
}

function categoryFound(name: string, channel: SeenChannel, seen: Survey): Thing {
  return {
    kind: "category",
    key: key(name),
    id: externalId(channel.id),
    precious: seen.channels.some(({ parentId }) => parentId === channel.id),
    state: { label: channel.name, name: channel.name, ...privacyOf(channel.overwrites, seen) },
  };
}

async function observeGroup(eye: Eye, brief: GroupBrief): Promise<Thing[]> {
  const { seen, remembered } = eye;
  const categoryId = remembered.get(brief.categoryKey);
  const category = seen.channels.find(({ id, type }) => id === categoryId && type === ChannelType.GuildCategory);
  const rooms = await roomsFound(eye, brief, category);
  const first = (kind: Thing["kind"]) =>
    rooms.filter((room) => room.kind === kind).toSorted((a, b) => whichStays(seen)(a.id, b.id))[0];
  const [text, voice] = [first("text-channel"), first("voice-channel")];
  return [
    ...(category ? [categoryFound(brief.categoryKey, category, seen)] : []),
    ...rooms,
    ...rooms.flatMap((room) => accessFound(brief, seen, { room, isDouble: room !== text && room !== voice })),
    ...eventsFound(brief, eye, voice?.id),
    ...(text && isLive(brief) ? await saidIn(eye, brief, text.id) : []),
  ];
}

async function roomsFound(
  { discord, seen, remembered }: Eye,
  brief: GroupBrief,
  category: SeenChannel | undefined,
): Promise<Thing[]> {
  const [textKey, voiceKey] = [keys.textChannel(brief.group.id), keys.voiceChannel(brief.group.id)];
  const parentId = category?.id ?? null;
  const { name } = brief.group;
  const sought: Sought[] = [
    // Its topic says whose it is; a hand may have taken that away before we heard that it stands (RE-24).
    { key: textKey, type: ChannelType.GuildText, name: channelName(name), parentId },
    { key: voiceKey, type: ChannelType.GuildVoice, name: voiceName(name), parentId },
  ];
  const ours = await witnessed(discord, brief, { seen, sought });
  const state = (channel: SeenChannel) => ({
    label: channel.name,
    name: channel.name,
    // A category that was never made holds nothing yet; one that is gone says nothing about its rooms' place.
    inCategory: category ? channel.parentId === category.id : remembered.has(brief.categoryKey) ? undefined : false,
    // Younger than what should stand in it: nobody moved the room out, its category was deleted.
    lostCategory: category !== undefined && channel.parentId === null && BigInt(category.id) > BigInt(channel.id),
    ...privacyOf(channel.overwrites, seen),
  });
  const isOurs = (id: string, its: string) => remembered.get(its) === id || ours.get(id) === its;
  return seen.channels.flatMap((channel): Thing[] => {
    const { id, type, topic, lastMessageId } = channel;
    const about = { id: externalId(id), precious: lastMessageId !== null };
    if (type === ChannelType.GuildText && (isOurs(id, textKey) || keyMarkedIn(topic, brief.installation) === textKey))
      return [{ kind: "text-channel", key: key(textKey), ...about, state: { ...state(channel), topic } }];
    if (type === ChannelType.GuildVoice && isOurs(id, voiceKey))
      return [{ kind: "voice-channel", key: key(voiceKey), ...about, state: state(channel) }];
    return [];
  });
}

/**
 * Everybody's overwrites on one of our channels, apart from the bot's, everyone's and those on the protect list whom the
 * group does not expect anyhow.
 * A lingering one of somebody expected who is not in the guild has a key of its own: it goes, while they are waited for (C27).
 * In a double the living group's people are left as they are: nobody is let in there, and everybody else is sent out; an
 * ended group's people keep, if anything, the channel that stays.
 */
function accessFound(brief: GroupBrief, seen: Survey, { room, isDouble }: { room: Thing; isDouble: boolean }): Thing[] {
  const expected = new Set(peopleIn(brief).map(({ discordId }) => discordId));
  const spared = new Set([seen.botId, seen.guildId, ...brief.protected.filter((id) => !expected.has(id))]);
  const isLeft = (id: string) => isDouble && isLive(brief) && expected.has(id) && seen.members.has(id);
  const overwrites = seen.channels.find(({ id }) => id === room.id)?.overwrites ?? [];
  return overwrites
    .filter(({ id, type }) => !spared.has(id) && !(type === OverwriteType.Role && seen.roles.get(id)?.isOurs === true))
    .filter(({ id }) => !isLeft(id))
    .map(({ id, type, allow, deny }) => {
      const whose = type === OverwriteType.Role ? "role" : seen.members.has(id) ? "person" : "departed";
      const plainKey = keys.access(brief.group.id, room.kind === "text-channel" ? "text" : "voice", id);
      const lingers = whose === "departed" && expected.has(id) ? "/departed" : "";
      const name =
        whose === "role"
          ? `@${seen.roles.get(id)?.name ?? id}`
          : (seen.members.get(id)?.name ?? "Somebody who left the server");
      return {
        kind: "access",
        key: key(isDouble ? keyInDouble(plainKey, room.id) : `${plainKey}${lingers}`),
        id: externalId(`${room.id}/${id}`),
        state: { label: name, allow: BigInt(allow), deny: BigInt(deny), whose, discordId: id },
      };
    });
}

/**
 * While the group lives, events of meetings that are past, beyond the horizon or about to begin are left alone; so is one
 * that is under way, unless it stands for a meeting that is still ahead.
 */
function eventsFound(brief: GroupBrief, { seen, now, remembered }: Eye, voiceId: string | undefined): Thing[] {
  const namesOf = (meetings: readonly BriefMeeting[]) =>
    new Set(meetings.map(({ id }) => keys.event(brief.group.id, id)));
  const takingPlace = namesOf(brief.meetings.filter(({ event }) => event !== "cancelled"));
  const shown = namesOf(brief.meetings.filter((meeting) => isShown(meeting, now)));
  const isLeftAlone = (name: string, isBegun: boolean) =>
    isLive(brief) && !shown.has(name) && (isBegun || takingPlace.has(name));
  const keyById = new Map([...remembered].map(([name, id]) => [id, name]));
  const prefix = keys.event(brief.group.id, 0).slice(0, -1);
  return seen.events
    .map((event) => ({ event, name: keyById.get(event.id) ?? keyMarkedIn(event.description, brief.installation) }))
    .filter(({ event, name }) => name?.startsWith(prefix) && !isLeftAlone(name, isUnderWay(event)))
    .map(({ event, name }) => ({
      kind: "event",
      key: key(name!),
      id: externalId(event.id),
      precious: isUnderWay(event),
      state: {
        label: event.name,
        name: event.name,
        description: event.description ?? "",
        startsAt: new Date(event.scheduled_start_time),
        endsAt: event.scheduled_end_time ? new Date(event.scheduled_end_time) : undefined,
        inVoice: voiceId === undefined ? undefined : event.channel_id === voiceId,
        isUnderWay: isUnderWay(event),
      },
    }));
}

/** The welcome and the messages we posted. What was said and taken away by a moderator is not said again. */
async function saidIn({ discord, seen, remembered }: Eye, brief: GroupBrief, channelId: string): Promise<Thing[]> {
  const welcomeKey = keys.welcome(brief.group.id);
  const knownWelcome = remembered.get(welcomeKey);
  const pending = new Set(brief.pending.map((intent) => intent.key));
  const doubtful = brief.messages.filter((message) => pending.has(message.key) && !remembered.has(message.key));
  const [first, recent] = await Promise.all([
    knownWelcome === undefined
      ? listed(discord, channelId, { after: channelId, limit: "50" })
      : fetched(discord, channelId, knownWelcome),
    doubtful.length > 0 ? listed(discord, channelId, { limit: "100" }) : [],
  ]);
  const marked = (messages: APIMessage[], name: string) =>
    messages.filter(
      ({ author, embeds }) =>
        author.id === seen.botId && keyMarkedIn(embeds[0]?.footer?.text, brief.installation) === name,
    );
  const welcomes = marked(first, welcomeKey).toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  return [
    ...welcomes.slice(0, 1).map((message): Thing => ({
      kind: "welcome",
      key: key(welcomeKey),
      id: externalId(message.id),
      state: { label: "Welcome message", channelId, pinned: message.pinned, ...readWelcome(message) },
    })),
    ...brief.messages.flatMap((message): Thing[] => {
      const id = remembered.get(message.key) ?? marked(recent, message.key)[0]?.id;
      return id === undefined
        ? []
        : [{ kind: "message", key: key(message.key), id: externalId(id), state: { label: "Message" } }];
    }),
  ];
}

/** What the message itself tells about its content: the digest after its mark, and the event it links. */
function readWelcome({ embeds }: APIMessage): { digest: string | undefined; eventId: string | undefined } {
  const [embed] = embeds;
  return {
    digest: embed?.footer?.text.split(" ").at(-1),
    eventId: /discord\.com\/events\/\d+\/(\d+)/.exec(embed?.description ?? "")?.[1],
  };
}

const listed = (discord: Discord, channelId: string, query: Record<string, string>) =>
  discord.ask<APIMessage[]>(Routes.channelMessages(channelId), query);

async function fetched(discord: Discord, channelId: string, id: string): Promise<APIMessage[]> {
  try {
    return [await discord.ask<APIMessage>(Routes.channelMessage(channelId, id))];
  } catch (error) {
    if (KNOWN[Number((error as { code?: unknown }).code)]?.result === "gone") return [];
    throw error;
  }
}

/** Whether the group's category has no seat left for the rooms that are still missing (RE-7). */
export function fullCategories(brief: Brief, seen: Survey, found: readonly Thing[]): Set<string> {
  if (brief.about === "cohort") return new Set();
  const category = found.find(({ kind }) => kind === "category");
  const inside = seen.channels.filter(({ parentId }) => parentId === category?.id).length;
  const missing = (["text-channel", "voice-channel"] as const).filter(
    (kind) => !found.some((thing) => thing.kind === kind),
  ).length;
  return new Set(category && missing > 0 && inside + missing > 50 ? [category.id] : []);
}
