import type { Page } from "playwright-core";
import { beforeAll, expect } from "vitest";
import { signIn, type Api } from "./api.ts";
import { heldBack, unanswered } from "./faults.ts";
import { desk } from "./pages/desk.ts";
import { gate } from "./pages/gate.ts";
import { joinPage } from "./pages/join.ts";
import { realizePage } from "./pages/realize.ts";
import { reviewPage } from "./pages/review.ts";
import { DEMO, reviewStory } from "./review-story.ts";
import { allActive } from "./scheduled.ts";
import { until } from "./until.ts";

/** What people read, and what they keep, when the server does not answer or takes its time. */

const MAYA = "Maya Lindgren";
const LEILA = "Leila Haddad";
const EVA = "Eva Lorenz";
const SILENCE = "Muster did not answer.";
const LINK = "/sign-up/rehearsal";

let api: Api;
let maya: Page;
let leila: Page;

const story = reviewStory();
const { step, groups } = story;
beforeAll(() => void ({ api, maya } = story.opened));

const signOut = async () => {
  await maya.getByRole("button", { name: `${MAYA}, account` }).click();
  await maya.getByRole("menuitem", { name: "Be somebody else" }).click();
};
const heading = (page: Page, name: RegExp | string) => page.getByRole("heading", { name }).first().waitFor();

step("a new group that takes its time is made once, however often Enter is pressed", async () => {
  const before = (await groups()).length;
  await maya.getByRole("button", { name: "New group" }).click();
  const dialog = maya.getByRole("dialog");
  const create = dialog.getByRole("button", { name: "Create 1 group" });
  await using slow = await heldBack(maya, "groups.create");
  await create.focus();
  await maya.keyboard.press("Enter");
  await dialog.locator("[aria-busy=true]").waitFor();
  await maya.keyboard.press("Enter");
  expect(await create.evaluate((button) => button === document.activeElement)).toBe(true);
  await dialog.getByLabel("Name").press("Enter");
  slow.letGo();
  await dialog.waitFor({ state: "detached" });
  await reviewPage(maya).told("is there, empty so far.");
  expect(slow.asked()).toBe(1);
  expect((await groups()).length).toBe(before + 1);
});

step("a table that the browser does not let one copy is offered as a file", async () => {
  await maya.getByRole("radio", { name: "Table" }).click();
  await maya.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await maya.getByRole("button", { name: "Copy", exact: true }).click();
  await reviewPage(maya).told("This browser does not let Muster copy. The CSV beside it has the same.");
});

step("signing out goes nowhere while nobody answers, and forgets what could be undone once it is done", async () => {
  const undo = maya.getByRole("button", { name: /^Undo/ });
  expect(await undo.isEnabled()).toBe(true);
  {
    await using _silent = await unanswered(maya, "account.signOut");
    await signOut();
    await reviewPage(maya).told(SILENCE);
    expect(new URL(maya.url()).pathname).toBe(`/cohorts/${DEMO}/groups`);
  }
  await signOut();
  await maya.waitForURL("**/sign-in");
  await gate(maya).walkInAs(MAYA);
  await maya.waitForURL("**/cohorts");
  await maya.locator(`a[href="/cohorts/${DEMO}"]`).first().click();
  await maya.locator(`a[href="/cohorts/${DEMO}/groups"]`).first().click();
  await undo.waitFor();
  expect(await undo.isDisabled()).toBe(true);
});

step("whoever is signed out meanwhile comes back to the very page they were on their way to", async () => {
  await desk(maya).open(DEMO, "schedule");
  await maya.context().clearCookies();
  await maya.locator('a[href$="show=ready"]').click();
  await heading(maya, "You are signed out");
  await maya.getByRole("link", { name: "Sign in" }).click();
  await gate(maya).walkInAs(MAYA);
  await maya.waitForURL(`**/cohorts/${DEMO}/people?show=ready`);
});

step("a link that nobody answers for is no lost link, and trying again opens it", async () => {
  const stranger = await story.opened.window.visitor(story.opened.stack.url);
  {
    await using _silent = await unanswered(stranger, "signups.invitation");
    await stranger.goto(LINK);
    await heading(stranger, "Muster does not answer");
  }
  await stranger.getByRole("button", { name: "Try again" }).click();
  await heading(stranger, "AI Safety Fundamentals");
  await stranger.goto("/sign-up/nothing");
  await heading(stranger, "This link leads nowhere");
});

