import { expect, test } from "vitest";
import { keys } from "@muster/domain/brief";
import { botResource, cohort, group, people, type BotResource } from "./bot-resource.ts";

const everything = ["cohort:3", "group:12"] as const;

async function ready(): Promise<BotResource> {
  const bot = await botResource();
  bot.server.said.set("cohort:3", cohort());
  bot.server.said.set("group:12", group(12, { meetings: group(12).meetings.slice(0, 2) }));
  return bot;
}

/** What a guild must hold in the end, whatever happened on the way; seen in the guild, not in our books. */
function expectWhole(bot: BotResource): void {
  const { channels, events, messages } = bot.sim.snapshot();
  const ours = channels.filter(({ name }) => name !== "general");
  expect(ours.map(({ type, name }) => `${type} ${name}`).toSorted()).toEqual([
    "category AI Safety - October",
    "text group-12",
    "voice Group 12 Voice",
  ]);
  for (const room of ours.filter(({ type }) => type !== "category"))
    expect(people().every(({ discordId }) => room.viewers.includes(discordId!))).toBe(true);
  expect(events.filter(({ status }) => status === "scheduled").map(({ name }) => name)).toEqual([
    "Group 12 - Week 1",
    "Group 12 - Week 2",
  ]);
  expect(messages.filter(({ content }) => content.startsWith("Welcome"))).toHaveLength(1);
  const ids = new Set([...ours.map(({ id }) => id), ...events.map(({ id }) => id), ...messages.map(({ id }) => id)]);
  for (const { id } of bot.server.remembered.values()) expect(ids.has(id)).toBe(true);
}

const deeds = [
  ["the category", "channel.create", "AI Safety"],
  ["the text channel", "channel.create", "group-12"],
  ["the voice channel", "channel.create", "Group 12 Voice"],
  ["an event", "event.create", "Week 2"],
  ["the welcome", "message.create", "Welcome"],
] as const;

for (const [what, operation, match] of deeds) {
  for (const fault of ["500-after", "reset-after", "html-502-after"] as const) {
    test(`${what} whose answer was lost (${fault}) is adopted, not made twice [RE-1, RE-18]`, async () => {
      await using bot = await ready();
      await bot.control("weather", { operation, match, fault });
      await bot.rounds(...everything);
      expect(bot.server.outcomes().filter(({ result }) => result === "ambiguous")).toHaveLength(1);
      await bot.rounds(...everything);
      await bot.rounds(...everything);
      expect(bot.server.outcomes().every(({ result }) => result === "done")).toBe(true);
      expectWhole(bot);
      const made = bot.sim
        .snapshot()
        .effects.filter(({ did, name }) => did === operation && String(name).includes(match));
      expect(made.length).toBeLessThanOrEqual(1);
    });
  }

  test(`${what} that was never made although asked for (500-before) is made once [RE-1]`, async () => {
    await using bot = await ready();
    await bot.control("weather", { operation, match, fault: "500-before" });
    await bot.rounds(...everything);
    await bot.rounds(...everything);
    await bot.rounds(...everything);
    // A welcome that went ahead of its event has been given the link by now.
    await bot.rounds(...everything);
    expect(bot.changing()).toBe(0);
    expectWhole(bot);
  });
}

for (const [what, operation, match] of deeds.slice(0, 4)) {
  test(`${what} that lands late beside a second one is repaired: the oldest stays [RE-2, INV-11]`, async () => {
    await using bot = await ready();
    await bot.control("weather", { operation, match, fault: "late", ms: 1_500 });
    await bot.rounds(...everything);
    await bot.rounds(...everything);
    await expect
      .poll(
        () =>
          bot.sim.snapshot().effects.filter(({ did, name }) => did === operation && String(name).includes(match))
            .length,
        { timeout: 20_000 },
      )
      .toBe(2);
    await bot.rounds(...everything);
    expect(bot.server.outcomes().filter(({ repairedDuplicates }) => repairedDuplicates === 1)).toHaveLength(1);
    await bot.rounds(...everything);
    expect(bot.changing()).toBe(0);
    expectWhole(bot);
  });
}

test("killed at any report, the next round finds everything and makes nothing twice [RE-3, EV-2]", async () => {
  await using counting = await ready();
  await counting.rounds(...everything);
  const reports = 4 + counting.server.reports.length;
  for (let dies = 1; dies < reports; dies += 3) {
    await using bot = await ready();
    let left = dies;
    bot.server.onReport = () => {
      if (--left === 0) throw new Error("killed");
    };
    await bot.rounds(...everything).catch(() => {});
    bot.server.onReport = () => {};
    await bot.rounds(...everything);
    await bot.rounds(...everything);
    expect(bot.changing()).toBe(0);
    expectWhole(bot);
  }
});

test("a round whose lease was lost drops everything at the next word [EV-11, INV-10]", async () => {
  await using bot = await ready();
  bot.server.onReport = (report, server) => {
    if (report.phase === "outcome" && report.kind === "text-channel") server.epoch++;
  };
  await expect(bot.rounds(...everything)).rejects.toHaveProperty("cause.message", "Another bot acts now");
  expect(bot.sim.snapshot().channels.map(({ name }) => name)).not.toContain("Group 12 Voice");
});

