import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { answered, living, PATIENTLY, startIt, type Living } from "./a-living-bot.ts";
import { personId } from "./bot-resource.ts";
import { refused } from "./fake-server.ts";

test("/schedule defers, follows the run and sums it up, how many people it is about first [C16, D1, D4, D6, T18]", async () => {
  await using bot = await living((server) => {
    const progress = { attemptsDone: 500, attemptsTotal: 1_000, placed: 20, total: 24, remainingMs: 4_000 };
    server.run = [
      { status: "running", error: null, progress },
      { status: "done", error: null, progress },
    ];
    server.resultAfter = 2;
    server.result = {
      cohortName: "October",
      groupsCreated: 3,
      usersGrouped: 23,
      ungroupable: 1,
      placement: 95,
      groups: [{ name: "Group 1", memberCount: 8, meetingTime: "Wednesday 15:00-16:00" }],
      unplaced: [{ name: "Ann", sentence: "No hour suits Ann and three others", remedy: null }],
      pageUrl: "http://muster/cohorts/3/schedule",
    };
  });
  const asked = { name: "schedule", options: { cohort: 3, min_people: 5, balance: false } };
  const answer = await answered(bot, asked, /Scheduling Complete: October/);
  expect(answer).toContain("95 %");
  const [first] = bot.sim.snapshot().interactions.flatMap(({ answers }) => answers.filter(({ did }) => did === "edit"));
  expect(first!.content).toBe("Scheduling 24 people…");
  expect(answer).toContain("/realize-cohort");
  expect(bot.server.asked.find(({ command }) => command === "schedule")!.input).toMatchObject({
    cohortId: 3,
    settings: { minPeople: 5, balance: false },
    invoker: { discordId: bot.sim.guild.ownerId, isAdministrator: true },
  });
});

test("/realize-cohort follows the groups and counts processed, successful, failed and waiting [D9, D12, C36]", async () => {
  await using bot = await living((server) => {
    const page = { pageUrl: "http://muster/cohorts/3/realize" };
    const one = (state: string) => ({ groupId: 12, name: "Group 12", state, sentence: "The voice channel is missing" });
    server.realized = [
      {
        groups: [one("processing")],
        finished: false,
        counts: { processed: 0, successful: 0, failed: 0, waiting: 0 },
        ...page,
      },
      {
        groups: [one("failed")],
        finished: true,
        counts: { processed: 1, successful: 0, failed: 1, waiting: 0 },
        ...page,
      },
    ];
  });
  const answer = await answered(bot, { name: "realize-cohort", options: { cohort: 3 } }, /Cohort Realized: October/);
  expect(answer).toMatch(/Failed\*\* 1/);
});

test("a cohort without groups is told to be scheduled first [D9]", async () => {
  await using bot = await living();
  const answer = await answered(bot, { name: "realize-cohort", options: { cohort: 3 } }, /No groups/);
  expect(answer).toContain("No groups found for this cohort. Run /schedule first.");
});

test("a refusal is told in the server's own sentence [D5]", async () => {
  await using bot = await living((server) => (server.refusal = refused("Only an organiser of Muster may do this")));
  const answer = await answered(bot, { name: "schedule", options: { cohort: 3 } }, /Error/);
  expect(answer).toContain("Error: Only an organiser of Muster may do this");
});

test("completing filters before it takes twenty-five, so that number sixty is found by typing [D2, DC-4]", async () => {
  await using bot = await living((server) => {
    server.choices = Array.from({ length: 60 }, (_, index) => ({
      id: index + 1,
      label: `Cohort ${index + 1} (3 pending)`,
    }));
  });
  const all = await answered(bot, { name: "schedule", autocomplete: { option: "cohort", value: "" } }, /pending/);
  expect(all.match(/pending/g)).toHaveLength(25);
  const one = await answered(
    bot,
    { name: "schedule", autocomplete: { option: "cohort", value: "cohort 60" } },
    /pending/,
  );
  expect(one).toContain("Cohort 60 (3 pending)");
});

