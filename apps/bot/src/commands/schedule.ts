import {
  ApplicationCommandOptionType,
  InteractionContextType,
  PermissionFlagsBits,
  type ChatInputCommandInteraction,
} from "discord.js";
import { isWorking, type RunStatus, type SchedulingSettings } from "@muster/domain/scheduling-settings";
import { deferredAnswer } from "./answer.ts";
import { cohortOption, completeCohort } from "./cohort-option.ts";
import { invocationOf, type Command } from "./command.ts";
import type { RunState } from "../server.ts";
import { untilDone } from "./follow.ts";
import { runProgress, scheduleSummary } from "./reports.ts";

const { Boolean: yesNo, Integer: whole } = ApplicationCommandOptionType;

/** `/schedule`: ask the server for a run, follow it, tell what came of it (D1–D6). */
export const schedule: Command = {
  declared: {
    name: "schedule",
    description: "Run scheduling for a cohort",
    default_member_permissions: String(PermissionFlagsBits.Administrator),
    contexts: [InteractionContextType.Guild],
    options: [
      cohortOption("The cohort to schedule"),
      {
        type: whole,
        name: "meeting_length",
        description: "Minutes a meeting lasts (default 60)",
        min_value: 5,
        max_value: 1_440,
      },
      { type: whole, name: "min_people", description: "Smallest group (default 4)", min_value: 2, max_value: 50 },
      { type: whole, name: "max_people", description: "Largest group (default 8)", min_value: 2, max_value: 50 },
      {
        type: whole,
        name: "iterations",
        description: "How many attempts to make (default 1000)",
        min_value: 1,
        max_value: 1_000_000,
      },
      { type: yesNo, name: "balance", description: "Even out group sizes (default true)" },
      { type: yesNo, name: "use_if_needed", description: 'Also use times people marked "if needed" (default true)' },
    ],
  },
  complete: completeCohort("schedule"),
  async run(interaction, { server, now, pause }) {
    const answer = await deferredAnswer(interaction, now);
    const invocation = invocationOf(interaction);
    const cohortId = interaction.options.getInteger("cohort", true);
    const { runId } = await server.schedule({ ...invocation, cohortId, settings: settingsOf(interaction) });
    const run = await untilDone<RunState>((listener) => server.watchRun(runId, listener), {
      isDone: ({ status }) => !isWorking(status as RunStatus),
      onStep: (state) => answer.progress(runProgress(state)),
    });
    let result = await server.scheduleResult({ ...invocation, runId });
    // A run that is done is accepted a moment later, and only then has a result.
    for (let tries = 0; !result && ENDS_WELL.has(run.status) && tries < 40; tries++) {
      await pause(250);
      result = await server.scheduleResult({ ...invocation, runId });
    }
    if (result) await answer.finish({ embeds: scheduleSummary(result) });
    else await answer.finish({ content: `Error: ${run.error ?? "the run ended without a result"}` });
  },
};

const ENDS_WELL: ReadonlySet<string> = new Set(["done", "stopped", "accepted"]);

/** Only what was given: the cohort's own terms fill in the rest. */
function settingsOf({ options }: ChatInputCommandInteraction): Partial<SchedulingSettings> {
  const given = {
    meetingLengthMinutes: options.getInteger("meeting_length"),
    minPeople: options.getInteger("min_people"),
    maxPeople: options.getInteger("max_people"),
    iterations: options.getInteger("iterations"),
    balance: options.getBoolean("balance"),
    useIfNeeded: options.getBoolean("use_if_needed"),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)) as Partial<SchedulingSettings>;
}
