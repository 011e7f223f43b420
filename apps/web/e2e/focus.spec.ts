import type { Page } from "playwright-core";
import { beforeAll, expect } from "vitest";
import type { Api } from "./api.ts";
import { desk } from "./pages/desk.ts";
import { gate } from "./pages/gate.ts";
import { weekPage } from "./pages/week.ts";
import { DEMO, reviewStory } from "./review-story.ts";
import { until } from "./until.ts";

/** Where the keyboard is once a page, a dialog, a row or a message is gone: the browser itself is asked what has the focus. */

let api: Api;
let maya: Page;

const story = reviewStory();
const { step } = story;
beforeAll(() => void ({ api, maya } = story.opened));

/** What has the focus, as somebody who hears the page is told it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement!;
    const title = document.getElementById(at.getAttribute("aria-labelledby") ?? "");
    return `${at.tagName.toLowerCase()} ${title?.textContent ?? at.getAttribute("aria-label") ?? at.textContent}`;
  });
const isOn = (page: Page, what: string) =>
  until(`the focus is on: ${what}`, async () => (await focused(page)) === what);

step("another page has the focus and is read by its title, without a ring; the first page moves nothing", async () => {
  await maya.reload();
  await maya.getByRole("heading", { name: "Review", exact: true }).waitFor();
  expect(await focused(maya)).toMatch(/^body/);
  await maya
    .getByRole("navigation", { name: "Stages of this cohort" })
    .getByRole("link", { name: /Schedule/ })
    .focus();
  await maya.keyboard.press("Enter");
  await isOn(maya, "main Schedule");
  expect(await maya.locator("#content").evaluate((page) => getComputedStyle(page).outlineStyle)).toBe("none");
});

step("the skip link leads to the page itself", async () => {
  await desk(maya).open(DEMO, "schedule");
  await maya.keyboard.press("Tab");
  expect(await focused(maya)).toBe("a To the page itself");
  await maya.keyboard.press("Enter");
  await isOn(maya, "main Schedule");
});

step("after a dialog whose opener is gone the page has the focus", async () => {
  const dialog = maya.getByRole("dialog");
  await maya.getByText("No rules yet").waitFor();
  await maya.getByRole("button", { name: "Add a rule" }).click();
  const [group] = await api.groups.list.query({ cohortId: DEMO });
  for (const { name } of group!.members.slice(0, 2)) {
    await dialog.getByRole("combobox").fill(name);
    await maya.keyboard.press("Enter");
  }
  await dialog.getByRole("button", { name: /^Keep 2 people/ }).click();
  await isOn(maya, "main Schedule");
});

step("Undo gives the focus back to what had it before", async () => {
  await maya.getByRole("button", { name: /^Remove the rule: / }).click();
  const undo = maya.getByRole("status").getByRole("button", { name: "Undo" });
  await undo.waitFor();
  const before = maya.getByRole("button", { name: "Add a rule" });
  await before.focus();
  await undo.focus();
  await maya.keyboard.press("Enter");
  await undo.waitFor({ state: "detached" });
  await isOn(maya, "button Add a rule");
});

step(
  "in the list of a week the next bin has the focus after a row is removed, and Add time after the last",
  async () => {
    const member = await story.opened.window.visitor(story.opened.stack.url);
    await gate(member).signIn("Leila Haddad");
    await weekPage(member).open();
    await member.getByRole("button", { name: "Use list instead" }).click();
    const day = member.getByRole("region", { name: "Sunday" });
    const clear = day.getByRole("button", { name: "Clear day: Sunday" });
    if (await clear.isEnabled()) await clear.click();
    const add = day.getByRole("button", { name: "Add time" });
    await add.click();
    await add.click();
    const bins = day.getByRole("button", { name: /^Remove Sunday/ });
    const second = await bins.nth(1).getAttribute("aria-label");
    await bins.first().click();
    await isOn(member, `button ${second}`);
    await member.keyboard.press("Enter");
    await isOn(member, "button Add time");
    await member.keyboard.press("Enter");
    await clear.click();
    await isOn(member, "button Add time");
  },
);

step("nothing stood in anybody's way", async () => story.expectNoFlaws());
