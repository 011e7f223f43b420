import { weekMinuteOf } from "@muster/domain/meeting-slot";
import type { Page } from "playwright-core";
import { beforeAll, expect } from "vitest";
import type { Api } from "./api.ts";
import { desk } from "./pages/desk.ts";
import { realizePage } from "./pages/realize.ts";
import { reviewPage } from "./pages/review.ts";
import { DEMO, reviewStory } from "./review-story.ts";
import { until } from "./until.ts";

/** An organiser's hand on whole groups of a proposal: made, split, merged, shifted, run again; the server is asked what is so. */

let api: Api;
let maya: Page;

const story = reviewStory();
const { step, look, groups, standing, groupOf, twoGroups } = story;
beforeAll(() => void ({ api, maya } = story.opened));

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
  await realizePage(maya).create();
  const why = maya.getByRole("dialog", { name: "Why are these groups right all the same?" });
  await why.getByText(`${first!.name} has no facilitator.`).waitFor();
  await look("say-why");
  expect((await groups()).every(({ realizeRequestedAt }) => realizeRequestedAt === null)).toBe(true);
  await why.getByRole("button", { name: "Not yet" }).click();
});

step("no view of the desk has a serious barrier, or scrolls sideways at 360 px", async () => story.expectNoFlaws());
