import { ApplicationCommandOptionType, InteractionContextType, PermissionFlagsBits, type APIEmbed } from "discord.js";
import type { SyncResult } from "@muster/domain/sync-result";
import { deferredAnswer } from "./answer.ts";
import { completeGroup } from "./cohort-option.ts";
import { invocationOf, type SlashCommand } from "./command.ts";
import { GREEN, ORANGE, YELLOW } from "./reports.ts";
import { spoken } from "./spoken.ts";

/** `/sync-group`: look after one group now and tell every word of the result (round 5). */
export const syncGroup: SlashCommand = {
  declared: {
    name: "sync-group",
    ...spoken("Bring one group's channels, access and events in step now", {
      de: "Kanäle, Zugang und Termine einer Gruppe jetzt abgleichen",
      fr: "Remettre à jour les salons, les accès et les événements d'un groupe",
      es: "Poner al día los canales, accesos y eventos de un grupo",
    }),
    default_member_permissions: String(PermissionFlagsBits.Administrator),
    contexts: [InteractionContextType.Guild],
    options: [
      {
        type: ApplicationCommandOptionType.Integer,
        name: "group",
        ...spoken("The group", { de: "Die Gruppe", fr: "Le groupe", es: "El grupo" }),
        required: true,
        autocomplete: true,
      },
    ],
  },
  complete: completeGroup,
  async run(interaction, world) {
    const answer = await deferredAnswer(interaction, world);
    const groupId = interaction.options.getInteger("group", true);
    const result = await world.server.syncGroup({ ...invocationOf(interaction), groupId });
    await answer.finish({ embeds: [syncSummary(result)] });
  },
};

export function syncSummary(result: SyncResult): APIEmbed {
  const { infrastructure, discord } = result;
  const { category, text_channel, voice_channel, meetings, discord_events: events } = infrastructure;
  const part = (name: string, { status, error }: { status: string; error?: string }) =>
    `**${name}** ${status.replaceAll("_", " ")}${error === undefined ? "" : ` (${error})`}`;
  const lines = [
    part("Category", category),
    part("Text channel", text_channel),
    part("Voice channel", voice_channel),
    `**Meetings** ${meetings.created} created, ${meetings.existed} there already`,
    `**Events** ${events.created} created, ${events.existed} there already, ${events.skipped} not now, ${events.failed} failed`,
    `**Access** ${discord.granted} given, ${discord.unchanged} unchanged, ${discord.revoked} taken away, ${discord.waiting} waiting to join, ${discord.failed} failed`,
    ...(result.needs_infrastructure ? ["", "The group has no channels yet: /realize-cohort creates them."] : []),
    ...(result.pending ? ["", "Still at work: the sync page shows how it ends."] : []),
  ];
  const troubled = discord.failed + events.failed > 0 || result.error !== undefined;
  return {
    title:
      result.error === undefined
        ? `In step: ${result.status ?? "unknown"}`
        : `Error: ${result.error.replaceAll("_", " ")}`,
    description: lines.join("\n"),
    color: troubled ? ORANGE : result.pending ? YELLOW : GREEN,
  };
}
