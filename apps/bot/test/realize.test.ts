import { expect, test } from "vitest";
import { keys } from "@muster/domain/brief";
import { botResource, cohort, group, people, personId } from "./bot-resource.ts";

test("a group of eight is realized with the fewest calls Discord allows, and nobody else sees it [T8, R20, C6, C11, PL-5]", async () => {
  await using bot = await botResource();
  bot.server.said.set("cohort:3", cohort());
  bot.server.said.set("group:12", group(12));
  await bot.rounds("cohort:3", "group:12");

  // One category, two channels born with everybody's access, eight events, one welcome, pinned.
  expect(bot.changing()).toBe(1 + 2 + 8 + 1 + 1);
  const { channels, events, messages } = bot.sim.snapshot();
  const ours = channels.filter(({ name }) => name !== "general");
  expect(ours.map(({ type, name, everyoneCanView, botCanView }) => [type, name, everyoneCanView, botCanView])).toEqual([
    ["category", "AI Safety - October", false, true],
    ["text", "group-12", false, true],
    ["voice", "Group 12 Voice", false, true],
  ]);
  const allowed = new Set<string>([bot.sim.guild.ownerId, ...people().map(({ discordId }) => discordId!)]);
  for (const room of ours.slice(1)) expect(new Set(room.viewers)).toEqual(allowed);
  expect(events.map(({ name }) => name)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((week) => `Group 12 - Week ${week}`));
  expect(new Set(events.map(({ channelId }) => channelId))).toEqual(new Set([ours[2]!.id]));
  // Discord itself says in the channel that something was pinned.
  expect(messages).toHaveLength(2);
  expect(messages[0]!.pinned).toBe(true);
  expect(messages[0]!.pinged.users).toHaveLength(8);
  expect(JSON.stringify(messages[0]!.embeds)).toContain(`/events/${bot.sim.guild.id}/${events[0]!.id}`);
  expect(bot.server.settled.map(({ ending }) => ending)).toEqual(["settled", "settled"]);
});

test("a second round of everything changes nothing [INV-17, R23, A8]", async () => {
  await using bot = await botResource();
  bot.server.said.set("cohort:3", cohort());
  bot.server.said.set("group:12", group(12));
  await bot.rounds("cohort:3", "group:12");
  await bot.rounds("cohort:3", "group:12");
  expect(bot.changing()).toBe(0);
  expect(bot.server.tally()).toEqual({
    "category keep done": 2,
    "text-channel keep done": 1,
    "voice-channel keep done": 1,
    "access keep done": 16,
    "event keep done": 8,
    "welcome keep done": 1,
  });
});

test("no channel is public for a single moment [RE-4, INV-2]", async () => {
  await using bot = await botResource();
  bot.server.said.set("cohort:3", cohort());
  bot.server.said.set("group:12", group(12));
  await bot.rounds("cohort:3", "group:12");
  const born = bot.sim
    .snapshot()
    .effects.filter(({ did, by }) => did.startsWith("channel.") && by === bot.sim.clientId);
  expect(born.length).toBeGreaterThanOrEqual(3);
  expect(born.filter(({ everyoneCanView }) => everyoneCanView !== false)).toEqual([]);
});

test("that a create began is told before it is tried, and its outcome only once it happened [RE-3, EV-3]", async () => {
  await using bot = await botResource();
  bot.server.said.set("cohort:3", cohort());
  const heard: string[] = [];
  bot.server.onReport = ({ phase }) => heard.push(`${phase} with ${bot.sim.snapshot().channels.length - 1} channels`);
  await bot.rounds("cohort:3");
  expect(heard).toEqual(["planned with 0 channels", "began with 0 channels", "outcome with 1 channels"]);
});

test("a category known and there exists; known and gone it is held with its id, and the group's rooms still stand [T4, RE-5]", async () => {
  await using bot = await botResource();
  bot.server.said.set("cohort:3", cohort());
  bot.server.said.set("group:12", group(12));
  await bot.rounds("cohort:3", "group:12");
  const { id } = bot.channel("category");
  await bot.hand({ do: "delete-channel", channelId: id });
  await bot.rounds("cohort:3", "group:12");
  const category = bot.server.outcomes().filter(({ kind }) => kind === "category");
  expect(category.map(({ action, result, id }) => [action, result, id])).toEqual([
    ["recreate", "held", id],
    ["recreate", "held", id],
  ]);
  expect(bot.server.tally()).toMatchObject({ "text-channel keep done": 1, "voice-channel keep done": 1 });
  expect(bot.changing()).toBe(0);
});

