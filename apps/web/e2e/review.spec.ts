import { weekMinuteOf } from "@muster/domain/meeting-slot";
import type { Page } from "playwright-core";
import { beforeAll, expect } from "vitest";
import type { Api } from "./api.ts";
import { reviewPage } from "./pages/review.ts";
import { reviewStory } from "./review-story.ts";
import { until } from "./until.ts";

/** An organiser's hand on who is where in a proposal: by key, by drag, from a list and in a table; the server is asked what is so. */

let api: Api;
let maya: Page;

const story = reviewStory();
const { step, look, groups, standing, groupOf, twoGroups } = story;
beforeAll(() => void ({ api, maya } = story.opened));

let before: Awaited<ReturnType<typeof standing>>;

step("eight groups are seen at 1440 by 900 without scrolling, each with hour, seats and who leads [GR-1]", async () => {
  before = await standing();
  await maya.setViewportSize({ width: 1440, height: 900 });
  const eighth = await maya.locator("[data-group]").nth(7).boundingBox();
  expect(eighth!.y + eighth!.height).toBeLessThanOrEqual(900);
  expect(await maya.locator("[data-group]").first().innerText()).toMatch(/G\d+\s*[A-Z][a-z]{2} \d\d:\d\d/);
  await maya.setViewportSize({ width: 1440, height: 1000 });
  await look("review");
});

step("M moves the person in focus to the group one types, and says what is so now [GR-3, GR-4]", async () => {
  const { one, other, ofOne } = await twoGroups();
  const page = reviewPage(maya);
  await page.show(one.id, one.name);
  await page.person(ofOne[0]!.personId).focus();
  await maya.keyboard.press("m");
  const dialog = maya.getByRole("dialog");
  await dialog.getByRole("option").first().waitFor();
  await look("review-move");
  await dialog.getByRole("combobox").fill(`${other.name} `);
  await maya.keyboard.press("Enter");
  await page.told(`${ofOne[0]!.name} is in ${other.name} now.`);
  expect(await groupOf(ofOne[0]!.personId)).toBe(other.id);
});

step("a person dragged over a group reads what it would mean before the mouse lets go [GR-4]", async () => {
  const { one, other, ofOne } = await twoGroups();
  const [page, ben] = [reviewPage(maya), ofOne[0]!];
  const words = await page.carry(ben.personId, other.id);
  expect(words).toContain(`becomes ${other.taken + 1} of ${other.seats}`);
  expect(words).toMatch(/[A-Z][a-z]{2} \d\d:\d\d \(London\)/);
  expect(await groupOf(ben.personId)).toBe(one.id);
  await page.letGo();
  await page.told(`${ben.name} is in ${other.name} now.`);
  expect(await groupOf(ben.personId)).toBe(other.id);
});

step("a person let go over Not placed waits for a place, and Esc in between moves nobody [GR-4]", async () => {
  const { one, other, ofOne } = await twoGroups();
  const [page, who] = [reviewPage(maya), ofOne[0]!];
  await page.carry(who.personId, other.id);
  await maya.keyboard.press("Escape");
  await page.letGo();
  await page.carry(who.personId, "waiting");
  expect(await groupOf(who.personId)).toBe(one.id);
  await page.letGo();
  await page.told(`${who.name} is out of ${one.name}`);
  expect(await groupOf(who.personId)).toBeNull();
});

step("T offers every other time with who could not come, the best first, and takes it [GR-5]", async () => {
  const { one } = await twoGroups();
  // Asked before: once it is taken, the best hour is no other one any more.
  const { best: ranked } = await api.groups.hours.query({ groupId: one.id });
  await reviewPage(maya).show(one.id, one.name);
  await maya.keyboard.press("t");
  const dialog = maya.getByRole("dialog");
  const best = await dialog.getByRole("option").first().innerText();
  await dialog.getByRole("combobox").press("Enter");
  await reviewPage(maya).told(`${one.name} meets`);
  const now = (await groups()).find(({ id }) => id === one.id)!;
  expect(weekMinuteOf(now.slot)).not.toBe(weekMinuteOf(one.slot));
  expect(best).toContain(`${Math.max(...ranked.map(({ free }) => free))} of`);
});

step("Ctrl+Z takes back the time and all three moves, one after the other [GR-6]", async () => {
  for (const _deed of ["time", "taken out", "dragged", "moved by key"]) await reviewPage(maya).undo();
  await until("everything is as it was", async () => JSON.stringify(await standing()) === JSON.stringify(before));
});

step("what somebody else changed meanwhile is shown beside one's own wish, and one chooses [GR-8]", async () => {
  const [one, other, third] = await groups();
  const who = one!.members.find(({ role }) => role === "participant")!;
  const page = reviewPage(maya);
  await page.show(one!.id, one!.name);
  await page.person(who.personId).focus();
  await maya.keyboard.press("m");
  await maya.getByRole("option").first().waitFor();
  await api.groups.moveMember.mutate({ membershipId: who.membershipId, toGroupId: third!.id });
  await maya.getByRole("combobox").fill(`${other!.name} `);
  await maya.keyboard.press("Enter");
  const clash = maya.getByRole("dialog", { name: "Somebody else was quicker" });
  await clash.getByText(`${who.name} is in ${third!.name} now.`).waitFor();
  expect(await groupOf(who.personId)).toBe(third!.id);
  await clash.getByRole("button", { name: /^Still/ }).click();
  await page.told(`${who.name} is in ${other!.name} now.`);
  expect(await groupOf(who.personId)).toBe(other!.id);
});

step("in the table two people are chosen and moved together, and one undo puts both back [GR-10]", async () => {
  const page = reviewPage(maya);
  const was = await standing();
  const { one, other, ofOne } = await twoGroups();
  await maya.getByRole("radio", { name: "Table" }).click();
  await maya.getByRole("button", { name: "Group", exact: true }).waitFor();
  await look("review-table");
  for (const { name } of ofOne.slice(0, 2))
    await maya.getByRole("checkbox", { name: `${name}, ${one.name}`, exact: true }).click();
  await maya.getByRole("button", { name: "Move 2 people to…" }).click();
  await maya.getByRole("combobox").last().fill(`${other.name} `);
  await maya.keyboard.press("Enter");
  await page.told(`2 people are in ${other.name} now.`);
  await page.undo();
  await until("both are back", async () => JSON.stringify(await standing()) === JSON.stringify(was));
  await maya.getByRole("radio", { name: "Board" }).click();
});

step("no view of the desk has a serious barrier, or scrolls sideways at 360 px", async () => story.expectNoFlaws());