step("what is typed into the sign-up form outlives a later look at the link that fails", async () => {
  await maya.goto(LINK);
  await maya.getByRole("radio", { name: "Lead a group" }).click();
  await maya.getByLabel("At most how many groups").fill("3");
  {
    await using silent = await unanswered(maya, "signups.invitation");
    await until("the page has looked again in vain", async () => {
      await maya.evaluate(() => window.dispatchEvent(new Event("visibilitychange")));
      return silent.asked() >= 3;
    });
  }
  expect(await maya.getByLabel("At most how many groups").inputValue()).toBe("3");
  await maya.getByRole("button", { name: /^Sign up for/ }).click();
  await maya.waitForURL("**/availability");
  const [signup] = await api.signups.mine.query();
  expect(signup).toMatchObject({ cohortId: DEMO, role: "facilitator" });
});

step(
  "a planned run that could not be called off says so, and once it is called off one press brings it back",
  async () => {
    await desk(maya).open(DEMO, "schedule");
    await maya.getByText("By itself").click();
    const card = maya.locator("details", { hasText: "By itself" });
    await card.getByLabel("Day").fill("2099-01-05");
    await card.getByRole("button", { name: "Plan a run" }).click();
    const callOff = card.getByRole("button", { name: "Call it off" });
    await callOff.waitFor();
    // No setting has a say in it.
    await maya.getByLabel("Largest group").fill("");
    {
      await using _silent = await unanswered(maya, "scheduling.callOff");
      await callOff.click();
      await card.getByText(SILENCE).waitFor();
    }
    const planned = async () => (await api.scheduling.planned.query({ cohortId: DEMO })).at?.toISOString();
    const before = await planned();
    await callOff.click();
    await reviewPage(maya).told("The planned run is called off.");
    expect(await planned()).toBeUndefined();
    await maya.getByRole("status").getByRole("button", { name: "Undo" }).click();
    await until("it is planned again", async () => (await planned()) === before);
    expect(before).toMatch(/^2099-01-05/);
  },
);

step("a reason for leaving somebody out is kept where nobody answers", async () => {
  await desk(maya).open(DEMO, "groups");
  const card = maya.getByRole("article", { name: EVA });
  await card.getByRole("button", { name: `Leave out: ${EVA}` }).click();
  const dialog = maya.getByRole("dialog", { name: `Leave ${EVA} out?` });
  await dialog.getByLabel("Why").fill("Comes in spring");
  const deed = dialog.getByRole("button", { name: `Leave ${EVA} out` });
  {
    await using _silent = await unanswered(maya, "signups.leaveOut");
    await deed.click();
    await dialog.getByText(SILENCE).waitFor();
  }
  await deed.click();
  await reviewPage(maya).told(`${EVA} is left out of the runs.`);
  await dialog.waitFor({ state: "detached" });
  const [out] = (await api.cohorts.people.query({ cohortId: DEMO })).filter(({ name }) => name === EVA);
  expect(JSON.stringify(out)).toContain("Comes in spring");
});

step("a visit that is cancelled comes back with one press", async () => {
  for (const { id, members } of await groups())
    if (members.length === 0) await api.groups.remove.mutate({ groupId: id });
  await desk(maya).open(DEMO, "realize");
  await realizePage(maya).create();
  await allActive(api, DEMO);
  leila = await story.opened.window.visitor(story.opened.stack.url);
  await gate(leila).signIn(LEILA);
  await leila.goto(`/join/${DEMO}?for=one`);
  await leila
    .getByRole("button", { name: /^Visit / })
    .first()
    .click();
  await leila
    .getByRole("dialog")
    .getByRole("button", { name: /^Visit / })
    .click();
  await reviewPage(leila).told(/^You visit /);
  const member = await signIn(story.opened.stack.url, "member");
  const visits = async () => (await member.visits.mine.query()).visits.length;
  expect(await visits()).toBe(1);
  await leila.goto("/");
  await leila.getByRole("button", { name: "Cancel this visit" }).click();
  await reviewPage(leila).told(/^You no longer visit /);
  expect(await visits()).toBe(0);
  await leila.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await until("the visit stands again", async () => (await visits()) === 1);
});