test("commands are put once and not again while they are the same", async () => {
  await using bot = await living();
  await expect.poll(() => bot.sim.snapshot().commands.length, PATIENTLY).toBe(5);
  await bot.control("gateway", { do: "invalid-session" });
  await expect
    .poll(() => bot.server.heard.filter((heard) => "everybody" in heard).length, PATIENTLY)
    .toBeGreaterThanOrEqual(2);
  await sleep(100);
  const puts = Object.entries(bot.sim.snapshot().calls.byRoute).filter(
    ([route]) => route.startsWith("PUT") && route.includes("commands"),
  );
  expect(puts.map(([, times]) => times)).toEqual([1]);
});

const running = { status: "running", error: null } as const;
const progress = { attemptsDone: 500, attemptsTotal: 1_000, placed: 20, total: 24, remainingMs: 4_000 };
const scheduled = {
  cohortName: "October",
  groupsCreated: 3,
  usersGrouped: 20,
  ungroupable: 4,
  placement: 83,
  groups: [],
  unplaced: [],
  pageUrl: "http://muster/cohorts/3/schedule",
};

/** The one message with a button somebody can press, and the button's id. */
const button = (bot: Living, label: string) => {
  type Row = { components: { label: string; custom_id: string; disabled?: boolean }[] };
  for (const { id, components } of bot.sim.snapshot().messages)
    for (const each of (components as Row[]).flatMap((row) => row.components))
      if (each.label === label) return { messageId: id, customId: each.custom_id, disabled: each.disabled ?? false };
  return undefined;
};
const press = (bot: Living, label: string) =>
  bot.control<{ interaction: { id: string } }>("components", { userId: bot.sim.guild.ownerId, ...button(bot, label) });
const saidTo = (bot: Living, id: string) =>
  JSON.stringify(bot.sim.snapshot().interactions.find((each) => each.id === id)?.answers);
const everybodySees = (bot: Living) =>
  bot.sim
    .snapshot()
    .interactions.flatMap(({ answers }) => answers.filter(({ ephemeral, did }) => !ephemeral && did !== "choices"));

test("a Stop button works after a restart, once, and is switched off by it [DC-3, DC-7]", async () => {
  await using bot = await living((server) => (server.run = [{ ...running, progress }]));
  await answered(bot, { name: "schedule", options: { cohort: 3 } }, /best 20\/24/);
  await bot.stop();
  bot.server.asked.length = 0;
  const { bot: next, stopping } = startIt(bot.sim, bot.server);
  await expect.poll(() => bot.server.holder, PATIENTLY).toBeDefined();
  await expect.poll(() => bot.sim.snapshot().bot.connected, PATIENTLY).toBe(true);
  const { interaction } = await press(bot, "Stop and keep the best");
  await expect.poll(() => saidTo(bot, interaction.id), PATIENTLY).toContain("best groups found so far are kept");
  expect(bot.server.asked).toMatchObject([
    { command: "stopRun", input: { runId: 9, invoker: { discordId: bot.sim.guild.ownerId, isAdministrator: true } } },
  ]);
  expect(button(bot, "Stop and keep the best")).toMatchObject({ disabled: true });
  await expect(press(bot, "Stop and keep the best")).rejects.toThrow("nothing to press");
  expect(everybodySees(bot)).toEqual([]);
  stopping.abort();
  await next.stop();
});

test("a button whose time has passed says so with the reason, and one without the right to it is refused in words [DC-2, DC-6, DC-7]", async () => {
  await using bot = await living((server) => {
    server.run = [{ ...running, progress }];
    server.outOfDate = refused("Run 3 is over already.");
  });
  await answered(bot, { name: "schedule", options: { cohort: 3 } }, /best 20\/24/);
  bot.server.refusal = refused("Only administrators may do this", undefined, "not_allowed");
  const one = await press(bot, "Stop and keep the best");
  await expect
    .poll(() => saidTo(bot, one.interaction.id), PATIENTLY)
    .toContain("Error: Only administrators may do this");
  expect(button(bot, "Stop and keep the best")).toMatchObject({ disabled: false });
  bot.server.refusal = undefined;
  const { interaction } = await press(bot, "Stop and keep the best");
  await expect
    .poll(() => saidTo(bot, interaction.id), PATIENTLY)
    .toContain("This is out of date: Run 3 is over already.");
  expect(button(bot, "Stop and keep the best")).toMatchObject({ disabled: true });
  expect(everybodySees(bot)).toEqual([]);
});