test("a round that was overtaken by another is dropped", async () => {
  await using bot = await ready();
  bot.server.onReport = (report, server) => {
    if (report.phase === "planned" && bot.channel("category")) server.openAnother();
  };
  await expect(bot.rounds(...everything)).rejects.toHaveProperty("cause.message", "This round is over");
  expect(bot.sim.snapshot().channels.filter(({ name }) => name !== "general")).toHaveLength(1);
});

test("one failed event does not stop the others, and is said in Discord's words [R18, PL-10]", async () => {
  await using bot = await ready();
  await bot.control("weather", {
    operation: "event.create",
    match: "Week 1",
    fault: "error",
    status: 400,
    code: 30038,
    message: "full",
  });
  await bot.rounds(...everything);
  const events = bot.server.outcomes().filter(({ kind }) => kind === "event");
  expect(events.map(({ result }) => result)).toEqual(["failed", "done"]);
  expect(events[0]!.trouble).toMatchObject({ class: "passing", code: "30038" });
});

test("a long rate limit is handed back with its time instead of standing in the way [RE-9, PL-11]", async () => {
  await using bot = await ready();
  await bot.control("weather", { operation: "channel.create", match: "Voice", fault: "429-shared", ms: 60_000 });
  await bot.rounds(...everything);
  const voice = bot.server.outcomes().find(({ kind }) => kind === "voice-channel")!;
  expect(voice).toMatchObject({ result: "failed", trouble: { class: "passing", code: "rate_limited" } });
  expect(voice.trouble!.retryAfterMs).toBeGreaterThan(50_000);
});

test("a guild that cannot be read gives the round up and removes nothing [GW-10]", async () => {
  await using bot = await ready();
  await bot.rounds(...everything);
  await bot.control("weather", { operation: "channel.list", fault: "500-before" });
  await bot.rounds("group:12");
  expect(bot.server.settled).toMatchObject([{ ending: "gave_up", trouble: { class: "passing" } }]);
  await bot.control("weather", {
    operation: "guild.get",
    fault: "error",
    status: 404,
    code: 10004,
    message: "Unknown Guild",
  });
  await bot.rounds("group:12");
  expect(bot.server.settled).toMatchObject([{ ending: "gave_up", trouble: { class: "needs_person", code: "10004" } }]);
  expect(bot.changing()).toBe(0);
  expectWhole(bot);
});

test("a token Discord no longer takes is not offered again and again [RE-12]", async () => {
  await using bot = await ready();
  await bot.control("weather", {
    operation: "*",
    fault: "error",
    status: 401,
    code: 0,
    message: "401: Unauthorized",
    times: 99,
  });
  await bot.rounds("cohort:3");
  await bot.rounds("cohort:3");
  await bot.rounds("cohort:3");
  expect(bot.server.settled[0]).toMatchObject({ ending: "gave_up", trouble: { class: "needs_person", code: "401" } });
  expect(bot.sim.snapshot().calls.total).toBe(0);
});

test("a category with no seat left is said before Discord is asked, and the next one takes the group [RE-7]", async () => {
  await using bot = await ready();
  await bot.rounds("cohort:3");
  const { id: parentId } = bot.channel("category");
  for (let filler = 0; filler < 49; filler++)
    await bot.hand({ do: "create-channel", name: `filler-${filler}`, parentId });
  await bot.rounds("group:12");
  expect(bot.changing()).toBe(0);
  const rooms = bot.server.outcomes().filter(({ kind }) => kind.endsWith("-channel"));
  expect(rooms.map(({ result, trouble }) => [result, trouble?.class, trouble?.code])).toEqual([
    ["failed", "passing", "category_full"],
    ["failed", "passing", "category_full"],
  ]);
  bot.server.said.set("cohort:3", cohort([1, 2]));
  bot.server.said.set("group:12", group(12, { categoryKey: keys.category(3, 2) }));
  await bot.rounds(...everything);
  const second = bot.sim.snapshot().channels.find(({ name }) => name === "AI Safety - October (2)")!;
  const text = bot.sim.snapshot().channels.find(({ name }) => name === "group-12")!;
  expect(text.parentId).toBe(second.id);
});

test("a category that fills up while we work is understood from Discord's own refusal [RE-7]", async () => {
  await using bot = await ready();
  await bot.rounds("cohort:3");
  const { id: parentId } = bot.channel("category");
  for (let filler = 0; filler < 48; filler++)
    await bot.hand({ do: "create-channel", name: `filler-${filler}`, parentId });
  bot.server.onReport = async (report) => {
    if (report.phase === "outcome" && report.kind === "text-channel") return;
  };
  const asked = bot.discord.change;
  let stolen = false;
  bot.discord.change = async (...args) => {
    if (!stolen && JSON.stringify(args).includes("Group 12 Voice")) {
      stolen = true;
      await bot.hand({ do: "create-channel", name: "thief", parentId });
    }
    return asked(...(args as Parameters<typeof asked>)) as never;
  };
  await bot.rounds("group:12");
  const voice = bot.server.outcomes().find(({ kind }) => kind === "voice-channel");
  expect(voice).toMatchObject({ result: "failed", trouble: { class: "passing", code: "category_full" } });
});
