import { InteractionContextType, PermissionFlagsBits } from "discord.js";
import { deferredAnswer } from "./answer.ts";
import { cohortOption, completeCohort } from "./cohort-option.ts";
import { invocationOf, type Command } from "./command.ts";
import type { RealizeState } from "../server.ts";
import { untilDone } from "./follow.ts";
import { realizeProgress, realizeSummary } from "./reports.ts";

/** `/realize-cohort`: ask the server, follow the rounds, sum up (D7–D12). */
export const realizeCohort: Command = {
  declared: {
    name: "realize-cohort",
    description: "Create Discord channels for a cohort's groups",
    default_member_permissions: String(PermissionFlagsBits.Administrator),
    contexts: [InteractionContextType.Guild],
    options: [cohortOption("The cohort to realize")],
  },
  complete: completeCohort("realize"),
  async run(interaction, { server, now }) {
    const since = now();
    const answer = await deferredAnswer(interaction, now);
    answer.progress("Loading cohort data...");
    const invocation = invocationOf(interaction);
    const cohortId = interaction.options.getInteger("cohort", true);
    const { cohortName, groups } = await server.realize({ ...invocation, cohortId });
    if (groups.length === 0) return answer.finish({ content: "No groups found for this cohort. Run /schedule first." });
    const state = await untilDone<RealizeState>(
      (listener) => server.watchRealize({ ...invocation, cohortId, since }, listener),
      {
        isDone: ({ finished }) => finished,
        onStep: (state) => answer.progress(realizeProgress(state)),
      },
    );
    await answer.finish({ embeds: realizeSummary(cohortName, state) });
  },
};
