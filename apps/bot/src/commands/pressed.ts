import { MessageFlags, type APIMessageTopLevelComponent, type ButtonInteraction } from "discord.js";
import { refusalOf } from "../server.ts";
import { deferredAnswer } from "./answer.ts";
import { deedOf, type Deed } from "./buttons.ts";
import { invocationOf, type CommandWorld } from "./command.ts";
import { carryOut } from "./realize-cohort.ts";

/** A button was pressed: rights and state are judged now, and the button is used up (DC-7). */
export async function pressed(interaction: ButtonInteraction, world: CommandWorld): Promise<void> {
  const deed = deedOf(interaction.customId);
  if (!deed) return outOfDate(interaction, "Give the command again.");
  switch (deed.do) {
    case "stop-run":
      return stopRun(interaction, deed, world);
    case "stop-realize":
      return stopRealize(interaction, deed, world);
    case "realize":
    case "leave-it":
      return decide(interaction, deed, world);
  }
}

async function stopRun(
  interaction: ButtonInteraction,
  { runId }: Extract<Deed, { do: "stop-run" }>,
  { server }: CommandWorld,
): Promise<void> {
  await interaction.deferUpdate();
  await stillPossible(interaction, async () => {
    await server.stopRun({ ...invocationOf(interaction), runId });
    return "Stopping: the best groups found so far are kept.";
  });
}

async function stopRealize(
  interaction: ButtonInteraction,
  { cohortId }: Extract<Deed, { do: "stop-realize" }>,
  { server }: CommandWorld,
): Promise<void> {
  await interaction.deferUpdate();
  await stillPossible(interaction, async () => {
    const { groups } = await server.stopRealize({ ...invocationOf(interaction), cohortId });
    return `Stopping after the step at work: ${groups === 1 ? "1 group stays" : `${groups} groups stay`} in preview.`;
  });
}

/** Confirm or cancel, by the one who was asked and within five minutes (DC-8). */
async function decide(
  interaction: ButtonInteraction,
  deed: Extract<Deed, { do: "realize" | "leave-it" }>,
  world: CommandWorld,
): Promise<void> {
  if (interaction.user.id !== deed.userId) {
    const content = "Only whoever gave the command can answer this.";
    await interaction.reply({ content, flags: MessageFlags.Ephemeral });
    return;
  }
  if (deed.until < world.now().getTime()) return outOfDate(interaction, "Give the command again.");
  const answer = await deferredAnswer(interaction, world);
  if (deed.do === "leave-it") return answer.finish({ content: "Nothing was changed." });
  // Two presses, or one told twice, are one realization.
  const invocation = { ...invocationOf(interaction), interactionId: deed.given };
  await carryOut({ answer, invocation, cohortId: deed.cohortId, world });
}

/** Does it and uses the button up; whatever has become impossible meanwhile is said with its reason. */
async function stillPossible(interaction: ButtonInteraction, deed: () => Promise<string>): Promise<void> {
  const said = await deed().catch((error: unknown) => {
    const refusal = refusalOf(error);
    if (refusal?.kind !== "conflict" && refusal?.kind !== "not_found") throw error;
    return `This is out of date: ${refusal.sentence}`;
  });
  // The message itself may be gone, or too old to edit: what was asked for is done.
  await interaction.editReply({ components: usedUp(interaction) }).catch(() => {});
  await interaction.followUp({ content: said, flags: MessageFlags.Ephemeral, allowedMentions: { parse: [] } });
}

async function outOfDate(interaction: ButtonInteraction, sentence: string): Promise<void> {
  await interaction.update({ components: usedUp(interaction) });
  const content = `This is out of date. ${sentence}`;
  await interaction.followUp({ content, flags: MessageFlags.Ephemeral });
}

type Component = { type: number; components?: Component[]; disabled?: boolean };

/** The same message with every button switched off. */
function usedUp({ message }: ButtonInteraction): APIMessageTopLevelComponent[] {
  const off = (component: Component): Component =>
    component.components
      ? { ...component, components: component.components.map(off) }
      : { ...component, disabled: true };
  return message.components.map((row) => off(row.toJSON() as Component) as APIMessageTopLevelComponent);
}
