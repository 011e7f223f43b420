import { setTimeout as wait } from "node:timers/promises";
import { Client, Events, GatewayIntentBits, type GuildMember } from "discord.js";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { aPlace, BEN, CLEO, type Place } from "../testing/place.ts";

const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMembers, GatewayIntentBits.GuildScheduledEvents];

/** A discord.js client that is ready, gone at the end of the block. */
async function aClient({ sim }: Place): Promise<Client<true> & AsyncDisposable> {
  const client = new Client({ intents: INTENTS, rest: { api: sim.url, retries: 0 } });
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(sim.token);
  const result = await ready;
  return Object.assign(result, { [Symbol.asyncDispose]: () => client.destroy() });
}

type Frame = { op: number; t: string | null; s: number | null; d: Record<string, unknown> };

/** A bare connection, to see every frame and close code. */
async function aSocket({ sim }: Place): Promise<{
  frames: Frame[];
  say: (frame: object) => void;
  closed: Promise<number>;
  until: (t: string) => Promise<Frame>;
  end: (code?: number) => void;
}> {
  const socket = new WebSocket(`${sim.gateway.url()}?v=10&encoding=json`);
  const frames: Frame[] = [];
  const waiting: { t: string; resolve: (frame: Frame) => void }[] = [];
  socket.on("message", (data: Buffer) => {
    const frame = JSON.parse(data.toString("utf8")) as Frame;
    frames.push(frame);
    for (const each of waiting) if (each.t === frame.t) each.resolve(frame);
  });
  const closed = new Promise<number>((resolve) => socket.once("close", resolve));
  await new Promise((resolve) => socket.once("open", resolve));
  return {
    frames,
    closed,
    say: (frame) => socket.send(JSON.stringify(frame)),
    until: (t) =>
      new Promise((resolve) =>
        frames.some((f) => f.t === t) ? resolve(frames.find((f) => f.t === t)!) : waiting.push({ t, resolve }),
      ),
    end: (code) => socket.close(code),
  };
}

const identify = (place: Place, more: object = {}) => ({
  op: 2,
  d: { token: place.sim.token, intents: 1 | 2 | (1 << 16), properties: {}, ...more },
});

test("a discord.js client is ready and knows the guild, its channels and its members", async () => {
  await using place = await aPlace();
  await using client = await aClient(place);
  const guild = client.guilds.cache.get(place.guild);
  expect(guild?.name).toBe("Rehearsal");
  expect(guild?.channels.cache.map(({ name }) => name)).toEqual(["general"]);
  expect(guild?.memberCount).toBe(4);
  expect(client.user.id).toBe(place.bot);
});

test.each([
  [{ token: "wrong" }, 4004],
  [{ intents: 1 << 15 }, 4014],
  [{ intents: "all" }, 4013],
])("identifying with %o closes with %i", async (more, code) => {
  await using place = await aPlace();
  const socket = await aSocket(place);
  socket.say(identify(place, more));
  expect(await socket.closed).toBe(code);
  expect(place.sim.gateway.identifies()).toBe(0);
});

test("whoever joins is told to a client that asked for members, and only to such a one", async () => {
  await using place = await aPlace();
  await using client = await aClient(place);
  const deaf = await aSocket(place);
  deaf.say(identify(place, { intents: 1 }));
  await deaf.until("GUILD_CREATE");
  const joined = new Promise<GuildMember>((resolve) => client.once(Events.GuildMemberAdd, resolve));
  expect((await place.wish("/members", { join: CLEO })).body).toEqual({ joined: true, left: false });
  expect((await joined).id).toBe(CLEO);
  expect((await place.wish("/members", { join: CLEO })).body).toEqual({ joined: false, left: false });
  expect(deaf.frames.map(({ t }) => t)).not.toContain("GUILD_MEMBER_ADD");
});

test("after a lost connection a resume tells exactly what was missed", async () => {
  await using place = await aPlace();
  const first = await aSocket(place);
  first.say(identify(place));
  const ready = await first.until("READY");
  await first.until("GUILD_CREATE");
  place.sim.gateway.act("drop");
  await first.closed;
  await place.wish("/members", { leave: BEN });
  await place.wish("/members", { join: BEN });
  const second = await aSocket(place);
  second.say({ op: 6, d: { token: place.sim.token, session_id: ready.d["session_id"], seq: 2 } });
  await second.until("RESUMED");
  expect(second.frames.filter(({ op }) => op === 0).map(({ t, s }) => `${s} ${t}`)).toEqual([
    "3 GUILD_MEMBER_REMOVE",
    "4 GUILD_MEMBER_ADD",
    "5 RESUMED",
  ]);
  expect(place.sim.gateway.identifies()).toBe(1);
});

