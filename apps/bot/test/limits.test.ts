import { expect, test } from "vitest";
import { botResource, cohort, group, people, personId, type BotResource } from "./bot-resource.ts";

async function realized(): Promise<BotResource> {
  const bot = await botResource();
  bot.server.said.set("cohort:3", cohort());
  bot.server.said.set("group:12", group(12, { members: people(3) }));
  return bot;
}

const FULL = [
  {
    operation: "channel.create",
    code: 30013,
    class: "needs_person",
    words: "The server has as many channels as Discord allows (500)",
  },
  {
    operation: "event.create",
    code: 30038,
    class: "passing",
    words: "The server has as many planned events as Discord allows (100)",
  },
];

test.each(FULL)(
  "a full server ($operation, $code) is said in words, and stops nothing else [RE-8]",
  async ({ operation, code, words, ...sort }) => {
    await using bot = await realized();
    await bot.rounds("cohort:3");
    await bot.control("weather", { operation, fault: "error", status: 400, code, times: 99 });
    await bot.rounds("group:12");
    const failed = bot.server.outcomes().filter(({ result }) => result === "failed");
    expect(failed.length).toBeGreaterThan(0);
    for (const { trouble } of failed) expect(trouble).toMatchObject({ ...sort, code: String(code) });
    expect(failed[0]!.trouble!.message).toContain(words);
    // Each thing was asked for once: what is full is not knocked at again and again.
    const asked = bot.sim.snapshot().weather.find((each) => each.operation === operation)!.hits;
    expect(asked).toBe(failed.length);
    expect(bot.server.outcomes().some(({ result }) => result === "done")).toBe(true);
  },
);

test("a third new name within ten minutes waits for its time, and access does not wait with it [RE-10]", async () => {
  await using bot = await realized();
  await bot.rounds("cohort:3", "group:12");
  const named = (name: string, members = people(3)) =>
    bot.server.said.set("group:12", group(12, { members, group: { ...group(12).group, name } }));
  for (const name of ["Larks", "Owls"]) {
    named(name);
    await bot.rounds("group:12");
  }
  named("Wrens", people(4));
  await bot.rounds("group:12");
  const renamed = bot.server.outcomes().filter(({ kind }) => kind === "text-channel" || kind === "voice-channel");
  for (const { result, trouble } of renamed) {
    expect(result).toBe("failed");
    expect(trouble).toMatchObject({ class: "passing", code: "rate_limited" });
    expect(trouble!.retryAfterMs).toBeGreaterThan(60_000);
  }
  expect(bot.channel("text").name).toBe("owls");
  expect(bot.channel("text").viewers).toContain(personId(4));
  bot.later(600_000);
  await bot.rounds("group:12");
  expect([bot.channel("text").name, bot.channel("voice").name]).toEqual(["wrens", "Wrens Voice"]);
});

test("a channel that is moved and renamed at once moves although its name has to wait [RE-10]", async () => {
  await using bot = await realized();
  await bot.rounds("cohort:3", "group:12");
  const ended = (name: string) => ({ ...group(12).group, status: "completed" as const, name });
  for (const name of ["Larks", "Owls"]) {
    bot.server.said.set("group:12", group(12, { members: people(3), group: { ...group(12).group, name } }));
    await bot.rounds("group:12");
  }
  const categoryKey = "cohort:3/archive-1";
  bot.server.said.set("cohort:3", { ...cohort(), categories: [{ key: categoryKey, number: 1 }] } as never);
  bot.server.said.set("group:12", group(12, { members: people(3), group: ended("Wrens"), categoryKey }));
  await bot.rounds("cohort:3", "group:12");
  const archive = bot.sim.snapshot().channels.find(({ name }) => name.endsWith("(archive)"))!;
  expect(bot.channel("text").parentId).toBe(archive.id);
  expect(bot.channel("text").name).toBe("owls");
});
