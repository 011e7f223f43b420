import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbedded } from "@muster/db/embedded";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { signedIn, type Api } from "./api.ts";
import { expectNoComplaints, openWindow, type Window } from "./chromium.ts";
import { expectRealized, post, snapshotOf } from "./guild.ts";
import { lookAt } from "./look.ts";
import { desk } from "./pages/desk.ts";
import { gate } from "./pages/gate.ts";
import { schedulingPage } from "./pages/scheduling.ts";
import { weekPage } from "./pages/week.ts";
import { allActive } from "./scheduled.ts";
import { startSimulator } from "./simulator.ts";
import { startStack, type Stack } from "./stack.ts";
import { storyOf } from "./story.ts";
import { until } from "./until.ts";

/** The same code with a PostgreSQL and a Discord that it did not bring: nothing but variables, and an empty database. */

const APPLICATION = {
  clientId: "300000000000000001",
  clientSecret: "a-secret-of-this-application",
  token: "a-token-of-this-bot-alone",
};
const person = (number: number, name: string) => ({
  id: `40000000000000000${number}`,
  username: name.toLowerCase().replace(" ", "."),
  global_name: name,
});
const ORGANISER = person(1, "Olga Organ");
const FACILITATOR = person(2, "Finn Leads");
const MEMBERS = [person(3, "Ann Comes"), person(4, "Ben Comes")];

const own = new AsyncDisposableStack();
let stack: Stack;
let window: Window;
let olga: Page;
let api: Api;
let cohortId = 0;
let link = "";

beforeAll(async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "muster-real-"));
  own.defer(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const simulator = own.use(await startSimulator(APPLICATION, [ORGANISER, FACILITATOR, ...MEMBERS]));
  const database = own.use(await startEmbedded({ dir: path.join(folder, "postgres"), throwaway: true }));
  stack = own.use(
    await startStack({
      env: {
        DATABASE_URL: database.url,
        DISCORD_CLIENT_ID: APPLICATION.clientId,
        DISCORD_CLIENT_SECRET: APPLICATION.clientSecret,
        DISCORD_BOT_TOKEN: APPLICATION.token,
        DISCORD_API_URL: `${simulator.origin}/api`,
        ORGANISER_DISCORD_IDS: ORGANISER.id,
      },
    }),
  );
  window = own.use(await openWindow());
});

afterAll(() => own.disposeAsync());

const flaws: string[] = [];
const step = storyOf((sentence) => window.keep(sentence));

/** From wherever sign-in is offered to Discord's own page, and back as this person. */
async function throughDiscord(page: Page, name: string): Promise<void> {
  await page.getByRole("link", { name: "Continue with Discord" }).click();
  await page.getByRole("heading", { name: "Who is signing in?" }).waitFor();
  await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
  await page.waitForURL((url) => url.origin === stack.url && !url.pathname.startsWith("/auth"));
}

step("an organiser named by the settings signs in with Discord, and nobody is offered a persona", async () => {
  olga = await window.visitor(stack.url);
  await olga.goto("/");
  expect(await olga.getByText("Walk in as").count()).toBe(0);
  await throughDiscord(olga, ORGANISER.global_name);
  await olga.getByText("No cohort yet").waitFor();
  const cookies = await olga.context().cookies();
  expect(cookies.every(({ httpOnly }) => httpOnly)).toBe(true);
  api = signedIn(stack.url, cookies.map(({ name, value }) => `${name}=${value}`).join("; "));
});

step("who refuses on Discord's page comes back with a sentence, signed in as nobody", async () => {
  const visitor = await window.visitor(stack.url);
  await visitor.goto("/sign-in");
  await visitor.getByRole("link", { name: "Continue with Discord" }).click();
  await visitor.getByRole("button", { name: "Cancel" }).click();
  await visitor.waitForURL(/problem=denied/);
  await visitor.getByRole("link", { name: "Continue with Discord" }).waitFor();
  await visitor.context().close();
});

