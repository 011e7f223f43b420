import { afterAll, beforeAll, expect } from "vitest";
import { signIn, type Api } from "./api.ts";
import { expectRealized, madeBy, post, snapshotOf, userNamed, type Snapshot } from "./guild.ts";
import { allActive, schedule } from "./scheduled.ts";
import { isAlive, startStack, type Part, type Stack } from "./stack.ts";
import { storyOf } from "./story.ts";
import { until } from "./until.ts";

/**
 * One realization, and every process of it killed with -9 on the way. When to kill is counted in what already happened to
 * the guild; the simulator's journal, which only ever grows, says afterwards whether anything was lost or doubled.
 */

const DEMO = 1;

let stack: Stack;
let first: Stack | undefined;
let api: Api;

beforeAll(async () => {
  stack = await startStack();
  first = stack;
  api = await signIn(stack.url, "organiser");
  await schedule(api, DEMO);
  await until("the bot is there", async () => (await snapshotOf(stack.discord)).bot.connected);
});

afterAll(async () => {
  await stack.stop();
  await first?.[Symbol.asyncDispose]();
});

const step = storyOf();

const done = (guild: Snapshot): number =>
  ["channel.create", "event.create", "message.create"].reduce((sum, did) => sum + madeBy(guild, did).length, 0);

/** Waits until so many things were made, and answers how many it saw. */
const made = (count: number): Promise<number> =>
  until(`${count} things were made`, async () => {
    const seen = done(await snapshotOf(stack.discord));
    return seen >= count && seen;
  });

/** Kills a part once so many things were made, in the middle of the work, and waits until the work goes on. */
async function killed(part: Part, after: number): Promise<void> {
  const seen = await made(after);
  expect(seen).toBeLessThan(120);
  stack.kill(part);
  await made(seen + 3);
}

/** Kills a part that takes all others with it; starts again, and waits until the work goes on. */
async function killedWithAll(part: Part, after: number): Promise<void> {
  const seen = await made(after);
  const before = stack.processes();
  expect(before.length).toBeGreaterThan(5);
  stack.kill(part);
  await until("no process is left", () => before.every((pid) => !isAlive(pid)));
  stack = await stack.again();
  await made(Math.min(seen + 3, 122));
}

step("the server killed in the middle of a realization goes on where it was [EV-13]", async () => {
  await api.realization.realize.mutate({ cohortId: DEMO });
  await killed("server", 8);
});

step("the bot killed in the middle of a realization goes on where it was [RE-3]", async () => {
  await killed("bot", 24);
});

step("the simulated Discord killed in the middle of a realization knows its guild again", async () => {
  const { guild } = await snapshotOf(stack.discord);
  await killed("simulator", 40);
  expect((await snapshotOf(stack.discord)).guild).toEqual(guild);
});

step(
  "the database killed in the middle of a realization loses nothing that was acknowledged [DB-5, DB-12, A12]",
  async () => {
    const groups = await api.groups.list.query({ cohortId: DEMO });
    await killed("database", 56);
    const names = (list: typeof groups) => list.map(({ id, name, members }) => ({ id, name, people: members.length }));
    expect(names(await api.groups.list.query({ cohortId: DEMO }))).toEqual(names(groups));
  },
);

step("the supervisor killed leaves no process behind, and the next start goes on", async () => {
  await killedWithAll("supervisor", 72);
});

step("what a person started killed leaves no process behind, and the next start goes on", async () => {
  await killedWithAll("parent", 90);
});

step(
  "somebody joins the Discord server while the bot is dead, and has access when it is back [GW-1, EV-1, A12]",
  async () => {
    const groups = await api.groups.list.query({ cohortId: DEMO });
    const late = groups.flatMap(({ members }) => members).find(({ discord }) => discord === "not_in_server")!;
    stack.kill("bot");
    await post(stack.discord, "/_sim/members", { join: userNamed(await snapshotOf(stack.discord), late.name) });
    await allActive(api, DEMO);
    await until(`${late.name} has access`, async () => {
      const guild = await snapshotOf(stack.discord);
      const id = userNamed(guild, late.name);
      return guild.channels.filter(({ viewers, name }) => viewers.includes(id) && name !== "general").length === 2;
    });
  },
);

step(
  "after all of it every group is active, everybody's access is right, and nothing was lost or doubled [RE-3, EV-2]",
  async () => {
    await allActive(api, DEMO);
    await until("the guild is as it should be", async () => {
      await expectRealized(api, stack.discord, DEMO);
      return true;
    });
  },
);
