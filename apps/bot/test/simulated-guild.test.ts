import { startSim } from "@muster/discord-sim";
import { expect, test } from "vitest";
import { answer } from "../sim/world/answer.ts";
import { foundGuild } from "../sim/world/guild.ts";
import { Refused } from "../sim/world/refusals.ts";

type Body = Record<string, unknown>;
interface Said {
  status: "ok" | number;
  code?: number;
  body: Body;
}
type Ask = (method: string, path: string, body?: Body) => Promise<Said>;
interface World {
  guildId: string;
  botId: string;
  ask: Ask;
}

const MEMBER = "200000000000000010";
const STRANGER = "200000000000000099";

/** The fault simulator's own guild, small and quick. */
function lean(): World {
  const guild = foundGuild({ now: () => 0, members: [MEMBER] });
  return {
    guildId: guild.id,
    botId: guild.botId,
    ask: async (method, path, body) => {
      const [route = "", query] = path.split("?");
      try {
        const asked = { method, route, query: new URLSearchParams(query), body, reason: "Muster [sim/group:1/x]" };
        const answered = answer(guild, asked, { lagMs: 0, limits: { categorySeats: 50 } });
        return "waitMs" in answered ? { status: 429, body: {} } : { status: "ok", body: (answered.body ?? {}) as Body };
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return { status: error.status, code: error.code, body: {} };
      }
    },
  };
}

/** What a step of the script says and remembers. */
async function play({ guildId, botId, ask }: World): Promise<string[]> {
  const heard: string[] = [];
  const did = async (name: string, ...asked: Parameters<Ask>) => {
    const { status, code, body } = await ask(...asked);
    heard.push(`${name}: ${status}${code === undefined ? "" : ` ${code}`}`);
    return typeof body["id"] === "string" ? body["id"] : "1";
  };
  const channels = `/guilds/${guildId}/channels`;
  const doors = [
    { id: botId, type: 1, allow: "1024", deny: "0" },
    { id: guildId, type: 0, allow: "0", deny: "1024" },
  ];
  const category = await did("a category", "POST", channels, { name: "Course", type: 4, permission_overwrites: doors });
  const text = await did("a text channel", "POST", channels, {
    name: "Group 1",
    type: 0,
    parent_id: category,
    topic: "x",
    permission_overwrites: doors,
  });
  const voice = await did("a voice channel", "POST", channels, {
    name: "Group 1 Voice",
    type: 2,
    parent_id: category,
    permission_overwrites: [{ ...doors[0]!, allow: "1049600" }, doors[1]!],
  });
  await did("access for a stranger at birth", "POST", channels, {
    name: "x",
    type: 0,
    permission_overwrites: [{ id: STRANGER, type: 1, allow: "1024", deny: "0" }],
  });
  await did("a room in no category", "POST", channels, { name: "x", type: 0, parent_id: text });
  await did("access for a member", "PUT", `/channels/${text}/permissions/${MEMBER}`, {
    type: 1,
    allow: "1024",
    deny: "0",
  });
  await did("access for a stranger", "PUT", `/channels/${text}/permissions/${STRANGER}`, {
    type: 1,
    allow: "1024",
    deny: "0",
  });
  await did("access taken away", "DELETE", `/channels/${text}/permissions/${MEMBER}`);
  await did("access taken away twice", "DELETE", `/channels/${text}/permissions/${MEMBER}`);
  await did("a first name", "PATCH", `/channels/${text}`, { name: "one" });
  await did("a second name", "PATCH", `/channels/${text}`, { topic: "two" });
  await did("a third name within ten minutes", "PATCH", `/channels/${text}`, { name: "three" });
  await did("a message", "POST", `/channels/${text}/messages`, { content: "Hello", nonce: "n", enforce_nonce: true });
  await did("the messages", "GET", `/channels/${text}/messages?limit=50`);
  const event = await did("an event", "POST", `/guilds/${guildId}/scheduled-events`, {
    name: "Week 1",
    description: "x",
    scheduled_start_time: "2027-10-06T15:00:00.000Z",
    scheduled_end_time: "2027-10-06T16:00:00.000Z",
    channel_id: voice,
    entity_type: 2,
    privacy_level: 2,
  });
  await did("the event", "GET", `/guilds/${guildId}/scheduled-events/${event}`);
  await did("the voice channel goes", "DELETE", `/channels/${voice}`);
  await did("its event went with it", "GET", `/guilds/${guildId}/scheduled-events/${event}`);
  await did("a channel that is gone", "GET", `/channels/${voice}`);
  await did("a message where nothing is", "POST", `/channels/${voice}/messages`, { content: "Hello" });
  await did("the category goes", "DELETE", `/channels/${category}`);
  await did("its rooms stay", "GET", `/channels/${text}`);
  await did("the guild", "GET", `/guilds/${guildId}`);
  await did("the record of deeds", "GET", `/guilds/${guildId}/audit-logs?action_type=10&limit=100`);
  return heard;
}

test("the fault simulator's guild allows and refuses what the simulated Discord does", async () => {
  await using sim = await startSim({ guild: { users: [{ id: MEMBER, username: "ann" }] } });
  const headers = { authorization: `Bot ${sim.token}`, "x-audit-log-reason": "Muster" };
  const whole: World = {
    guildId: sim.guild.id,
    botId: sim.snapshot().bot.userId,
    ask: async (method, path, body) => {
      const answered = await sim.rest.answer({ method, path, headers, body });
      if ("break" in answered) throw new Error(answered.break);
      const said = (answered.body ?? {}) as Body;
      const refused = answered.status >= 400 && answered.status !== 429;
      return {
        status: answered.status < 300 ? "ok" : answered.status,
        ...(refused ? { code: Number(said["code"]) } : {}),
        body: said,
      };
    },
  };
  expect(await play(lean())).toEqual(await play(whole));
});
