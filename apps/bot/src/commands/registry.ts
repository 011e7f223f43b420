import {
  MessageFlags,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
} from "discord.js";
import { Routes, type APIApplicationCommand } from "discord-api-types/v10";
import type { Discord } from "../rest.ts";
import { isSilence, refusalOf } from "../server.ts";
import { cohortStatus } from "./cohort-status.ts";
import type { Command, CommandWorld } from "./command.ts";
import { realizeCohort } from "./realize-cohort.ts";
import { schedule } from "./schedule.ts";
import { syncGroup } from "./sync-group.ts";

export const COMMANDS: readonly Command[] = [schedule, realizeCohort, syncGroup, cohortStatus];

/** Puts our commands into the guild when they differ from what stands there; true when it did. */
export async function registerCommands(
  discord: Discord,
  { applicationId, guildId }: { applicationId: string; guildId: string },
): Promise<boolean> {
  const route = Routes.applicationGuildCommands(applicationId, guildId);
  const standing = await discord.ask<APIApplicationCommand[]>(route);
  const wanted = COMMANDS.map(({ declared }) => declared);
  if (sortedText(standing) === sortedText(wanted)) return false;
  await discord.change("PUT", route, { body: wanted });
  return true;
}

/** What a command says of itself, without what Discord adds; absent and default are the same. */
const sortedText = (commands: readonly object[]): string =>
  commands
    .map((command) => JSON.stringify(essence(command)))
    .toSorted()
    .join("\n");

const SAID = [
  "name",
  "description",
  "options",
  "default_member_permissions",
  "contexts",
  "type",
  "required",
  "autocomplete",
  "min_value",
  "max_value",
  "choices",
];

function essence(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(essence);
  if (typeof value !== "object" || value === null) return value;
  const fields = value as Record<string, unknown>;
  const isDefault = (name: string) =>
    fields[name] === undefined ||
    fields[name] === null ||
    fields[name] === false ||
    (name === "type" && "contexts" in fields) ||
    (Array.isArray(fields[name]) && fields[name].length === 0);
  return SAID.filter((name) => !isDefault(name)).map((name) => [name, essence(fields[name])]);
}

/** Answers one interaction; whatever goes wrong is said to the asker alone, with what to do and a number to quote. */
export async function answerInteraction(interaction: Interaction, world: CommandWorld): Promise<void> {
  if (interaction.isAutocomplete()) return complete(interaction, world);
  if (!interaction.isChatInputCommand()) return;
  const command = COMMANDS.find(({ declared }) => declared.name === interaction.commandName);
  if (!command) return;
  try {
    await command.run(interaction, world);
  } catch (error) {
    world.log("a command failed", {
      command: interaction.commandName,
      interaction: interaction.id,
      error: String(error),
    });
    await sayTrouble(interaction, error).catch(() => {});
  }
}

async function complete(interaction: AutocompleteInteraction, world: CommandWorld): Promise<void> {
  const command = COMMANDS.find(({ declared }) => declared.name === interaction.commandName);
  try {
    await interaction.respond((await command?.complete?.(interaction, world)) ?? []);
  } catch (error) {
    // No choices is an answer; a late one is none. What is typed is judged again when it is sent.
    world.log("completing a command failed", { command: interaction.commandName, error: String(error) });
    await interaction.respond([]).catch(() => {});
  }
}

async function sayTrouble(interaction: ChatInputCommandInteraction, error: unknown): Promise<void> {
  const silence = "Muster's server does not answer. Try again in a minute.";
  const sentence = refusalOf(error)?.sentence ?? (isSilence(error) ? silence : "Something went wrong on our side.");
  const content = `Error: ${sentence} (${interaction.id.slice(-6)})`.slice(0, 2_000);
  const allowedMentions = { parse: [] };
  if (interaction.deferred || interaction.replied) await interaction.editReply({ content, allowedMentions });
  else await interaction.reply({ content, flags: MessageFlags.Ephemeral, allowedMentions });
}
