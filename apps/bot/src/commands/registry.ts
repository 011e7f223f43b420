import {
  MessageFlags,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Interaction,
  type UserContextMenuCommandInteraction,
} from "discord.js";
import { ApplicationCommandType, Routes, type APIApplicationCommand } from "discord-api-types/v10";
import type { Discord } from "../rest.ts";
import { isSilence, refusalOf } from "../server.ts";
import { cohortStatus } from "./cohort-status.ts";
import type { CommandWorld, PersonCommand, SlashCommand } from "./command.ts";
import { pressed } from "./pressed.ts";
import { realizeCohort } from "./realize-cohort.ts";
import { schedule } from "./schedule.ts";
import { showGroup } from "./show-group.ts";
import { syncGroup } from "./sync-group.ts";

const SLASH_COMMANDS: readonly SlashCommand[] = [schedule, realizeCohort, syncGroup, cohortStatus];
const PERSON_COMMANDS: readonly PersonCommand[] = [showGroup];
export const COMMANDS = [...SLASH_COMMANDS, ...PERSON_COMMANDS] as const;

/** Puts our commands into the guild when they differ from what stands there; true when it did. */
export async function registerCommands(
  discord: Discord,
  { applicationId, guildId }: { applicationId: string; guildId: string },
): Promise<boolean> {
  const route = Routes.applicationGuildCommands(applicationId, guildId);
  // Translations are told only when they are asked for: without them every look would find a difference.
  const standing = await discord.ask<APIApplicationCommand[]>(route, { with_localizations: "true" });
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

const LOCALIZED = new Set(["name_localizations", "description_localizations"]);
const SAID = [
  "name",
  "name_localizations",
  "description",
  "description_localizations",
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
    (name === "description" && fields[name] === "") ||
    (name === "type" && "contexts" in fields && fields[name] === ApplicationCommandType.ChatInput) ||
    (Array.isArray(fields[name]) && fields[name].length === 0);
  return SAID.filter((name) => !isDefault(name)).map((name) => [
    name,
    LOCALIZED.has(name) ? inOrder(fields[name] as object) : essence(fields[name]),
  ]);
}

const inOrder = (translations: object) => Object.entries(translations).toSorted(([a], [b]) => (a < b ? -1 : 1));

/** Answers one interaction; whatever goes wrong is said to the asker alone, with what to do and a number to quote. */
export async function answerInteraction(interaction: Interaction, world: CommandWorld): Promise<void> {
  if (interaction.isAutocomplete()) return complete(interaction, world);
  const work = workFor(interaction, world);
  if (!work) return;
  try {
    await work.run();
  } catch (error) {
    world.log("a command failed", { command: work.name, interaction: interaction.id, error: String(error) });
    await sayTrouble(work.interaction, error).catch(() => {});
  }
}

type Answerable = ChatInputCommandInteraction | UserContextMenuCommandInteraction | ButtonInteraction;
interface Work {
  name: string;
  interaction: Answerable;
  run: () => Promise<void>;
}

function workFor(interaction: Interaction, world: CommandWorld): Work | undefined {
  if (interaction.isButton())
    return { name: interaction.customId, interaction, run: () => pressed(interaction, world) };
  if (interaction.isChatInputCommand()) {
    const command = SLASH_COMMANDS.find(({ declared }) => declared.name === interaction.commandName);
    return command && { name: interaction.commandName, interaction, run: () => command.run(interaction, world) };
  }
  if (!interaction.isUserContextMenuCommand()) return undefined;
  const command = PERSON_COMMANDS.find(({ declared }) => declared.name === interaction.commandName);
  return command && { name: interaction.commandName, interaction, run: () => command.run(interaction, world) };
}

async function complete(interaction: AutocompleteInteraction, world: CommandWorld): Promise<void> {
  const command = SLASH_COMMANDS.find(({ declared }) => declared.name === interaction.commandName);
  try {
    await interaction.respond((await command?.complete?.(interaction, world)) ?? []);
  } catch (error) {
    // No choices is an answer; a late one is none. What is typed is judged again when it is sent.
    world.log("completing a command failed", { command: interaction.commandName, error: String(error) });
    await interaction.respond([]).catch(() => {});
  }
}

async function sayTrouble(interaction: Answerable, error: unknown): Promise<void> {
  const silence = "Muster's server does not answer. Try again in a minute.";
  const sentence = refusalOf(error)?.sentence ?? (isSilence(error) ? silence : "Something went wrong on our side.");
  const content = `Error: ${sentence} (${interaction.id.slice(-6)})`.slice(0, 2_000);
  const own = { content, allowedMentions: { parse: [] } };
  const privately = { ...own, flags: MessageFlags.Ephemeral } as const;
  const isAnswered = interaction.deferred || interaction.replied;
  if (!isAnswered) await interaction.reply(privately);
  // What a button stands under is not overwritten by its trouble.
  else if (interaction.isButton()) await interaction.followUp(privately);
  else await interaction.editReply({ ...own, components: [] });
}
