import type { ButtonInteraction, ChatInputCommandInteraction } from "discord.js";
import { DiscordAPIError } from "@discordjs/rest";
import { expect, test } from "vitest";
import type { Change, Discord } from "../rest.ts";
import { deferredAnswer } from "./answer.ts";
import { deedOf, idOf, type Deed } from "./buttons.ts";
import type { CommandWorld } from "./command.ts";
import { pressed } from "./pressed.ts";

const MINUTE = 60_000;

interface Stage {
  /** What was sent, in order: through the command, or as ordinary calls. */
  sent: { how: string; body: Record<string, unknown> }[];
  now: number;
  interaction: ChatInputCommandInteraction;
  world: { now: () => Date; discord: Discord };
}

/** A command given in channel 500 by person 7, with a clock that is moved by hand. */
function stage({ mayWriteThere = true } = {}): Stage {
  const sent: Stage["sent"] = [];
  const note = (how: string) => async (body: Record<string, unknown>) => void sent.push({ how, body });
  const discord = {
    ask: () => Promise.reject(new Error("nothing is asked here")),
    change: async (method: string, route: string, { body }: Change = {}) => {
      const forbidden = Object.assign(new Error("Missing Access"), { code: 50001 });
      if (!mayWriteThere && route === "/channels/500/messages") throw asRefused(forbidden);
      sent.push({ how: `${method} ${route}`, body: body as Record<string, unknown> });
      const channel_id = route.split("/")[2];
      return route.endsWith("/@me/channels") ? { id: "900" } : { id: String(sent.length), channel_id };
    },
  } as unknown as Discord;
  const made: Stage = {
    sent,
    now: Date.parse("2026-10-01T12:00:00Z"),
    interaction: {
      channelId: "500",
      user: { id: "7" },
      isButton: () => false,
      deferReply: note("defer"),
      editReply: note("edit"),
      followUp: note("follow-up"),
    } as unknown as ChatInputCommandInteraction,
    world: { now: () => new Date(made.now), discord },
  };
  return made;
}

const asRefused = (error: Error & { code: number }) =>
  new DiscordAPIError({ code: error.code, message: error.message }, error.code, 403, "POST", "", {
    body: undefined,
    files: undefined,
  });

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("progress is edited at most each two and a half seconds, after the first words [DC-3]", async () => {
  const s = stage();
  const answer = await deferredAnswer(s.interaction, s.world);
  for (let at = 0; at < 20; at++, s.now += 500) answer.progress(`${at}`);
  await settled();
  expect(s.sent.filter(({ how }) => how === "edit").map(({ body }) => body["content"])).toEqual([
    "0",
    "1",
    "6",
    "11",
    "16",
  ]);
});

test("work that outlives the command goes on in an ordinary message, a fresh one each hour, and pings at its end [DC-1, DC-3]", async () => {
  const s = stage();
  const answer = await deferredAnswer(s.interaction, s.world);
  for (let minute = 0; minute <= 130; minute += 5, s.now += 5 * MINUTE) {
    answer.progress(`after ${minute} minutes`);
    await settled();
  }
  await answer.finish({
    embeds: [{ title: "Names of people" }],
    ping: { sentence: "It is over:", url: "http://muster/3" },
  });
  const hows = s.sent.map(({ how }) => how);
  expect(hows.filter((how) => how === "POST /channels/500/messages")).toHaveLength(4);
  expect(hows.filter((how) => how === "edit")).toHaveLength(3);
  const last = s.sent.at(-1)!;
  expect(last.body).toEqual({
    content: "<@7> It is over: http://muster/3",
    allowed_mentions: { parse: [], users: ["7"] },
  });
  // What the others in the channel may not read stays unsaid (DC-2).
  expect(JSON.stringify(s.sent)).not.toContain("Names of people");
});

test("where the bot may not write, the one who gave the command is written to [C39]", async () => {
  const s = stage({ mayWriteThere: false });
  const answer = await deferredAnswer(s.interaction, s.world);
  s.now += 20 * MINUTE;
  await answer.finish({ ping: { sentence: "It is over:", url: "http://muster/3" } });
  expect(s.sent.map(({ how }) => how)).toEqual(["defer", "POST /users/@me/channels", "POST /channels/900/messages"]);
  expect(s.sent[1]!.body).toEqual({ recipient_id: "7" });
});

test("a button's id says everything, fits into a hundred letters and is read back; anything else means nothing [DC-7]", () => {
  const deeds: Deed[] = [
    { do: "stop-run", runId: 2_000_000_000 },
    { do: "stop-realize", cohortId: 2_000_000_000 },
    { do: "realize", cohortId: 2_000_000_000, userId: "9".repeat(20), until: 9e12, given: "9".repeat(20) },
    { do: "leave-it", userId: "9".repeat(20), until: 9e12 },
  ];
  for (const deed of deeds) {
    expect(idOf(deed).length).toBeLessThanOrEqual(100);
    expect(deedOf(idOf(deed))).toEqual(deed);
  }
  for (const id of ["", "muster", "muster:stop-run", "muster:stop-run:x", "muster:destroy:1", "other:stop-run:1"])
    expect(deedOf(id), id).toBeUndefined();
});

/** A press by person 7 under a message with one row of two buttons. */
function press(customId: string) {
  const sent: { how: string; body: unknown }[] = [];
  const note = (how: string) => async (body: unknown) => void sent.push({ how, body });
  const row = {
    type: 1,
    components: [
      { type: 2, custom_id: "a" },
      { type: 2, custom_id: "b" },
    ],
  };
  const interaction = {
    customId,
    user: { id: "7" },
    message: { components: [{ toJSON: () => row }] },
    isButton: () => true,
    deferUpdate: note("defer"),
    reply: note("reply"),
    update: note("update"),
    editReply: note("edit"),
    followUp: note("follow-up"),
  } as unknown as ButtonInteraction;
  const { world } = stage();
  const asked = { server: {} } as unknown as CommandWorld;
  return { sent, done: pressed(interaction, { ...asked, ...world }) };
}

test("a confirmation older than five minutes, or of an older Muster, is out of date and switched off [DC-7, DC-8]", async () => {
  const long = idOf({ do: "realize", cohortId: 3, userId: "7", until: Date.parse("2026-10-01T11:59:59Z"), given: "1" });
  for (const id of [long, "muster:something-else:1"]) {
    const { sent, done } = press(id);
    await done;
    expect(sent.map(({ how }) => how)).toEqual(["update", "follow-up"]);
    expect(JSON.stringify(sent[0]!.body).match(/"disabled":true/g)).toHaveLength(2);
    expect(JSON.stringify(sent[1]!.body)).toContain("This is out of date.");
  }
});

test("nobody confirms in another's name [DC-8]", async () => {
  const until = Date.parse("2026-10-01T12:05:00Z");
  const { sent, done } = press(idOf({ do: "realize", cohortId: 3, userId: "8", until, given: "1" }));
  await done;
  expect(sent).toEqual([
    { how: "reply", body: { content: "Only whoever gave the command can answer this.", flags: 64 } },
  ]);
});
