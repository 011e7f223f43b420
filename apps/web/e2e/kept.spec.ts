import { cohortDefaults } from "@muster/domain/cohort";
import type { Page } from "playwright-core";
import { beforeAll, expect } from "vitest";
import { signIn, type Api } from "./api.ts";
import { desk } from "./pages/desk.ts";
import { gate } from "./pages/gate.ts";
import { reviewPage } from "./pages/review.ts";
import { schedulingPage } from "./pages/scheduling.ts";
import { DEMO, reviewStory } from "./review-story.ts";
import { until } from "./until.ts";

/** What the desk says while it does not know, and what it keeps of what one chose and typed. */

let api: Api;
let maya: Page;

const story = reviewStory();
const { step } = story;
beforeAll(() => void ({ api, maya } = story.opened));

/** Leaves every question for this without an answer, until it is refused one. */
async function hold(page: Page, name: string) {
  const isAsked = (url: URL) => url.pathname.includes(name);
  const refusal = Promise.withResolvers<void>();
  let held = 0;
  await page.route(isAsked, async (route) => {
    held += 1;
    await refusal.promise;
    await route.abort();
  });
  return {
    isHeld: () => until(`${name} is asked for`, () => held > 0),
    refuse: () => refusal.resolve(),
    answerAgain: () => page.unroute(isAsked),
  };
}

step(
  "while conflicts are not known none are counted, and a failure is told instead of their absence [GR-7]",
  async () => {
    const conflicts = await hold(maya, "groups.conflicts");
    await maya.reload();
    await conflicts.isHeld();
    const tab = maya.getByRole("tab", { name: /^Conflicts/ });
    await tab.click();
    await maya.getByRole("status", { name: "Looking for what speaks against the groups" }).waitFor();
    expect(await tab.innerText()).not.toMatch(/\d/);
    conflicts.refuse();
    await maya.getByRole("tabpanel").getByText("Muster did not answer.").waitFor();
    expect(await tab.innerText()).not.toMatch(/\d/);
    await conflicts.answerAgain();
    await maya.reload();
    await maya.getByRole("tab", { name: /^(\d+ need a decision )?Conflicts \d/ }).waitFor();
  },
);

step("when it cannot be read what reached people, the page says so instead of leaving it out", async () => {
  const deliveries = await hold(maya, "notifications.deliveries");
  await desk(maya).open(DEMO, "sync");
  await deliveries.isHeld();
  await maya.getByRole("status", { name: "What reached people" }).waitFor();
  deliveries.refuse();
  for (const name of ["What reached people", "Not delivered"])
    await maya.getByRole("region", { name }).getByText("Muster did not answer.").waitFor();
  await deliveries.answerAgain();
});

step("the table and the group that are shown stand in the address, and wrong values fall back", async () => {
  const [, second] = await api.groups.list.query({ cohortId: DEMO });
  await desk(maya).open(DEMO, "groups");
  await reviewPage(maya).show(second!.id, second!.name);
  await maya.reload();
  await reviewPage(maya).group(second!.name).getByRole("table").waitFor();
  await maya.getByRole("radio", { name: "Table" }).click();
  await maya.getByRole("button", { name: "Group", exact: true }).waitFor();
  await maya.reload();
  await maya.getByRole("button", { name: "Group", exact: true }).waitFor();
  await maya.goto(`/cohorts/${DEMO}/groups?view=tables&group=first`);
  await maya.locator("[data-group]").first().waitFor();
});

step(
  "what a member narrows the groups down to is still asked after a reload, and wrong values ask for nothing",
  async () => {
    const eva = await story.opened.window.visitor(story.opened.stack.url);
    await gate(eva).signIn("Eva Lorenz");
    await eva.goto(`/join/${DEMO}`);
    const fitting = eva.getByRole("checkbox", { name: "Only what fits my week" });
    await fitting.click();
    const shown = await eva.getByText(/^\d+ of \d+ groups$/).innerText();
    await eva.reload();
    await eva.getByText(shown).waitFor();
    expect(await fitting.isChecked()).toBe(true);
    await eva.goto(`/join/${DEMO}?day=Someday&fitting=perhaps`);
    await eva.getByText(/^All \d+ groups$/).waitFor();
  },
);

