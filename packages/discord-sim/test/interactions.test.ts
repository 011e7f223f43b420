import { Client, Events, GatewayIntentBits, type Interaction } from "discord.js";
import { expect, test } from "vitest";
import type { Answer, Interaction as Kept } from "../src/interactions.ts";
import { aPlace, ANN, CLEO, OWNER, type Place, standingClock } from "../testing/place.ts";

const COMMANDS = [
  {
    name: "realize-cohort",
    description: "Make the channels",
    options: [{ type: 4, name: "cohort", description: "Which", required: true, autocomplete: true }],
  },
  { name: "staff", description: "Only for some", default_member_permissions: "8" },
];

/** A client that answers as told, with our two commands registered. */
async function answering(
  place: Place,
  answer: (interaction: Interaction) => Promise<unknown>,
): Promise<AsyncDisposable> {
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: place.sim.url, retries: 0 } });
  client.on(Events.InteractionCreate, (interaction) => void answer(interaction));
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(place.sim.token);
  await ready;
  await place.ask("PUT", `/applications/${place.bot}/guilds/${place.guild}/commands`, COMMANDS);
  return { [Symbol.asyncDispose]: () => client.destroy() };
}

/** Registers the commands, and gives an interaction nobody answers, with its token. */
async function unanswered(place: Place): Promise<{ id: string; token: string }> {
  await place.ask("PUT", `/applications/${place.bot}/commands`, COMMANDS);
  const { interaction, token } = place.sim.parts.bench.interactions.open({
    id: place.sim.world.nextId(),
    kind: "command",
    name: "staff",
    userId: ANN,
    channelId: "1",
  });
  return { id: interaction.id, token };
}

const run = (place: Place, wish: object) =>
  place.wish<{ interaction: Kept; error?: string }>("/commands", { userId: ANN, name: "realize-cohort", ...wish });
const told = (answers: readonly Answer[]): string[] =>
  answers.map(({ did, content, ephemeral }) => `${did}${ephemeral ? " to one" : ""}: ${content ?? ""}`);

test("a deferred answer is followed by its edits and by what comes after it", async () => {
  await using place = await aPlace();
  await using _ = await answering(place, async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.deferReply({ flags: 64 });
    await interaction.editReply(`Cohort ${interaction.options.getInteger("cohort", true)}`);
    await interaction.followUp({ content: "Done", flags: 64 });
  });
  const { interaction } = (await run(place, { options: { cohort: 3 } })).body;
  expect(told(interaction.answers).slice(0, 2)).toEqual(["deferred to one: ", "edit to one: Cohort 3"]);
  const later = async (): Promise<Kept> =>
    ((await (await fetch(`${place.sim.origin}/_sim/interactions/${interaction.id}`)).json()) as { interaction: Kept })
      .interaction;
  let now = await later();
  while (now.answers.length < 3) now = await later();
  expect(told(now.answers)[2]).toBe("follow-up to one: Done");
  expect(JSON.stringify(place.sim.snapshot().interactions)).not.toContain("token");
});

test("autocomplete brings the choices for what was typed so far", async () => {
  await using place = await aPlace();
  await using _ = await answering(place, async (interaction) => {
    if (interaction.isAutocomplete())
      await interaction.respond([{ name: `You typed ${interaction.options.getFocused()}`, value: 7 }]);
  });
  const { interaction } = (await run(place, { autocomplete: { option: "cohort", value: "Oct" } })).body;
  expect(interaction.answers[0]?.choices).toEqual([{ name: "You typed Oct", value: 7 }]);
});

test.each([
  ["somebody who is not on the server", { userId: CLEO }, 403],
  ["a command that is not registered", { name: "nothing" }, 404],
  ["a command that is not shown to the person", { name: "staff" }, 403],
  ["a missing required option", {}, 400],
  ["an option the command does not have", { options: { cohort: 1, colour: "blue" } }, 400],
])("%s is refused in a sentence", async (_, wish, status) => {
  await using place = await aPlace();
  await place.ask("PUT", `/applications/${place.bot}/commands`, COMMANDS);
  const refused = await run(place, wish);
  expect(refused.status).toBe(status);
  expect(refused.body.error).toMatch(/\.$/);
});

