import {
  ComponentType,
  MessageFlags,
  Routes,
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APIEmbed,
  type APIMessage,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type UserContextMenuCommandInteraction,
} from "discord.js";
import type { Discord } from "../rest.ts";
import { LIMITS, split } from "../texts.ts";
import { asButton, type Press } from "./buttons.ts";
import { sayAloud } from "./say-aloud.ts";

/** Edits come at most so often (DC-3), and none after Discord forgets the command (15 minutes). */
const EVERY_MS = 2_500;
const FORGOTTEN_AFTER_MS = 14 * 60_000;
/** Of a message older than an hour Discord takes few edits: long work goes on in a fresh one (30046). */
const FRESH_AFTER_MS = 55 * 60_000;

export interface Answer {
  /** Progress: the newest wins, too early ones are left out. The first is always said, and keeps the next from nothing. */
  progress(text: string, presses?: readonly Press[]): void;
  /**
   * The last word; embeds beyond one message follow in further ones. `ping` comes as a new message that mentions the asker,
   * since an edit notifies nobody; once the command is forgotten it is said where the command was given, with its address.
   */
  finish(said: LastWord): Promise<void>;
}
export interface LastWord {
  content?: string;
  embeds?: APIEmbed[];
  presses?: readonly Press[];
  ping?: { sentence: string; url: string };
}

type Asked = ChatInputCommandInteraction | UserContextMenuCommandInteraction | ButtonInteraction;
type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

export interface AnswerWorld {
  now: () => Date;
  discord: Discord;
}

const QUIET = { allowedMentions: { parse: [] } };
const cutContent = (text: string) => split([text], LIMITS.content)[0] ?? "";
const rowsOf = (presses: readonly Press[] = []): Row[] =>
  presses.length === 0 ? [] : [{ type: ComponentType.ActionRow, components: presses.map(asButton) }];

/**
 * Answers within three seconds by deferring, only the asker sees it; then one message is edited (DC-1, DC-2). A press is
 * answered in the message the button stands under.
 */
export async function deferredAnswer(interaction: Asked, { now, discord }: AnswerWorld): Promise<Answer> {
  if (interaction.isButton()) await interaction.deferUpdate();
  else await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const began = now().getTime();
  const inTime = () => now().getTime() - began < FORGOTTEN_AFTER_MS;
  const later = afterwards({ interaction, discord, now });
  let last: number | undefined;
  let under: Promise<unknown> = Promise.resolve();

  return {
    progress(text, presses) {
      const moment = now().getTime();
      if (last !== undefined && moment - last < EVERY_MS) return;
      last = last === undefined ? 0 : moment;
      const said = { content: cutContent(text), components: rowsOf(presses) };
      // An edit that fails costs a line of progress, never the command (D4).
      under = under
        .then(async () => {
          if (inTime()) await interaction.editReply({ ...said, embeds: [], ...QUIET });
          else await later.show(said);
        })
        .catch(() => {});
    },
    async finish({ content = "", embeds = [], presses, ping }) {
      await under;
      if (!inTime()) return later.end(ping);
      const [first = [], ...rest] = pagesOf(embeds);
      const said = { content: cutContent(content), embeds: first, components: rowsOf(presses) };
      await interaction.editReply({ ...said, ...QUIET });
      for (const page of rest) await interaction.followUp({ embeds: page, flags: MessageFlags.Ephemeral, ...QUIET });
      if (ping)
        await interaction.followUp({ ...pinging(interaction.user.id, ping.sentence), flags: MessageFlags.Ephemeral });
    },
  };
}

const pinging = (userId: string, sentence: string) => ({
  content: `<@${userId}> ${sentence}`,
  allowedMentions: { parse: [], users: [userId] },
});

interface Afterwards {
  interaction: Asked;
  discord: Discord;
  now: () => Date;
}

/** What is left once the command is forgotten: ordinary messages where it was given, a fresh one each hour. */
function afterwards({ interaction, discord, now }: Afterwards) {
  const { channelId, user } = interaction;
  let standing: { id: string; channelId: string; since: number } | undefined;
  const wordsOf = (content: string, components: Row[]) => ({ content, components, allowed_mentions: { parse: [] } });

  return {
    async show({ content, components }: { content: string; components: Row[] }): Promise<void> {
      const fresh = !standing || now().getTime() - standing.since >= FRESH_AFTER_MS;
      if (fresh) {
        const message: APIMessage = await sayAloud(
          discord,
          { channelId, userId: user.id },
          wordsOf(content, components),
        );
        standing = { id: message.id, channelId: message.channel_id, since: now().getTime() };
      } else
        await discord.change("PATCH", Routes.channelMessage(standing!.channelId, standing!.id), {
          body: wordsOf(content, components),
        });
    },
    /** Nobody's names: whoever sees the channel reads it, so that it says only that it is over and where to look. */
    async end(ping: LastWord["ping"]): Promise<void> {
      if (!ping) return;
      const { content, allowedMentions } = pinging(user.id, `${ping.sentence} ${ping.url}`);
      await sayAloud(discord, { channelId, userId: user.id }, { content, allowed_mentions: allowedMentions });
    },
  };
}

/** Embeds packed into messages: together at most 6,000 letters and ten of them. */
export function pagesOf(embeds: readonly APIEmbed[]): APIEmbed[][] {
  const pages: APIEmbed[][] = [];
  let length = 0;
  for (const embed of embeds) {
    const size = lengthOf(embed);
    const page = pages.at(-1);
    if (page && page.length < 10 && length + size <= LIMITS.all) {
      page.push(embed);
      length += size;
    } else {
      pages.push([embed]);
      length = size;
    }
  }
  return pages;
}

export const lengthOf = ({ title = "", description = "", footer, fields = [] }: APIEmbed): number =>
  title.length +
  description.length +
  (footer?.text.length ?? 0) +
  fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