step(
  "Groups leads a member to the cohort that stands first on the start page, not to the one that starts last",
  async () => {
    const { stack, window } = story.opened;
    const [demo] = await api.cohorts.list.query();
    const later = new Date(new Date().getTime() + 200 * 86_400_000).toISOString().slice(0, 10);
    const made = { ...cohortDefaults, name: "Summer", courseId: demo!.course.id, startDate: later, timeZone: "UTC" };
    const { id: cohortId } = await api.cohorts.create.mutate(made);
    const { signUpUrl } = await api.cohorts.overview.query({ cohortId });
    const code = signUpUrl.split("/").at(-1)!;
    await (await signIn(stack.url, "member")).signups.signUp.mutate({ code, role: "participant" });
    const member = await window.visitor(stack.url);
    await gate(member).signIn("Leila Haddad");
    await member.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Groups" }).click();
    await member.waitForURL(`**/join/${DEMO}`);
  },
);

step(
  "what is said of people before a run leads to exactly these people, until one asks for others [SC-5]",
  async () => {
    const settings = await api.scheduling.defaults.query({ cohortId: DEMO });
    const found = await api.scheduling.preflight.query({ cohortId: DEMO, settings });
    const { sentence, people } = [...found.warnings, ...found.infos].find((one) => one.people.length > 0)!;
    await desk(maya).open(DEMO, "schedule");
    await maya.getByRole("listitem").filter({ hasText: sentence }).getByRole("link", { name: "See people" }).click();
    const rows = maya.getByRole("table", { name: "People of this cohort" }).locator("tbody tr");
    await until("these are shown", async () => (await rows.count()) === people.length);
    for (const { name } of people) await rows.filter({ hasText: name }).first().waitFor();
    await maya.reload();
    expect(await maya.getByRole("radio", { name: `These ${people.length}` }).isChecked()).toBe(true);
    await maya.getByRole("radio", { name: "All" }).click();
    const everybody = (await api.cohorts.people.query({ cohortId: DEMO })).length;
    await until("everybody is shown", async () => (await rows.count()) === everybody);
  },
);

step("settings that take the place of typed ones give them back with Undo [SC-22]", async () => {
  await desk(maya).open(DEMO, "schedule");
  const field = maya.getByLabel("Largest group", { exact: true });
  const was = await field.inputValue();
  await field.fill("23");
  await maya.getByRole("button", { name: "More with run 1" }).click();
  await maya.getByRole("menuitem", { name: "Use its settings" }).click();
  await maya.getByText("The settings of run 1 are back in the form.").first().waitFor();
  expect(await field.inputValue()).toBe(was);
  await maya.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await until("what was typed is back", async () => (await field.inputValue()) === "23");
  await maya.getByRole("button", { name: /^Back to the/ }).click();
  await maya.getByRole("status").getByRole("button", { name: "Undo" }).click();
  await until("what was typed is back", async () => (await field.inputValue()) === "23");
  await field.fill(was);
});

step("what was refused is told until the next deed, of whichever kind [SC-22]", async () => {
  const settings = await api.scheduling.defaults.query({ cohortId: DEMO });
  const { runId } = await api.scheduling.start.mutate({ cohortId: DEMO, settings });
  await until("the second run is done", async () => {
    const runs = await api.scheduling.runs.query({ cohortId: DEMO });
    return runs.find(({ id }) => id === runId)?.status === "done";
  });
  await desk(maya).open(DEMO, "schedule");
  const start = await hold(maya, "scheduling.start");
  start.refuse();
  await schedulingPage(maya).start();
  const note = maya.getByRole("alert").getByText("Muster did not answer.");
  await note.waitFor();
  await start.answerAgain();
  await maya.getByRole("button", { name: "More with run 2" }).click();
  await maya.getByRole("menuitem", { name: "Delete" }).click();
  await maya.getByText("Run 2 is deleted.").first().waitFor();
  expect(await note.count()).toBe(0);
});

step("nothing stood in anybody's way", async () => story.expectNoFlaws());
