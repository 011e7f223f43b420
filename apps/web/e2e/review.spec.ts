import { weekMinuteOf } from "@muster/domain/meeting-slot";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { signIn, type Api } from "./api.ts";
import { expectNoComplaints, openWindow, type Window } from "./chromium.ts";
import { lookAt } from "./look.ts";
import { desk } from "./pages/desk.ts";
import { gate } from "./pages/gate.ts";
import { reviewPage } from "./pages/review.ts";
import { schedule } from "./scheduled.ts";
import { startStack, type Stack } from "./stack.ts";
import { storyOf } from "./story.ts";
import { until } from "./until.ts";

/** An organiser's hand on the groups of a proposal: by key, by drag, from a list and in a table; the server is asked what is so. */

const DEMO = 1;

let stack: Stack;
let window: Window;
let api: Api;
let maya: Page;

beforeAll(async () => {
  [stack, window] = await Promise.all([startStack(), openWindow()]);
  api = await signIn(stack.url, "organiser");
  await schedule(api, DEMO);
  maya = await window.visitor(stack.url);
  await gate(maya).signIn("Maya Lindgren");
  await desk(maya).open(DEMO, "groups");
});

afterAll(async () => {
  await window[Symbol.asyncDispose]();
  await stack[Symbol.asyncDispose]();
});

const flaws: string[] = [];
const look = async (name: string) => void flaws.push(...(await lookAt(maya, name)));
const step = storyOf((sentence) => window.keep(sentence));
const groups = () => api.groups.list.query({ cohortId: DEMO });
/** Who is where, and when each group meets. */
const standing = async () =>
  (await groups()).map(({ id, slot, members }) => ({
    id,
    at: weekMinuteOf(slot),
    people: members.map(({ personId }) => personId).toSorted((a, b) => a - b),
  }));
const groupOf = async (personId: number) =>
  (await groups()).find(({ members }) => members.some((member) => member.personId === personId))?.id ?? null;

/** The first two groups, each with its participants. */
async function twoGroups() {
  const [one, other] = await groups();
  const participants = (group: typeof one) => group!.members.filter(({ role }) => role === "participant");
  return { one: one!, other: other!, ofOne: participants(one), ofOther: participants(other) };
}

const startOf = (minute: number) => ({ weekday: Math.floor(minute / 1_440), startMinute: minute % 1_440 });

/** A group to which, half an hour later or earlier, only one of its participants could not come, and which suits nobody better then. */
async function halfAnHourShort() {
  for (const group of await groups()) {
    const { people, stepMinutes } = await api.groups.hours.query({ groupId: group.id });
    const from = weekMinuteOf(group.slot);
    for (const to of [from + 30, from - 30]) {
      const at = (starts: string, minute: number) => "AIPBN".indexOf(starts[minute / stepMinutes] ?? "N");
      const worse = people.filter(({ starts }) => at(starts, to) > 1);
      const better = people.filter(({ starts }) => at(starts, to) < at(starts, from));
      const [one] = worse;
      const isShort = one?.role === "participant" && at(one.starts, from) < 2;
      if (one && isShort && worse.length === 1 && better.length === 0)
        return { group, who: group.members.find(({ personId }) => personId === one.personId)!, from, to };
    }
  }
  throw new Error("no group of the demo is like that");
}

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

step(
  "a group made by hand, a split and a merge are each one step back with Ctrl+Z, and one forward again [GR-6, GR-9]",
  async () => {
    const was = await standing();
    const page = reviewPage(maya);
    await maya.getByRole("button", { name: "New group" }).click();
    await maya.getByLabel("Name").fill("Late birds");
    await look("review-create");
    await maya.getByRole("button", { name: "Create 1 group" }).click();
    await page.told("Late birds is there, empty so far.");
    await page.undo();
    await page.told("Late birds is gone again.");
    await page.redo();
    await until("it is made again", async () => (await groups()).some(({ name }) => name === "Late birds"));
    await page.undo();
    await until("and gone again", async () => JSON.stringify(await standing()) === JSON.stringify(was));
    const { one, ofOne } = await twoGroups();
    await page.show(one.id, one.name);
    await page.deed(one.name, "Split");
    for (const { name } of ofOne.slice(0, 2)) await maya.getByRole("checkbox", { name }).click();
    await look("review-split");
    await maya.getByRole("button", { name: "Move 2 people to a new group" }).click();
    await page.told(/^2 people are in Group/);
    const split = (await groups()).at(-1)!;
    const apart = await standing();
    await page.show(split.id, split.name);
    await page.deed(split.name, "Merge into another group");
    await maya.getByRole("combobox", { name: "Where its members go" }).selectOption(String(one.id));
    const merge = maya.getByRole("button", { name: `Merge into ${one.name}` }).and(maya.locator(":enabled"));
    await merge.waitFor();
    await look("review-merge");
    await merge.click();
    await page.told(`Everybody of ${split.name} is in ${one.name} now.`);
    await page.undo();
    await page.told(`${split.name} is there again, with its people.`);
    expect(await standing()).toEqual(apart);
    await page.undo();
    await page.told(`2 people are back in ${one.name}.`);
    expect(await standing()).toEqual(was);
  },
);