step("a switch waits until its effects are read, and keeps its reason where nobody answers [JS-7]", async () => {
  await joinPage(leila).open(DEMO);
  const dialog = leila.getByRole("dialog");
  const deed = dialog.getByRole("button", { name: /^Switch to / });
  {
    await using slow = await heldBack(leila, "groups.effects");
    await leila
      .getByRole("button", { name: /^Switch here: / })
      .first()
      .click();
    await dialog.getByText("Looking at what this does").waitFor();
    expect(await deed.isDisabled()).toBe(true);
    slow.letGo();
    await deed.and(leila.locator(":enabled")).waitFor();
  }
  await dialog.getByText("Say why, if you like").click();
  await dialog.getByLabel("Why").fill("Too late for me");
  {
    await using _silent = await unanswered(leila, "groups.join");
    await deed.click();
    await dialog.getByText(SILENCE).waitFor();
  }
  await deed.click();
  await reviewPage(leila).told(/^Switched to /);
  await dialog.waitFor({ state: "detached" });
  const people = await api.cohorts.people.query({ cohortId: DEMO });
  expect(people.find(({ name }) => name === LEILA)!.said?.words).toBe("Too late for me");
});

step("an Undo that nobody answers says so: beside it where it stands on the page, else wherever one is", async () => {
  await using _silent = await unanswered(leila, "groups.undoMove");
  const page = leila.getByRole("main");
  await page.getByRole("button", { name: /^Go back to / }).click();
  await page.getByText(SILENCE).waitFor();
  await leila.getByRole("link", { name: "My group" }).click();
  await heading(leila, /^You are in /);
  await leila.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await reviewPage(leila).told(SILENCE);
});

step(
  "whoever could not leave reads why beside their reason, and once they left one press takes them back",
  async () => {
    const joins = joinPage(leila);
    await joins.open(DEMO);
    const [mine] = (await groups()).filter(({ members }) => members.some(({ name }) => name === LEILA));
    await joins.leaveButton(mine!.name).click();
    const dialog = leila.getByRole("dialog");
    const deed = dialog.getByRole("button", { name: `Leave ${mine!.name}` });
    {
      await using _silent = await unanswered(leila, "groups.leave");
      await deed.click();
      await dialog.getByText(SILENCE).waitFor();
    }
    await deed.click();
    await reviewPage(leila).told(`You left ${mine!.name}.`);
    await leila.getByRole("status").getByRole("button", { name: "Undo" }).click();
    await joins.leaveButton(mine!.name).waitFor();
  },
);

step("what is asked of an organiser stays written where nobody answers", async () => {
  await leila.getByRole("button", { name: "Ask for help" }).click();
  const dialog = leila.getByRole("dialog");
  await dialog.getByLabel("Something they should know").fill("Mornings could work");
  {
    await using _silent = await unanswered(leila, "callBacks.ask");
    await dialog.getByRole("button", { name: "Ask for help" }).click();
    await dialog.getByText(SILENCE).waitFor();
  }
  await dialog.getByRole("button", { name: "Ask for help" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(await api.callBacks.open.query({ cohortId: DEMO })).toMatchObject([
    { name: LEILA, note: "Mornings could work" },
  ]);
});

step("a refusal ends with the next deed, and a dialog that is opened anew begins without it", async () => {
  const dialog = leila.getByRole("dialog");
  const takeBack = leila.getByRole("button", { name: "Take my request back" });
  const ask = leila.getByRole("button", { name: "Ask for help" });
  {
    await using _silent = await unanswered(leila, "callBacks.takeBack");
    await takeBack.click();
    await leila.getByText(SILENCE).waitFor();
  }
  await takeBack.click();
  await reviewPage(leila).told("Your request is taken back.");
  expect(await leila.getByText(SILENCE).count()).toBe(0);
  await ask.click();
  {
    await using _silent = await unanswered(leila, "callBacks.ask");
    await dialog.getByRole("button", { name: "Ask for help" }).click();
    await dialog.getByText(SILENCE).waitFor();
  }
  await dialog.getByRole("button", { name: "Not now" }).click();
  await leila.getByText(SILENCE).waitFor();
  await ask.click();
  await dialog.waitFor();
  expect(await leila.getByText(SILENCE).count()).toBe(0);
});