test("only the missing one of two channels is made [T5, R7]", async () => {
  await using bot = await botResource();
  bot.server.said.set("cohort:3", cohort());
  bot.server.said.set("group:12", group(12));
  await bot.rounds("cohort:3", "group:12");
  const text = bot.channel("text").id;
  const voiceKey = keys.voiceChannel(12);
  await bot.hand({ do: "delete-channel", channelId: bot.channel("voice").id });
  bot.server.remembered.delete(voiceKey);
  for (const key of bot.server.remembered.keys()) if (key.includes("/event-")) bot.server.remembered.delete(key);
  await bot.rounds("group:12");
  const rooms = bot.server.outcomes().filter(({ kind }) => kind.endsWith("-channel"));
  expect(rooms.map(({ kind, action, result, id }) => [kind, action, result, id])).toEqual([
    ["text-channel", "keep", "done", text],
    ["voice-channel", "create", "done", bot.channel("voice").id],
  ]);
});

test("meetings whose events stand are counted as there; without a voice channel every event is skipped [T7, C14]", async () => {
  await using bot = await botResource();
  const two = group(12, { meetings: group(12).meetings.slice(0, 2) });
  bot.server.said.set("group:12", two);
  await bot.rounds("group:12");
  expect(bot.server.tally()).toMatchObject({
    "category create held": 1,
    "voice-channel create blocked": 1,
    "event create blocked": 2,
  });
  const blocked = bot.server.outcomes().find(({ kind }) => kind === "text-channel");
  expect(blocked!.trouble!.code).toBe("no_category");
  bot.server.said.set("cohort:3", cohort());
  await bot.rounds("cohort:3", "group:12");
  await bot.rounds("group:12");
  expect(bot.server.tally()).toMatchObject({ "event keep done": 2 });
});

test("without leave to create nothing is made, and access is given all the same [T2, T3, C22]", async () => {
  await using bot = await botResource();
  bot.server.said.set("cohort:3", cohort());
  bot.server.said.set("group:12", group(12, { members: people(3) }));
  await bot.rounds("cohort:3", "group:12");
  const careful = { ...group(12).policy, allowCreate: false };
  bot.server.said.set("group:12", group(12, { members: people(4), policy: careful }));
  await bot.rounds("group:12");
  expect(
    bot.server
      .outcomes()
      .filter(({ action }) => action === "create")
      .map(({ kind, discordId }) => [kind, discordId]),
  ).toEqual([
    ["access", personId(4)],
    ["access", personId(4)],
  ]);
  bot.server.said.set("group:13", group(13, { policy: careful }));
  await bot.rounds("group:13");
  expect(bot.changing()).toBe(0);
  expect(bot.server.tally()).toMatchObject({
    "text-channel create held": 1,
    "event create held": 8,
    "access create blocked": 16,
  });
});

test("a dry run tells the whole plan and touches nothing", async () => {
  await using bot = await botResource();
  bot.server.said.set("group:12", group(12, { policy: { ...group(12).policy, dryRun: true } }));
  await bot.rounds("group:12");
  expect(bot.changing()).toBe(0);
  expect(bot.server.reports).toHaveLength(1);
  const [planned] = bot.server.reports;
  if (planned?.phase !== "planned") throw new Error("the plan was not told");
  const kinds = Map.groupBy(planned.steps, ({ kind, carried }) => `${kind}${carried ? " carried" : ""}`);
  expect(Object.fromEntries([...kinds].map(([kind, steps]) => [kind, steps.length]))).toEqual({
    category: 1,
    "text-channel": 1,
    "voice-channel": 1,
    "access carried": 16,
    event: 8,
    welcome: 1,
  });
});

test("an approved plan goes on after an interruption; a plan with something new in it stops and asks", async () => {
  await using bot = await botResource();
  bot.server.said.set("cohort:3", cohort());
  await bot.rounds("cohort:3");
  bot.server.said.set("group:12", group(12, { policy: { ...group(12).policy, dryRun: true } }));
  await bot.rounds("group:12");
  const [planned] = bot.server.reports;
  const approvedFingerprint = planned?.phase === "planned" ? planned.fingerprint : "";
  const approved = { ...group(12).policy, approvedFingerprint };

  bot.server.said.set("group:12", group(12, { policy: approved, members: people(9) }));
  bot.server.onReport = (report, server) => {
    if (report.phase === "outcome" && report.kind === "event") server.epoch++;
  };
  await bot.rounds("group:12").catch(() => {});
  bot.server.onReport = () => {};
  await bot.rounds("group:12");
  expect(bot.server.settled.at(-1)!.ending).toBe("settled");

  const named = { ...approved, approvedFingerprint: "", repair: ["cohort:3/category-2"] };
  bot.server.said.set("cohort:3", {
    ...cohort(),
    policy: named,
    categories: [{ key: "cohort:3/category-2", number: 2 }],
  } as never);
  await bot.rounds("cohort:3");
  expect(bot.server.settled.at(-1)!.ending).toBe("settled");

  const later = { ...group(12).group, name: "Larks" };
  bot.server.said.set("group:12", group(12, { policy: approved, group: later }));
  await bot.rounds("group:12");
  expect(bot.server.settled.at(-1)!.ending).toBe("plan_changed");
  expect(bot.changing()).toBe(0);
});
