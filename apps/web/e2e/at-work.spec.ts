import type { Page } from "playwright-core";
import { beforeAll, expect } from "vitest";
import { unanswered } from "./faults.ts";
import { reviewStory } from "./review-story.ts";
import { until } from "./until.ts";

/** What stays as it is while a deed is at work and when a look fails: what is known, the focus, the other buttons. */

let maya: Page;

const story = reviewStory();
const { step } = story;
beforeAll(() => void ({ maya } = story.opened));

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
