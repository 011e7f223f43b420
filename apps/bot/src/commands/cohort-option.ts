import { ApplicationCommandOptionType, type AutocompleteInteraction } from "discord.js";
import { cut } from "../names.ts";
import type { Choice } from "../server.ts";
import { invocationOf, type CommandWorld } from "./command.ts";
import { spoken, type Otherwise } from "./spoken.ts";

export const cohortOption = (english: string, otherwise: Otherwise) =>
  ({
    type: ApplicationCommandOptionType.Integer,
    name: "cohort",
    ...spoken(english, otherwise),
    required: true,
    autocomplete: true,
  }) as const;

/** Discord shows at most so many. */
const MOST = 25;

/** What was typed decides first, then the first twenty-five: the other way round number 26 could never be found (D2, L). */
export function choicesFor(choices: readonly Choice[], typed: string): { name: string; value: number }[] {
  const sought = typed.trim().toLowerCase();
  return choices
    .filter(({ label }) => label.toLowerCase().includes(sought))
    .slice(0, MOST)
    .map(({ id, label }) => ({ name: cut(label), value: id }));
}

export const completeCohort =
  (purpose: "schedule" | "realize" | "status") =>
  async (interaction: AutocompleteInteraction, { server }: CommandWorld) => {
    const typed = String(interaction.options.getFocused());
    return choicesFor(await server.cohortOptions({ ...invocationOf(interaction), purpose, typed }), typed);
  };

export async function completeGroup(interaction: AutocompleteInteraction, { server }: CommandWorld) {
  const typed = String(interaction.options.getFocused());
  return choicesFor(await server.groupOptions({ ...invocationOf(interaction), typed }), typed);
}
