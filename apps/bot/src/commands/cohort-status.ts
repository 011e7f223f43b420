import { InteractionContextType, PermissionFlagsBits } from "discord.js";
import { LIMITS, plain, split } from "../texts.ts";
import { deferredAnswer } from "./answer.ts";
import { cohortOption, completeCohort } from "./cohort-option.ts";
import { invocationOf, type SlashCommand } from "./command.ts";
import { spoken } from "./spoken.ts";

/** `/cohort-status`: how a cohort and its groups stand. */
export const cohortStatus: SlashCommand = {
  declared: {
    name: "cohort-status",
    ...spoken("How a cohort and its groups stand", {
      de: "Wie es um eine Kohorte und ihre Gruppen steht",
      fr: "Où en sont une cohorte et ses groupes",
      es: "Cómo están una cohorte y sus grupos",
    }),
    default_member_permissions: String(PermissionFlagsBits.Administrator),
    contexts: [InteractionContextType.Guild],
    options: [cohortOption("The cohort", { de: "Die Kohorte", fr: "La cohorte", es: "La cohorte" })],
  },
  complete: completeCohort("status"),
  async run(interaction, world) {
    const answer = await deferredAnswer(interaction, world);
    const cohortId = interaction.options.getInteger("cohort", true);
    const { cohortName, lines } = await world.server.cohortStatus({ ...invocationOf(interaction), cohortId });
    const pages = split(lines.length > 0 ? lines.map(plain) : ["Nothing yet."], LIMITS.description);
    await answer.finish({
      embeds: pages.map((description, index) => ({ ...(index === 0 ? { title: cohortName } : {}), description })),
    });
  },
};