test("a session that was ended, or that the weather took, cannot be resumed", async () => {
  await using place = await aPlace();
  const first = await aSocket(place);
  first.say(identify(place));
  const ready = await first.until("READY");
  first.end(1000);
  await first.closed;
  const second = await aSocket(place);
  second.say({ op: 6, d: { token: place.sim.token, session_id: ready.d["session_id"], seq: 1 } });
  while (!second.frames.some(({ op }) => op === 9)) await wait(5);
  expect(second.frames.find(({ op }) => op === 9)?.d).toBe(false);
});

test("a client whose session becomes invalid identifies anew and is ready again", async () => {
  await using place = await aPlace();
  await using client = await aClient(place);
  const again = new Promise((resolve) => client.once(Events.ShardReady, resolve));
  place.sim.gateway.act("invalid-session");
  await again;
  expect(place.sim.gateway.identifies()).toBe(2);
});

test("a dispatch is missed, doubled or late when the weather says so", async () => {
  await using place = await aPlace();
  const socket = await aSocket(place);
  socket.say(identify(place));
  await socket.until("GUILD_CREATE");
  place.sim.weather.expect(
    { operation: "dispatch.GUILD_MEMBER_ADD", match: CLEO, fault: "missed-dispatch" },
    { operation: "dispatch.GUILD_MEMBER_REMOVE", match: CLEO, fault: "duplicate-dispatch" },
    { operation: "dispatch.GUILD_MEMBER_REMOVE", match: BEN, fault: "late-dispatch", ms: 20 },
  );
  for (const each of [{ join: CLEO }, { leave: BEN }, { leave: CLEO }, { join: CLEO }])
    await place.wish("/members", each);
  const heard = () =>
    socket.frames
      .filter(({ t }) => t?.startsWith("GUILD_MEMBER"))
      .map(({ t, d }) => `${t} ${(d["user"] as { id: string }).id}`);
  while (heard().length < 4) await wait(5);
  expect(heard().toSorted((a, b) => a.localeCompare(b))).toEqual([
    `GUILD_MEMBER_ADD ${CLEO}`,
    `GUILD_MEMBER_REMOVE ${BEN}`,
    `GUILD_MEMBER_REMOVE ${CLEO}`,
    `GUILD_MEMBER_REMOVE ${CLEO}`,
  ]);
});

test("a large guild comes without its members, and all of them may be asked for once in thirty seconds", async () => {
  const users = Array.from({ length: 60 }, (_, n) => ({
    id: String(210_000_000_000_000_000n + BigInt(n)),
    username: `u${n}`,
  }));
  await using place = await aPlace({ guild: { users } });
  const socket = await aSocket(place);
  socket.say(identify(place));
  const { d } = await socket.until("GUILD_CREATE");
  expect([(d["members"] as unknown[]).length, d["member_count"], d["large"]]).toEqual([1, 62, true]);
  const everybody = { op: 8, d: { guild_id: place.guild, query: "", limit: 0 } };
  socket.say(everybody);
  const chunk = await socket.until("GUILD_MEMBERS_CHUNK");
  expect(chunk.d["members"]).toHaveLength(62);
  socket.say(everybody);
  expect((await socket.until("RATE_LIMITED")).d).toMatchObject({ opcode: 8 });
});

test("a zombie connection answers no heartbeat", async () => {
  await using place = await aPlace();
  const socket = await aSocket(place);
  socket.say(identify(place));
  socket.say({ op: 1, d: null });
  await socket.until("GUILD_CREATE");
  while (!socket.frames.some(({ op }) => op === 11)) await wait(5);
  place.sim.gateway.act("zombie");
  socket.say({ op: 1, d: null });
  await place.wish("/members", { join: CLEO });
  await socket.until("GUILD_MEMBER_ADD");
  expect(socket.frames.filter(({ op }) => op === 11)).toHaveLength(1);
});

test("a bot that was removed is told so and reads nothing more; an outage is told apart from that", async () => {
  await using place = await aPlace();
  const socket = await aSocket(place);
  socket.say(identify(place));
  await socket.until("GUILD_CREATE");
  place.sim.gateway.act("unavailable");
  expect((await socket.until("GUILD_DELETE")).d).toEqual({ id: place.guild, unavailable: true });
  expect(await place.ask("GET", `/guilds/${place.guild}/channels`)).toMatchObject({ status: 200 });
  place.sim.gateway.act("kick");
  expect(await place.ask("GET", `/guilds/${place.guild}/channels`)).toMatchObject({ status: 403, code: 50_001 });
  place.sim.gateway.act("invite");
  expect(await place.ask("GET", `/guilds/${place.guild}/channels`)).toMatchObject({ status: 200 });
});
