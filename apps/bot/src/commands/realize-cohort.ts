import {
  ApplicationCommandOptionType,
  InteractionContextType,
  PermissionFlagsBits,
  type ChatInputCommandInteraction,
} from "discord.js";
import type { Invocation, PlanState, RealizeState } from "../server.ts";
import { deferredAnswer, type Answer } from "./answer.ts";
import type { Press } from "./buttons.ts";
import { cohortOption, completeCohort } from "./cohort-option.ts";
import { invocationOf, type CommandWorld, type SlashCommand } from "./command.ts";
import { untilDone } from "./follow.ts";
import { planSummary, realizeProgress, realizeSummary } from "./reports.ts";
import { spoken } from "./spoken.ts";

/**
 * `/realize-cohort`: ask the server, follow the rounds, sum up (D7–D12). Nothing is removed by it, so that it begins at
 * once; only where very many people would be told does it first show its plan and wait for a word (PL-7, DC-8).
 */
export const realizeCohort: SlashCommand = {
  declared: {
    name: "realize-cohort",
    ...spoken("Create Discord channels for a cohort's groups", {
      de: "Discord-Kanäle für die Gruppen einer Kohorte anlegen",
      fr: "Créer les salons Discord des groupes d'une cohorte",
      es: "Crear los canales de Discord para los grupos de una cohorte",
    }),
    default_member_permissions: String(PermissionFlagsBits.Administrator),
    contexts: [InteractionContextType.Guild],
    options: [
      cohortOption("The cohort to realize", {
        de: "Die Kohorte, die angelegt werden soll",
        fr: "La cohorte à créer",
        es: "La cohorte que se va a crear",
      }),
      {
        type: ApplicationCommandOptionType.Boolean,
        name: "dry-run",
        ...spoken("Only show what would happen, and change nothing (default false)", {
          de: "Nur zeigen, was geschehen würde, und nichts ändern (Vorgabe: nein)",
          fr: "Montrer seulement ce qui se passerait, sans rien changer (par défaut : non)",
          es: "Mostrar solo lo que pasaría, sin cambiar nada (por defecto: no)",
        }),
      },
    ],
  },
  complete: completeCohort("realize"),
  async run(interaction, world) {
    const answer = await deferredAnswer(interaction, world);
    answer.progress("Loading cohort data...");
    const invocation = invocationOf(interaction);
    const cohortId = interaction.options.getInteger("cohort", true);
    const asked = { answer, invocation, cohortId, world };
    if (interaction.options.getBoolean("dry-run") === true) {
      const plan = await lookAt(asked);
      return answer.finish({ embeds: planSummary(plan, "Nothing was changed") });
    }
    const { asksFirst } = await world.server.realizeOutlook({ ...invocation, cohortId });
    if (!asksFirst) return carryOut(asked);
    const plan = await lookAt(asked);
    const isPossible = plan.state === "ready" && plan.problems.length === 0;
    const footer = isPossible ? "Confirm within five minutes" : "Nothing was changed";
    await answer.finish({ embeds: planSummary(plan, footer), presses: isPossible ? choiceOf(interaction, asked) : [] });
  },
};

interface Asking {
  answer: Answer;
  invocation: Invocation;
  cohortId: number;
  world: CommandWorld;
}

const CONFIRM_WITHIN_MS = 5 * 60_000;

function choiceOf({ id, user }: ChatInputCommandInteraction, { cohortId, world }: Asking): Press[] {
  const until = world.now().getTime() + CONFIRM_WITHIN_MS;
  return [
    { label: "Confirm", danger: true, deed: { do: "realize", cohortId, userId: user.id, until, given: id } },
    { label: "Cancel", deed: { do: "leave-it", userId: user.id, until } },
  ];
}

/** What realizing would do: the bot's own look at Discord, which changes nothing (DC-17). */
const lookAt = ({ answer, invocation, cohortId, world }: Asking): Promise<PlanState> =>
  untilDone<PlanState>((listener) => world.server.planRealize({ ...invocation, cohortId }, listener), {
    isDone: ({ state }) => state !== "looking",
    onStep: ({ cohortName }) => answer.progress(`Looking at what ${cohortName} would get...`),
  });

/** Realizes and follows the groups to their end; also after a confirmation. */
export async function carryOut({ answer, invocation, cohortId, world }: Asking): Promise<void> {
  const { server, now } = world;
  const since = now();
  const { cohortName, groups } = await server.realize({ ...invocation, cohortId });
  if (groups.length === 0) return answer.finish({ content: "No groups found for this cohort. Run /schedule first." });
  const stop = [{ label: "Stop", deed: { do: "stop-realize", cohortId } }] as const;
  const state = await untilDone<RealizeState>(
    (listener) => server.watchRealize({ ...invocation, cohortId, since }, listener),
    { isDone: ({ finished }) => finished, onStep: (state) => answer.progress(realizeProgress(state), stop) },
  );
  const { successful, processed } = state.counts;
  const sentence = `${cohortName} is realized: ${successful} of ${processed} groups went well.`;
  await answer.finish({ embeds: realizeSummary(cohortName, state), ping: { sentence, url: state.pageUrl } });
}
