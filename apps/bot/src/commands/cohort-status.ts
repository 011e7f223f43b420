import { InteractionContextType, PermissionFlagsBits } from "discord.js";
import { LIMITS, plain, split } from "../texts.ts";
import { deferredAnswer } from "./answer.ts";
import { cohortOption, completeCohort } from "./cohort-option.ts";
import { invocationOf, type Command } from "./command.ts";

/** `/cohort-status`: how a cohort and its groups stand. */
export const cohortStatus: Command = {
  declared: {
    name: "cohort-status",
    description: "How a cohort and its groups stand",
    default_member_permissions: String(PermissionFlagsBits.Administrator),
    contexts: [InteractionContextType.Guild],
    options: [cohortOption("The cohort")],
  },
  complete: completeCohort("status"),
  async run(interaction, { server, now }) {
    const answer = await deferredAnswer(interaction, now);
    const cohortId = interaction.options.getInteger("cohort", true);
    const { cohortName, lines } = await server.cohortStatus({ ...invocationOf(interaction), cohortId });
    const pages = split(lines.length > 0 ? lines.map(plain) : ["Nothing yet."], LIMITS.description);
    await answer.finish({
      embeds: pages.map((description, index) => ({ ...(index === 0 ? { title: cohortName } : {}), description })),
    });
  },
};