test("the end of a run comes as a new message that mentions whoever asked, and the button is gone [DC-3]", async () => {
  await using bot = await living((server) => {
    server.run = [
      { ...running, progress },
      { status: "done", error: null, progress },
    ];
    server.result = scheduled;
  });
  await answered(bot, { name: "schedule", options: { cohort: 3 } }, /October is scheduled/);
  const last = bot.sim.snapshot().interactions[0]!.answers.at(-1)!;
  expect(last).toMatchObject({ did: "follow-up", ephemeral: true });
  expect(last.content).toBe(`<@${bot.sim.guild.ownerId}> October is scheduled: 20 of 24 people have a place.`);
  expect(button(bot, "Stop and keep the best")).toBeUndefined();
});

const plan = {
  state: "ready" as const,
  cohortName: "October",
  groups: 12,
  people: 90,
  actions: 130,
  channels: 25,
  events: 90,
  problems: [] as string[],
  limits: [{ what: "channels on the server", used: 4, adds: 25, max: 500, ok: true }],
  pageUrl: "http://muster/cohorts/3/realize",
};

test("a dry run shows counts, limits and where the plan is, and realizes nothing [DC-17, DC-8]", async () => {
  await using bot = await living((server) => (server.plan = [{ ...plan, state: "looking" }, plan]));
  const options = { cohort: 3, "dry-run": true };
  const answer = await answered(bot, { name: "realize-cohort", options }, /Plan: October/);
  for (const words of [
    "**People told** 90",
    "**Channels created** 25",
    "4 → 29 of 500",
    plan.pageUrl,
    "Nothing was changed",
  ])
    expect(answer).toContain(words);
  expect(bot.server.asked.some(({ command }) => command === "realize")).toBe(false);
  expect(button(bot, "Confirm")).toBeUndefined();
});

test("very many people are told only after a word, and two presses are one realization [DC-8, PL-7]", async () => {
  await using bot = await living((server) => {
    server.asksFirst = true;
    server.plan = [plan];
    const groups = [{ groupId: 12, name: "Group 12", state: "active", sentence: "Active" }];
    const counts = { processed: 1, successful: 1, failed: 0, waiting: 0 };
    server.realized = [{ groups, finished: true, counts, pageUrl: plan.pageUrl }];
  });
  await answered(bot, { name: "realize-cohort", options: { cohort: 3 } }, /Confirm within five minutes/);
  const given = bot.sim.snapshot().interactions[0]!.id;
  expect(bot.server.asked.some(({ command }) => command === "realize")).toBe(false);
  const { interaction } = await press(bot, "Confirm");
  await expect.poll(() => saidTo(bot, interaction.id), PATIENTLY).toContain("Cohort Realized: October");
  expect(bot.server.asked.filter(({ command }) => command === "realize")).toMatchObject([
    { input: { interactionId: given, cohortId: 3 } },
  ]);
  expect(button(bot, "Confirm")).toBeUndefined();
  await answered(bot, { name: "realize-cohort", options: { cohort: 3 } }, /Confirm within five minutes/);
  const left = await press(bot, "Cancel");
  await expect.poll(() => saidTo(bot, left.interaction.id), PATIENTLY).toContain("Nothing was changed");
  expect(bot.server.asked.filter(({ command }) => command === "realize")).toHaveLength(1);
});

test("staff see from a person's menu where they have their place, and nobody else sees the answer [DC-18, DC-2]", async () => {
  await using bot = await living((server) => {
    server.person = {
      name: "Ann",
      groups: [
        {
          name: "Group 12",
          cohort: "October",
          role: "facilitator",
          status: "active",
          meets: "Wednesday 15:00-16:00 (Europe/London)",
          nextMeetingAt: new Date("2026-10-07T14:00:00Z"),
          url: "http://muster/cohorts/3/groups",
        },
      ],
      waitingIn: ["November"],
    };
  });
  const answer = await answered(bot, { name: "Show group", targetId: personId(1) }, /Group 12/);
  for (const words of [
    "Facilitator",
    "<t:1791381600:F>",
    "http://muster/cohorts/3/groups",
    "Waits for a group in November",
  ])
    expect(answer).toContain(words);
  expect(bot.server.asked.at(-1)).toMatchObject({ command: "personGroups", input: { discordId: personId(1) } });
  expect(everybodySees(bot)).toEqual([]);
});
