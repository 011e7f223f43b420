import { Routes, type APIChannel, type APIGuildScheduledEvent } from "discord-api-types/v10";
import type { Brief } from "@muster/domain/brief";
import type { Discord } from "./rest.ts";
import { isOpen, seenChannel, type Survey } from "./survey.ts";
import { judge } from "./troubles.ts";

/**
 * A list may lag behind what was just written. Before anything we remember is called missing it is asked for by its own
 * id: one more reading for each thing that seems gone, none otherwise (RE-17).
 */
export async function lookTwice(discord: Discord, brief: Brief, seen: Survey): Promise<Survey> {
  const listed = new Set([...seen.channels, ...seen.events].map(({ id }) => id));
  const absent = brief.remembered.filter(({ id }) => !listed.has(id));
  const rooms = absent.filter(({ key }) => /\/(category-\d+|archive-\d+|text-channel|voice-channel)$/.test(key));
  const events = absent.filter(({ key }) => /\/event-\d+$/.test(key) && isStillWanted(brief, key));
  const [channels, planned] = await Promise.all([
    Promise.all(rooms.map(({ id }) => ifThere(discord.ask<APIChannel>(Routes.channel(id))))),
    Promise.all(
      events.map(({ id }) =>
        ifThere(discord.ask<APIGuildScheduledEvent>(Routes.guildScheduledEvent(seen.guildId, id))),
      ),
    ),
  ]);
  return {
    ...seen,
    channels: [...seen.channels, ...channels.filter((channel) => channel !== undefined).map(seenChannel)],
    events: [...seen.events, ...planned.filter((event) => event !== undefined).filter(isOpen)],
  };
}

/** Events of meetings that are over are gone for good reason. */
function isStillWanted(brief: Brief, key: string): boolean {
  if (brief.about === "cohort") return false;
  return brief.meetings.some(({ id, event }) => event === "wanted" && key.endsWith(`/event-${id}`));
}

async function ifThere<T>(question: Promise<T>): Promise<T | undefined> {
  try {
    return await question;
  } catch (error) {
    if (judge(error).result === "gone") return undefined;
    throw error;
  }
}
