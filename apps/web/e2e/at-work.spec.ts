import type { Page } from "playwright-core";
import { beforeAll, expect } from "vitest";
import type { Api } from "./api.ts";
import { answeredLate, heldBack, unanswered } from "./faults.ts";
import { gate } from "./pages/gate.ts";
import { reviewPage } from "./pages/review.ts";
import { DEMO, reviewStory } from "./review-story.ts";
import { until } from "./until.ts";

/** What stays as it is while a deed is at work and when a look fails: what is known, the focus, the other buttons. */

const MAYA = "Maya Lindgren";
const EVA = "Eva Lorenz";
/** Nobody has painted it. */
const SUNDAY_NIGHT = (6 * 24 + 2) * 60;

let api: Api;
let maya: Page;

const story = reviewStory();
const { step, groups } = story;
beforeAll(() => void ({ api, maya } = story.opened));

step("what is known of conflicts, rules and history outlives a later look that fails [GR-7]", async () => {
  const panel = maya.getByRole("tabpanel");
  for (const [tab, procedure] of [
    [/Conflicts/, "groups.conflicts"],
    [/^Rules/, "rules.list"],
    ["History", "groups.history"],
  ] as const) {
    await maya.getByRole("tab", { name: tab }).click();
    await panel.getByRole("status").waitFor({ state: "detached" });
    const known = await panel.innerText();
    await using silent = await unanswered(maya, procedure);
    await until("the page has looked in vain and looks again", async () => {
      await maya.evaluate(() => window.dispatchEvent(new Event("visibilitychange")));
      return silent.asked() >= 4;
    });
    expect(await panel.innerText()).toBe(known);
  }
});

step("of two questions with two answers each, only the one that is given shows it, and keeps the focus", async () => {
  const person = (await api.cohorts.people.query({ cohortId: DEMO })).find(({ name }) => name === EVA)!;
  for (const start of [SUNDAY_NIGHT, SUNDAY_NIGHT + 60])
    await api.questions.ask.mutate({
      cohortId: DEMO,
      personId: person.personId,
      window: { start, end: start + 60 },
      groupStart: start,
    });
  const eva = await story.opened.window.visitor(story.opened.stack.url);
  await gate(eva).signIn(EVA);
  const answers = eva.getByRole("region", { name: "Questions about your hours" }).getByRole("button");
  await until("both are asked", async () => (await answers.count()) === 4);
  await using slow = await heldBack(eva, "questions.answer");
  await answers.first().focus();
  await eva.keyboard.press("Enter");
  await until("it is at work", () => slow.asked() === 1);
  await answers.and(eva.locator("[aria-busy=true]")).waitFor();
  expect(await answers.first().evaluate((button) => button === document.activeElement)).toBe(true);
  expect(await answers.and(eva.locator(":enabled:not([aria-disabled=true])")).count()).toBe(3);
  slow.letGo();
  await until("it is answered", async () => (await answers.count()) === 2);
});

step("a deed whose answer comes after its person has signed out is not there to be undone by the next", async () => {
  const [group] = await groups();
  await using late = await answeredLate(maya, "groups.rename");
  await reviewPage(maya).show(group!.id, group!.name);
  await reviewPage(maya).deed(group!.name, "Rename");
  await maya.getByRole("dialog").getByLabel("Name").fill("Larks");
  await maya.keyboard.press("Enter");
  await until("the server has renamed it", async () => (await groups()).some(({ name }) => name === "Larks"));
  await maya.getByRole("button", { name: `${MAYA}, account` }).click();
  await maya.getByRole("menuitem", { name: "Be somebody else" }).click();
  await maya.waitForURL("**/sign-in");
  const answered = maya.waitForResponse(/groups\.rename/);
  late.letGo();
  await answered;
  await gate(maya).walkInAs(MAYA);
  await maya.waitForURL("**/cohorts");
  await maya.locator(`a[href="/cohorts/${DEMO}"]`).first().click();
  await maya.locator(`a[href="/cohorts/${DEMO}/groups"]`).first().click();
  const undo = maya.getByRole("button", { name: /^Undo/ });
  await maya.getByRole("button", { name: "New group" }).waitFor();
  expect(await undo.count()).toBe(1);
  expect(await undo.isDisabled()).toBe(true);
});

step("a dialog that was opened from a menu gives the focus back to the menu's button", async () => {
  const [group] = await groups();
  const more = maya.getByRole("button", { name: `More about ${group!.name}` });
  await reviewPage(maya).show(group!.id, group!.name);
  await reviewPage(maya).deed(group!.name, "Rename");
  await maya.getByRole("dialog").waitFor();
  await maya.keyboard.press("Escape");
  await maya.getByRole("dialog").waitFor({ state: "detached" });
  await until("it has the focus", () => more.evaluate((button) => button === document.activeElement));
});
