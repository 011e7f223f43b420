import { ApplicationCommandType, InteractionContextType, PermissionFlagsBits, type APIEmbed } from "discord.js";
import type { PersonGroups } from "../server.ts";
import { LIMITS, plain, split, stamp } from "../texts.ts";
import { deferredAnswer } from "./answer.ts";
import { invocationOf, type PersonCommand } from "./command.ts";
import { inEveryLanguage } from "./spoken.ts";

const NAME = "Show group";

/** In the menu of a person, for staff: where they have their place, and the page where it can be changed (DC-18). */
export const showGroup: PersonCommand = {
  declared: {
    type: ApplicationCommandType.User,
    name: NAME,
    name_localizations: inEveryLanguage(NAME, { de: "Gruppe zeigen", fr: "Voir le groupe", es: "Mostrar grupo" }),
    default_member_permissions: String(PermissionFlagsBits.Administrator),
    contexts: [InteractionContextType.Guild],
  },
  async run(interaction, world) {
    const answer = await deferredAnswer(interaction, world);
    const discordId = interaction.targetUser.id;
    const found = await world.server.personGroups({ ...invocationOf(interaction), discordId });
    await answer.finish({ embeds: [groupsOf(found)] });
  },
};

export function groupsOf({ name, groups, waitingIn }: PersonGroups): APIEmbed {
  const lines = [
    ...groups.flatMap((group) => [
      `**${plain(group.name)}** · ${plain(group.cohort)}${group.role === "facilitator" ? " · Facilitator" : ""}`,
      `${plain(group.meets)}${group.status === "preview" ? " · forming, not on Discord yet" : ""}`,
      ...(group.nextMeetingAt
        ? [`Next meeting ${stamp(group.nextMeetingAt)} (${stamp(group.nextMeetingAt, "R")})`]
        : []),
      `[Move or remove on the groups page](${group.url})`,
      "",
    ]),
    ...waitingIn.map((cohort) => `Waits for a group in ${plain(cohort)}`),
  ];
  return {
    title: name.slice(0, LIMITS.title),
    description: split(
      lines.length > 0 ? lines : ["Has no group and has signed up for no open cohort."],
      LIMITS.description,
    )[0]!,
  };
}
