import { MessageFlags, type APIEmbed, type ChatInputCommandInteraction } from "discord.js";
import { LIMITS, split } from "../texts.ts";

/** Edits come at most so often (DC-3), and none after Discord forgets the command (15 minutes). */
const EVERY_MS = 2_500;
const FORGOTTEN_AFTER_MS = 14 * 60_000;

export interface Answer {
  /** Progress: the newest wins, too early and too late ones are left out. */
  progress(text: string): void;
  /** The last word; embeds beyond one message follow in further ones. */
  finish(said: { content?: string; embeds?: APIEmbed[] }): Promise<void>;
}

/** Answers within three seconds by deferring, only the asker sees it; then one message is edited (DC-1, DC-2). */
export async function deferredAnswer(interaction: ChatInputCommandInteraction, now: () => Date): Promise<Answer> {
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const began = now().getTime();
  let last = 0;
  let under: Promise<unknown> = Promise.resolve();
  const inTime = () => now().getTime() - began < FORGOTTEN_AFTER_MS;

  return {
    progress(text) {
      const moment = now().getTime();
      if (moment - last < EVERY_MS || !inTime()) return;
      last = moment;
      // An edit that fails costs a line of progress, never the command (D4).
      under = under.then(() => interaction.editReply({ content: cutContent(text), ...QUIET })).catch(() => {});
    },
    async finish({ content = "", embeds = [] }) {
      await under;
      if (!inTime()) return;
      const [first = [], ...rest] = pagesOf(embeds);
      await interaction.editReply({ content: cutContent(content), embeds: first, ...QUIET });
      for (const page of rest) await interaction.followUp({ embeds: page, flags: MessageFlags.Ephemeral, ...QUIET });
    },
  };
}

const QUIET = { allowedMentions: { parse: [] } };
const cutContent = (text: string) => split([text], LIMITS.content)[0] ?? "";

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
