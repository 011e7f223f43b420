import type { Page } from "playwright-core";
import { beforeAll, expect } from "vitest";
import type { Api } from "./api.ts";
import { desk } from "./pages/desk.ts";
import { reviewPage } from "./pages/review.ts";
import { DEMO, reviewStory } from "./review-story.ts";

/** Who is kept together and apart, said on the review page by keys alone and seen from the schedule page; the server is asked what is so. */

let api: Api;
let maya: Page;

const story = reviewStory();
const { step, look } = story;
beforeAll(() => void ({ api, maya } = story.opened));

const rules = async () => (await api.rules.list.query({ cohortId: DEMO })).map(({ words }) => words);
const dialog = () => maya.getByRole("dialog");
const tab = (name: RegExp) => maya.getByRole("tab", { name });

async function aGroup() {
  const [group] = await api.groups.list.query({ cohortId: DEMO });
  const [one, other] = group!.members.filter(({ role }) => role === "participant");
  const names = [one!.name, other!.name].toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  return { group: group!, one: one!, other: other!, words: `${names.join(" and ")} are kept apart` };
}

step("the menu of a member keeps them apart from whom one types, by keys alone [GR-13]", async () => {
  const { group, one, other, words } = await aGroup();
  const page = reviewPage(maya);
  await page.show(group.id, group.name);
  await tab(/^Rules/).click();
  await maya.getByText("No rules yet").waitFor();
  await look("rules-none");
  await maya.getByRole("button", { name: `Move ${one.name}` }).focus();
  await maya.keyboard.press("Enter");
  await maya.getByRole("menuitem", { name: "Keep apart from…" }).focus();
  await maya.keyboard.press("Enter");
  const field = dialog().getByRole("combobox");
  await field.waitFor();
  await field.focus();
  await maya.keyboard.type(other.name);
  await maya.keyboard.press("Enter");
  expect(await field.inputValue()).toBe("");
  expect(await dialog().getByRole("list", { name: "Who it is about" }).getByRole("button").count()).toBe(2);
  await look("rules-dialog");
  await dialog().getByRole("button", { name: "Keep 2 people apart" }).focus();
  await maya.keyboard.press("Enter");
  await dialog().waitFor({ state: "detached" });
  await maya
    .getByRole("listitem")
    .filter({ hasText: `${words}.` })
    .first()
    .waitFor();
  expect(await rules()).toEqual([words]);
});

step("a broken rule is among the conflicts, and realizing would ask for a reason [GR-13, GR-7]", async () => {
  const { group, words } = await aGroup();
  await tab(/^Conflicts|need/).click();
  const sentence = `${words.replace("are kept", "are to be kept")}, and both are in ${group.name}.`;
  await maya.getByRole("button", { name: sentence }).waitFor();
  await look("rules-conflict");
});

step("merging says which rule it would break, before anything is done [GR-13, GR-9]", async () => {
  const [group, into] = await api.groups.list.query({ cohortId: DEMO });
  const [one, other] = [group!, into!].map(({ members }) => members.find(({ role }) => role === "participant")!);
  const about = { cohortId: DEMO, personIds: [one!.personId, other!.personId] };
  const { ruleId } = await api.rules.add.mutate({ ...about, kind: "apart", scope: "cohort", note: null });
  await reviewPage(maya).show(group!.id, group!.name);
  await reviewPage(maya).deed(group!.name, "Merge into another group");
  await dialog().getByRole("combobox", { name: "Where its members go" }).selectOption(String(into!.id));
  await dialog()
    .getByText(new RegExp(`are to be kept apart, and both are in ${into!.name}\\.`))
    .first()
    .waitFor();
  await look("rules-merge");
  await maya.keyboard.press("Escape");
  await dialog().waitFor({ state: "detached" });
  await api.rules.remove.mutate({ cohortId: DEMO, ruleId });
});

step("a removed rule comes back by Undo [GR-13, SC-22]", async () => {
  const { words } = await aGroup();
  await tab(/^Rules/).click();
  await maya.getByRole("button", { name: `Remove the rule: ${words}` }).click();
  await reviewPage(maya).told(`No longer a rule: ${words}.`);
  expect(await rules()).toEqual([]);
  await maya.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await maya.getByRole("button", { name: `Remove the rule: ${words}` }).waitFor();
  expect(await rules()).toEqual([words]);
});

step(
  "the people of a group are not put together again, and that is no breach in the group they are in [GR-13]",
  async () => {
    const { group, words } = await aGroup();
    await reviewPage(maya).deed(group.name, "Not again together");
    await look("rules-not-again");
    await dialog().getByRole("button", { name: "Not again together" }).click();
    await reviewPage(maya).told(`The people of ${group.name} are not put together again.`);
    expect(await rules()).toHaveLength(2);
    const { hard } = await api.groups.conflicts.query({ cohortId: DEMO });
    expect(hard.filter(({ code }) => code === "kept_apart")).toHaveLength(1);
    await look("rules-two");
    expect((await rules())[1]).toBe(words);
  },
);

step("the schedule page has the same rules, and says before a run that they hold [GR-13]", async () => {
  await desk(maya).open(DEMO, "schedule");
  const card = maya.getByRole("region", { name: "Rules" });
  const { words } = await aGroup();
  await card.getByText(`${words}.`).waitFor();
  await look("rules-schedule");
  await card.getByRole("button", { name: "Add a rule" }).click();
  await dialog().getByRole("heading", { name: "New rule" }).waitFor();
  await maya.keyboard.press("Escape");
  await card.getByRole("button", { name: `Remove the rule: ${words}` }).click();
  await card.getByText(`${words}.`).waitFor({ state: "detached" });
  expect(await rules()).toHaveLength(1);
});

step(
  "nothing stood in anybody's way: no barrier, no sideways scrolling, no complaint of the browser [GR-13]",
  async () => story.expectNoFlaws(),
);