step(
  "whoever has no place is offered the groups that come nearest, and a press gives a place and takes it back [SC-14]",
  async () => {
    const { one, ofOne } = await twoGroups();
    const [page, who] = [reviewPage(maya), ofOne[0]!];
    await api.groups.removeMember.mutate({ membershipId: who.membershipId });
    const card = maya.getByRole("article", { name: who.name });
    const add = card.getByRole("button", {
      name: `Add (becomes ${one.taken} of ${one.seats}): ${who.name} to ${one.name}`,
    });
    await add.waitFor();
    await look("review-nearest");
    await add.click();
    await page.told(`${who.name} is in ${one.name} now.`);
    await page.undo();
    await until("they wait again", async () => (await groupOf(who.personId)) === null);
    await add.click();
    await until("they are back", async () => (await groupOf(who.personId)) === one.id);
  },
);

step(
  "a group that nobody would lose by it is shifted for somebody who is half an hour short, and one undo takes both back [SC-14]",
  async () => {
    const page = reviewPage(maya);
    const { group, who, from, to } = await halfAnHourShort();
    await api.groups.changeTime.mutate({ groupId: group.id, ...startOf(to) });
    await api.groups.removeMember.mutate({ membershipId: who.membershipId });
    const was = await standing();
    const card = maya.getByRole("article", { name: who.name });
    const shift = card.getByRole("button", {
      name: new RegExp(`^Shift to .* and add \\(nobody loses.*: ${group.name},`),
    });
    await shift.waitFor();
    await look("review-shift");
    await shift.click();
    await page.told(`${group.name} meets`);
    await until("they are in, at another hour", async () => {
      const now = (await groups()).find(({ id }) => id === group.id)!;
      return weekMinuteOf(now.slot) !== to && now.members.some(({ personId }) => personId === who.personId);
    });
    await page.undo();
    await until("both are as they were", async () => JSON.stringify(await standing()) === JSON.stringify(was));
    await api.groups.changeTime.mutate({ groupId: group.id, ...startOf(from) });
    await api.groups.place.mutate({ cohortId: DEMO, personId: who.personId, groupId: group.id });
  },
);

step(
  "running again leaves the groups as they are until its proposal is accepted, keeps who is pinned, and takes a name [SC-16, SC-19]",
  async () => {
    const { one, ofOne } = await twoGroups();
    const [page, was, who] = [reviewPage(maya), await standing(), ofOne[0]!];
    await page.show(one.id, one.name);
    await page.person(who.personId).focus();
    await maya.keyboard.press("p");
    await page.group(one.name).getByLabel("pinned").first().waitFor();
    await maya.getByRole("button", { name: "Re-run, keep what is pinned" }).click();
    await maya.getByRole("dialog").getByText("1 pinned person keeps the hour their group has now.").waitFor();
    await look("review-rerun");
    await maya.getByRole("button", { name: /^Run again over \d+ groups/ }).click();
    await maya.waitForURL("**/schedule?run=*");
    await maya.getByRole("heading", { name: "Proposal of run 2" }).waitFor();
    expect(await standing()).toEqual(was);
    const pin = maya.getByRole("button", { name: new RegExp(`^Pin ${who.name} to `) });
    expect(await pin.getAttribute("aria-pressed")).toBe("true");
    const another = maya.getByRole("button", { name: new RegExp(`^Pin ${ofOne[1]!.name} to `) });
    await another.focus();
    await maya.keyboard.press("Space");
    expect(await another.getAttribute("aria-pressed")).toBe("true");
    await maya.getByRole("button", { name: "Run again, keep 2 people" }).click();
    await maya.getByRole("heading", { name: "Proposal of run 3" }).waitFor();
    expect(await another.getAttribute("aria-pressed")).toBe("true");
    await maya.getByText("Name and note").click();
    await maya.getByLabel("Name of these groups").fill("Second thoughts");
    await maya.getByLabel("Note for organisers").fill("Two stay where they are.");
    await look("schedule-pinned");
    expect(await standing()).toEqual(was);
    await maya.getByRole("button", { name: /^Accept \d+ groups/ }).click();
    await maya.waitForURL("**/groups");
    await maya.getByText("Second thoughts").waitFor();
    await look("review-named");
    const made = await groups();
    expect(made.every(({ run }) => run?.number === 3 && run.name === "Second thoughts")).toBe(true);
    const now = made.find(({ members }) => members.some(({ personId }) => personId === who.personId))!;
    expect(weekMinuteOf(now.slot)).toBe(weekMinuteOf(one.slot));
    // What was pinned on the board is pinned here.
    for (const { personId } of [who, ofOne[1]!]) {
      const theirs = made.find(({ members }) => members.some((member) => member.personId === personId))!;
      await page.show(theirs.id, theirs.name);
      await page.group(theirs.name).getByLabel("pinned").first().waitFor();
    }
  },
);

step("groups that nobody leads are made on Discord only with a reason [GR-7]", async () => {
  const [first] = await groups();
  await api.groups.setFacilitator.mutate({ groupId: first!.id, personId: null });
  await desk(maya).open(DEMO, "realize");
  await maya.getByRole("button", { name: /^Create on Discord \(\d+ actions\)/ }).click();
  const sure = maya.getByRole("dialog", { name: /^Tell \d+ people of their group/ });
  const people = /\d+/.exec(await sure.getByRole("heading").innerText())![0];
  await sure.getByRole("textbox").fill(people);
  await sure.getByRole("button", { name: `Create and tell ${people} people` }).click();
  const why = maya.getByRole("dialog", { name: "Why are these groups right all the same?" });
  await why.getByText(`${first!.name} has no facilitator.`).waitFor();
  await look("say-why");
  expect((await groups()).every(({ realizeRequestedAt }) => realizeRequestedAt === null)).toBe(true);
  await why.getByRole("button", { name: "Not yet" }).click();
});

step("no view of the desk has a serious barrier, or scrolls sideways at 360 px", async () => {
  expect(flaws).toEqual([]);
  expectNoComplaints(window);
});
