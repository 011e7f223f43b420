import { afterAll, beforeAll, expect } from "vitest";
import { signIn, type Api } from "./api.ts";
import { openWindow, type Window } from "./chromium.ts";
import { changesIn, expectRealized, post, snapshotOf, userNamed, isSeenBy, type Snapshot } from "./guild.ts";
import { allActive, allInSync } from "./scheduled.ts";
import { startStack, type Stack } from "./stack.ts";
import { storyOf } from "./story.ts";
import { until } from "./until.ts";

/** A cohort scheduled and realized without leaving Discord, by what its people can press and type there. */

const DEMO = 1;
type Interaction = Snapshot["interactions"][number];

let stack: Stack;
let window: Window;
let api: Api;
let maya = "";
let plain = "";
const ada = "200000000000000077";

beforeAll(async () => {
  [stack, window] = await Promise.all([startStack(), openWindow()]);
  api = await signIn(stack.url, "organiser");
  const guild = await until("the commands are announced", async () => {
    const seen = await snapshotOf(stack.discord);
    return seen.bot.connected && seen.commands.length > 0 && seen;
  });
  [maya, plain] = [userNamed(guild, "Maya Lindgren"), userNamed(guild, "Eva Lorenz")];
});

afterAll(async () => {
  await window[Symbol.asyncDispose]();
  await stack[Symbol.asyncDispose]();
});

const step = storyOf((sentence) => window.keep(sentence));

interface Command {
  userId: string;
  name: string;
  options?: object;
  autocomplete?: object;
}

const run = async (command: Command): Promise<Interaction> =>
  (await post<{ interaction: Interaction }>(stack.discord, "/_sim/commands", command)).interaction;

/** All that was answered so far, in the order in which it was. */
const answersTo = async ({ id }: Interaction) =>
  (await snapshotOf(stack.discord)).interactions.find((interaction) => interaction.id === id)!.answers;

const saidBy = (answer: Interaction["answers"] | Interaction["answers"][number] | undefined): string =>
  JSON.stringify(answer ?? null);

step("the cohort is found by typing a part of its name, with how many people wait [DC-4]", async () => {
  const complete = async (value: string) =>
    (await run({ userId: maya, name: "schedule", autocomplete: { option: "cohort", value } })).answers[0]!.choices ??
    [];
  const [cohort] = await api.cohorts.list.query();
  const [found] = await complete(cohort!.name.slice(0, 5).toLowerCase());
  expect(found!.name).toMatch(/72 pending/);
  expect(found!.value).toBe(DEMO);
  expect(await complete("nothing of that name")).toEqual([]);
});

step("somebody who is no administrator is refused, and nothing is scheduled [DC-6]", async () => {
  await expect(run({ userId: plain, name: "schedule", options: { cohort: DEMO } })).rejects.toThrow(/./);
  expect(await api.scheduling.runs.query({ cohortId: DEMO })).toEqual([]);
});

step("an administrator who is no organiser reads why not", async () => {
  await post(stack.discord, "/_sim/seed", {
    users: [{ id: ada, username: "admin", global_name: "Ada Admin", administrator: true }],
  });
  const refused = await run({ userId: ada, name: "realize-cohort", options: { cohort: DEMO } });
  await until("the refusal is read", async () => /organiser/i.test(saidBy((await answersTo(refused)).at(-1))));
  // Administrators see every channel of a server.
  await post(stack.discord, "/_sim/members", { leave: ada });
  expect(await api.groups.list.query({ cohortId: DEMO })).toEqual([]);
});

step("/schedule answers at once, tells how far it is, and ends with the result [T18, DC-1]", async () => {
  const asked = await run({ userId: maya, name: "schedule", options: { cohort: DEMO } });
  expect(asked.deferred).toBe(true);
  const answers = await until("the result is told", async () => {
    const seen = await answersTo(asked);
    return saidBy(seen.at(-1)).includes(`<@${maya}>`) && seen;
  });
  const said = saidBy(answers.find((answer) => saidBy(answer).includes("Scheduling Complete")));
  expect(said).toMatch(/Groups created\*\* 11/);
  expect(said).toMatch(/Eva Lorenz/);
  const groups = await api.groups.list.query({ cohortId: DEMO });
  expect(groups.map(({ status }) => status)).toEqual(Array.from({ length: 11 }, () => "preview"));
});

step(
  "/realize-cohort, sent and confirmed on the guild's own page, edits its progress and ends with a count [PL-7, T18]",
  async () => {
    await post(stack.discord, "/_sim/calls/reset");
    const page = await window.visitor(stack.discord);
    await page.goto(`/?as=${maya}`);
    const form = page.locator("#command-form");
    await form.locator("select[name=userId]").selectOption(maya);
    await form.locator("[name=name]").selectOption("realize-cohort");
    await form.locator("input[name=option-cohort]").fill(String(DEMO));
    await form.getByRole("button", { name: "Send" }).click();
    // So many would be told that it shows what it would do, and waits for a word.
    await page.getByRole("button", { name: "Confirm" }).click({ timeout: 120_000 });
    await page.getByText("Cohort Realized").first().waitFor({ timeout: 120_000 });
    await page.context().close();
    await allActive(api, DEMO);
    const guild = await expectRealized(api, stack.discord, DEMO);
    const answers = guild.interactions.filter(({ userId }) => userId === maya).flatMap((each) => each.answers);
    const progress = answers.filter(({ content }) => /Processing|Loading/.test(content ?? ""));
    expect(progress.length).toBeGreaterThan(0);
    expect(saidBy(answers)).toMatch(/Groups processed\*\* 11/);
  },
);

step("somebody who comes to the server afterwards finds the channels open [T18]", async () => {
  const groups = await api.groups.list.query({ cohortId: DEMO });
  const group = groups.find(({ members }) => members.some(({ discord }) => discord === "not_in_server"))!;
  const { name } = group.members.find(({ discord }) => discord === "not_in_server")!;
  await post(stack.discord, "/_sim/members", { join: userNamed(await snapshotOf(stack.discord), name) });
  await until("both channels are open", async () =>
    isSeenBy(await snapshotOf(stack.discord), group, (names) => names.includes(name)),
  );
});

step("/realize-cohort a second time changes nothing [EV-2]", async () => {
  await allInSync(api, DEMO);
  await post(stack.discord, "/_sim/calls/reset");
  const again = await run({ userId: maya, name: "realize-cohort", options: { cohort: DEMO } });
  await until("an end is told", async () => {
    const said = saidBy((await answersTo(again)).at(-1));
    return /Cohort Realized|No groups found/.test(said);
  });
  expect(changesIn(await snapshotOf(stack.discord))).toEqual({});
});