test("a button press reaches the bot with its message, and the message changes under it", async () => {
  await using place = await aPlace();
  await using _ = await answering(place, async (interaction) => {
    if (interaction.isButton())
      await interaction.update({ content: `Stopped by ${interaction.user.username}`, components: [] });
  });
  const channel = place.sim.snapshot().channels[0]?.id ?? "";
  const components = [{ type: 1, components: [{ type: 2, style: 4, label: "Stop", custom_id: "stop:7" }] }];
  const { id } = (
    await place.ask<{ id: string }>("POST", `/channels/${channel}/messages`, { content: "Running", components })
  ).body;
  const press = () =>
    place.wish<{ interaction: Kept }>("/components", { userId: OWNER, messageId: id, customId: "stop:7" });
  expect(told((await press()).body.interaction.answers)).toEqual(["update: Stopped by olga"]);
  expect(place.sim.snapshot().messages.find((m) => m.id === id)).toMatchObject({
    content: "Stopped by olga",
    components: [],
  });
  expect((await press()).status).toBe(409);
});

test("the first answer is due within three seconds, and there is only one", async () => {
  const clock = standingClock();
  await using place = await aPlace({ clock: clock.now });
  const [first, second] = [await unanswered(place), await unanswered(place)];
  const answer = ({ id, token }: { id: string; token: string }) =>
    place.ask("POST", `/interactions/${id}/${token}/callback`, { type: 5 }, { auth: false });
  clock.forward(3000);
  expect(await answer(first)).toMatchObject({ status: 200 });
  expect(await answer(first)).toMatchObject({ status: 400, code: 40_060 });
  clock.forward(1);
  expect(await answer(second)).toMatchObject({ status: 404, code: 10_062 });
  expect(await answer({ ...second, token: "guessed" })).toMatchObject({ status: 404, code: 10_062 });
});

test("a token lives fifteen minutes, then edits fail", async () => {
  const clock = standingClock();
  await using place = await aPlace({ clock: clock.now });
  const { id, token } = await unanswered(place);
  const edit = () =>
    place.ask(
      "PATCH",
      `/webhooks/${place.bot}/${token}/messages/@original`,
      { content: "still here" },
      { auth: false },
    );
  expect(await edit()).toMatchObject({ status: 404, code: 10_015 });
  await place.ask("POST", `/interactions/${id}/${token}/callback`, { type: 5 }, { auth: false });
  clock.forward(15 * 60_000);
  expect(await edit()).toMatchObject({ status: 200 });
  clock.forward(1);
  expect(await edit()).toMatchObject({ status: 401, code: 50_027 });
});

test("twenty-six choices, and a deferral of autocomplete, are refused", async () => {
  await using place = await aPlace();
  const open = () =>
    place.sim.parts.bench.interactions.open({
      id: place.sim.world.nextId(),
      kind: "autocomplete",
      name: "x",
      userId: ANN,
      channelId: "1",
    });
  const answer = (body: object) => {
    const { interaction, token } = open();
    return place.ask("POST", `/interactions/${interaction.id}/${token}/callback`, body, { auth: false });
  };
  const choices = Array.from({ length: 26 }, (_, n) => ({ name: `c${n}`, value: n }));
  expect(await answer({ type: 8, data: { choices } })).toMatchObject({
    code: 50_035,
    fields: ["choices BASE_TYPE_MAX_LENGTH"],
  });
  expect(await answer({ type: 5 })).toMatchObject({ code: 50_035 });
  expect(await answer({ type: 8, data: { choices: choices.slice(0, 25) } })).toMatchObject({ status: 200 });
});