step(
  "in the empty database a course and a cohort are created, and its empty pages say what to do [GR-15]",
  async () => {
    const startDate = new Date(new Date().getTime() + 30 * 86_400_000).toISOString().slice(0, 10);
    const cohort = { course: "Deep Reading", name: "First cohort", startDate, timeZone: "Europe/London", minSize: 2 };
    cohortId = await desk(olga).createCohort(cohort);
    link = await desk(olga).copySignUpLink();
    await desk(olga).open(cohortId, "groups");
    await olga.getByText("No groups yet").waitFor();
    await olga.getByRole("button", { name: "Create a group by hand" }).waitFor();
    await olga.getByRole("link", { name: "Run the scheduler" }).click();
    await olga.waitForURL(`**/cohorts/${cohortId}/schedule`);
  },
);

step("people sign up through the link with their Discord accounts, and paint their weeks", async () => {
  for (const { global_name: name } of [FACILITATOR, ...MEMBERS]) {
    const page = await window.visitor(stack.url);
    await page.goto(link);
    await throughDiscord(page, name);
    await gate(page).signUp(name === FACILITATOR.global_name ? { facilitator: 1 } : "participant");
    await weekPage(page).open();
    await weekPage(page).drag({ day: 1, time: "18:00" }, { day: 1, time: "19:30" });
    await weekPage(page).saved();
    await page.context().close();
  }
  const people = await api.cohorts.people.query({ cohortId });
  expect(people.map(({ name }) => name).toSorted()).toEqual(["Ann Comes", "Ben Comes", "Finn Leads"]);
});

step("an organiser names another, who sits at the desk at once, and one press takes the role back [AD-7]", async () => {
  await olga.goto("/cohorts");
  await olga.getByRole("button", { name: "Olga Organ, account" }).click();
  await olga.getByRole("menuitem", { name: "Organisers" }).click();
  await olga.getByRole("button", { name: "Make somebody an organiser" }).click();
  await olga.getByRole("combobox", { name: "The new organiser" }).fill("ann");
  await olga.getByRole("option", { name: /Ann Comes/ }).waitFor();
  await olga.keyboard.press("Enter");
  await olga.getByText("Ann Comes is an organiser now.").waitFor();
  flaws.push(...(await lookAt(olga, "organisers")));
  const ann = await window.visitor(stack.url);
  await ann.goto("/sign-in");
  await throughDiscord(ann, "Ann Comes");
  await ann.goto("/organisers");
  await ann.getByRole("heading", { name: "Organisers" }).waitFor();
  await olga.getByRole("button", { name: "Take the role from Ann Comes" }).click();
  await olga.getByText("Ann Comes is no organiser any more.").waitFor();
  await ann.goto("/cohorts");
  await ann.waitForURL((url) => url.pathname === "/");
  await ann.context().close();
  expect(flaws).toEqual([]);
});

step("they are scheduled, accepted, and with everybody placed realized on that Discord [T18, GR-15]", async () => {
  await desk(olga).open(cohortId, "schedule");
  await schedulingPage(olga).start();
  await schedulingPage(olga).proposed(1);
  await schedulingPage(olga).accept();
  await desk(olga).open(cohortId, "groups");
  await olga.getByText("Everybody is placed").waitFor();
  await olga.getByRole("link", { name: "Plan the realization" }).click();
  await olga.waitForURL(`**/cohorts/${cohortId}/realize`);
  await until("the bot is there", async () => (await snapshotOf(stack.discord)).bot.connected);
  await olga.getByRole("button", { name: /^Create on Discord \(\d+ actions\)/ }).click();
  await allActive(api, cohortId);
  const guild = await expectRealized(api, stack.discord, cohortId);
  expect(guild.guild.name).toBe("A real course");
});

step(
  "started again, it finds the same database and the same guild, and makes nothing twice [DB-16, EV-2]",
  async () => {
    await stack.stop();
    stack = own.use(await stack.again());
    await post(stack.discord, "/_sim/calls/reset");
    await until("the bot is there", async () => (await snapshotOf(stack.discord)).bot.connected);
    const [group] = await api.groups.list.query({ cohortId });
    await api.sync.syncNow.mutate({ groupId: group!.id });
    await until("the group was compared", async () => {
      const { calls } = await snapshotOf(stack.discord);
      return calls.byRoute["GET /guilds/:guild/scheduled-events"];
    });
    await expectRealized(api, stack.discord, cohortId);
    expectNoComplaints(window);
  },
);
