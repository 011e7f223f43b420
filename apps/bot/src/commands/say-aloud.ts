import {
  Routes,
  type APIChannel,
  type APIMessage,
  type RESTPostAPIChannelMessageJSONBody,
} from "discord-api-types/v10";
import type { Discord } from "../rest.ts";
import { judge } from "../troubles.ts";

/**
 * An ordinary message where a command was given. Where the bot may not write there, the asker is written to: they have just
 * acted, so that Discord takes it (C39).
 */
export async function sayAloud(
  discord: Discord,
  { channelId, userId }: { channelId: string; userId: string },
  body: RESTPostAPIChannelMessageJSONBody,
): Promise<APIMessage> {
  try {
    return await discord.change<APIMessage>("POST", Routes.channelMessages(channelId), { body });
  } catch (error) {
    if (judge(error).trouble.sort !== "needs_person" && judge(error).result !== "gone") throw error;
    const { id } = await discord.change<APIChannel>("POST", Routes.userChannels(), { body: { recipient_id: userId } });
    return discord.change<APIMessage>("POST", Routes.channelMessages(id), { body });
  }
}
