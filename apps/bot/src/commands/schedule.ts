import { InteractionContextType, PermissionFlagsBits, type ChatInputCommandInteraction } from "discord.js";
import { isWorking, type RunStatus, type SchedulingSettings } from "@muster/domain/scheduling-settings";
import { deferredAnswer } from "./answer.ts";
import { cohortOption, completeCohort } from "./cohort-option.ts";
import { invocationOf, type SlashCommand } from "./command.ts";
import type { RunState, ScheduleResult } from "../server.ts";
import { untilDone } from "./follow.ts";
import { runProgress, scheduleSummary } from "./reports.ts";
import { settingOptions } from "./setting-options.ts";
import { spoken } from "./spoken.ts";

/** `/schedule`: ask the server for a run, follow it, tell what came of it (D1–D6). */
export const schedule: SlashCommand = {
  declared: {
    name: "schedule",
    ...spoken("Run scheduling for a cohort", {
      de: "Gruppen für eine Kohorte bilden",
      fr: "Former les groupes d'une cohorte",
      es: "Formar los grupos de una cohorte",
    }),
    default_member_permissions: String(PermissionFlagsBits.Administrator),
    contexts: [InteractionContextType.Guild],
    options: [
      cohortOption("The cohort to schedule", {
        de: "Die Kohorte, für die Gruppen gebildet werden",
        fr: "La cohorte dont on forme les groupes",
        es: "La cohorte cuyos grupos se forman",
      }),
      ...settingOptions,
    ],
  },
  complete: completeCohort("schedule"),
  async run(interaction, world) {
    const { server, pause } = world;
    const answer = await deferredAnswer(interaction, world);
    const invocation = invocationOf(interaction);
    const cohortId = interaction.options.getInteger("cohort", true);
    const { runId, people } = await server.schedule({ ...invocation, cohortId, settings: settingsOf(interaction) });
    answer.progress(`Scheduling ${people} people…`);
    const stop = [{ label: "Stop and keep the best", deed: { do: "stop-run", runId } }] as const;
    const run = await untilDone<RunState>((listener) => server.watchRun(runId, listener), {
      isDone: ({ status }) => !isWorking(status as RunStatus),
      onStep: (state) => answer.progress(runProgress(state, people), stop),
    });
    let result = await server.scheduleResult({ ...invocation, runId });
    // A run that is done is accepted a moment later, and only then has a result.
    for (let tries = 0; !result && ENDS_WELL.has(run.status) && tries < 40; tries++) {
      await pause(250);
      result = await server.scheduleResult({ ...invocation, runId });
    }
    if (result) await answer.finish({ embeds: scheduleSummary(result), ping: pingOf(result) });
    else await answer.finish({ content: `Error: ${run.error ?? "the run ended without a result"}` });
  },
};

const pingOf = ({ cohortName, usersGrouped, ungroupable, pageUrl }: ScheduleResult) => ({
  sentence: `${cohortName} is scheduled: ${usersGrouped} of ${usersGrouped + ungroupable} people have a place.`,
  url: pageUrl,
});

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
