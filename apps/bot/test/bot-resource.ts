import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { REST } from "@discordjs/rest";
import { keys, type BriefMember, type GroupBrief } from "@muster/domain/brief";
import type { Subject } from "@muster/domain/subject";
import { startSim, type Sim, type SimOptions } from "@muster/discord-sim";
import { converge } from "../src/converge.ts";
import { openCourier } from "../src/courier.ts";
import { discordOver, restOptions, type Discord } from "../src/rest.ts";
import { FakeServer, type Said } from "./fake-server.ts";

export const NOW = new Date("2026-10-01T12:00:00Z");
export const personId = (number: number): string => String(200_000_000_000_000_000n + BigInt(number));

/** Discord's own description of its interface, where it lies beside the project. */
export const CONTRACT = fileURLToPath(new URL("../../../../shared/discord/openapi.json", import.meta.url));

/** Eight people: seven participants and a facilitator; `count` may be more. */
export const people = (count = 8): BriefMember[] =>
  Array.from({ length: count }, (_, index) => ({
    membershipId: index + 1,
    personId: index + 1,
    name: `Person ${index + 1}`,
    discordId: personId(index + 1),
    role: index === 0 ? "facilitator" : "participant",
    timeZone: index % 2 === 0 ? "Asia/Kathmandu" : "America/New_York",
  }));

const WEEK_MS = 7 * 86_400_000;
const FIRST = new Date("2026-10-07T15:00:00Z");

const frame = {
  installation: "demo",
  policy: { allowCreate: true, dryRun: false, repair: [], ignore: [], approvedFingerprint: null },
  course: { title: "AI Safety" },
  cohort: { id: 3, name: "October", status: "active" },
  protected: [],
} as const;

export const cohort = (numbers: readonly number[] = [1]): Said => ({
  ...frame,
  about: "cohort",
  subject: "cohort:3",
  categories: numbers.map((number) => ({ key: keys.category(3, number), number })),
});

export type GroupSaid = Extract<Said, { about: "group" }>;

export function group(id: number, changes: Partial<GroupBrief> = {}): GroupSaid {
  return {
    ...frame,
    about: "group",
    subject: `group:${id}`,
    group: {
      id,
      name: `Group ${id}`,
      status: "preview",
      slot: { weekday: 2, startMinute: 900, lengthMinutes: 60, timeZone: "UTC" },
      seats: 8,
    },
    categoryKey: keys.category(3, 1),
    members: people(),
    guests: [],
    numberOfMeetings: 8,
    meetings: Array.from({ length: 8 }, (_, index) => ({
      id: id * 100 + index,
      number: index + 1,
      startsAt: new Date(FIRST.getTime() + index * WEEK_MS),
      endsAt: new Date(FIRST.getTime() + index * WEEK_MS + 3_600_000),
      event: "wanted" as const,
    })),
    messages: [],
    homeUrl: "https://muster.example.org/home",
    ...changes,
  };
}

export interface BotResource extends AsyncDisposable {
  sim: Sim;
  server: FakeServer;
  discord: Discord;
  /** One round for each subject, in this order; what was called is counted from the first. */
  rounds(...subjects: Subject[]): Promise<void>;
  changing(): number;
  /** So much time passes, here and at Discord. */
  later(ms: number): void;
  channel(kind: "text" | "voice" | "category", index?: number): ReturnType<Sim["snapshot"]>["channels"][number];
  hand(deed: Record<string, unknown>): Promise<void>;
  control(path: string, body: unknown): Promise<unknown>;
}

const OPEN = { calls: 1_000_000, windowMs: 1_000 };

/** A simulated Discord with twelve people in its guild, and the bot's rounds over the real REST client. */
export async function botResource(
  options: SimOptions & { absent?: readonly number[]; count?: number } = {},
): Promise<BotResource> {
  const { absent = [], count = 12, ...simOptions } = options;
  const users = Array.from({ length: count }, (_, index) => ({
    id: personId(index + 1),
    username: `person${index + 1}`,
    global_name: `Person ${index + 1}`,
    inGuild: !absent.includes(index + 1),
  }));
  let ahead = 0;
  const clock = () => NOW.getTime() + ahead + Math.floor(performance.now());
  const sim = await startSim({
    limits: { global: OPEN, usual: OPEN, operations: {} } as never,
    clock,
    guild: { users },
    ...(existsSync(CONTRACT) ? { contractPath: CONTRACT } : {}),
    ...simOptions,
  });
  const rest = new REST({ ...restOptions(sim.url), globalRequestsPerSecond: 10_000 }).setToken(sim.token);
  const discord = discordOver(rest);
  const server = new FakeServer();
  const courier = openCourier({ clock: () => 0, pause: async () => {} });
  const now = () => new Date(clock());
  server.now = now;

  const control = async (path: string, body: unknown) => {
    const answer = await fetch(`${sim.origin}/_sim/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const json: unknown = await answer.json();
    if (!answer.ok) throw new Error(JSON.stringify(json));
    return json;
  };
  return {
    sim,
    server,
    discord,
    control,
    hand: async (deed) => void (await control("hand", deed)),
    async rounds(...subjects) {
      server.forget();
      await control("calls/reset", {});
      const guild = () => ({ id: sim.guild.id, botId: sim.clientId });
      for (const subject of subjects)
        await converge(subject, { server, discord, guild, epoch: () => server.epoch, now, courier });
    },
    later: (ms) => {
      ahead += ms;
    },
    changing: () => sim.snapshot().calls.changing,
    channel: (kind, index = 0) =>
      sim.snapshot().channels.filter(({ type, name }) => type === kind && name !== "general")[index]!,
    async [Symbol.asyncDispose]() {
      const { problems } = sim.snapshot().contract;
      await sim.close();
      if (problems.length > 0) throw new Error(`Discord would not take this: ${JSON.stringify(problems.slice(0, 3))}`);
    },
  };
}
