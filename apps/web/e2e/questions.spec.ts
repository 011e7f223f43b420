import { formatIntervals, type Interval } from "@muster/domain/week";
import { weekMinuteOf } from "@muster/domain/meeting-slot";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { signIn, type Api } from "./api.ts";
import { expectNoComplaints, openWindow, type Window } from "./chromium.ts";
import { lookAt } from "./look.ts";
import { desk } from "./pages/desk.ts";
import { gate } from "./pages/gate.ts";
import { schedule } from "./scheduled.ts";
import { startStack, type Stack } from "./stack.ts";
import { storyOf } from "./story.ts";
import { until } from "./until.ts";

/** Somebody without a place is asked about an hour, put in line, and left out: from both pages, from a letter and at home. */

const DEMO = 1;
const EVA = "Eva Lorenz";
const PETER = "Peter Lang";
/** Clocks in Berlin are an hour ahead of London's all through the demo's term. */
const BERLIN_AHEAD = 60;
const SOON = { iterations: 30, timeLimitSeconds: 10 };

let stack: Stack;
let window: Window;
let api: Api;
let eva: Api;
let maya: Page;

beforeAll(async () => {
  [stack, window] = await Promise.all([startStack(), openWindow()]);
  [api, eva] = await Promise.all([signIn(stack.url, "organiser"), signIn(stack.url, "unplaced")]);
  const settings = { ...(await api.scheduling.defaults.query({ cohortId: DEMO })), ...SOON };
  const { runId } = await api.scheduling.start.mutate({ cohortId: DEMO, settings });
  await until("the run is done", async () =>
    (await api.scheduling.runs.query({ cohortId: DEMO })).some(({ id, status }) => id === runId && status === "done"),
  );
  maya = await window.visitor(stack.url);
  await gate(maya).signIn("Maya Lindgren");
});

afterAll(async () => {
  await window[Symbol.asyncDispose]();
  await stack[Symbol.asyncDispose]();
});

const flaws: string[] = [];
const look = async (page: Page, name: string) => void flaws.push(...(await lookAt(page, name)));
const step = storyOf((sentence) => window.keep(sentence));
const told = (words: string) => maya.getByRole("status").getByText(words).first().waitFor();
const undo = () => maya.getByRole("status").getByRole("button", { name: "Undo" }).click();
const asked = async () => api.questions.list.query({ cohortId: DEMO });
const evaId = async () =>
  (await api.cohorts.people.query({ cohortId: DEMO })).find(({ name }) => name === EVA)!.personId;
const evaIn = async (groupId: number) => {
  const id = await evaId();
  const group = (await api.groups.list.query({ cohortId: DEMO })).find((each) => each.id === groupId);
  return group!.members.some(({ personId }) => personId === id);
};

step(
  "on the schedule page somebody is asked about an hour with one press, which one press takes back [SC-14, SC-22]",
  async () => {
    await desk(maya).open(DEMO, "schedule");
    const card = maya
      .getByRole("region", { name: "Not placed" })
      .getByRole("listitem")
      .filter({ hasText: EVA })
      .first();
    const ask = card.getByRole("button", { name: new RegExp(`^Ask about .*: ${EVA}$`) }).first();
    const name = (await ask.getAttribute("aria-label"))!;
    await ask.click();
    await told(`${EVA} is asked about`);
    await undo();
    await until("nobody is asked", async () => (await asked()).length === 0);
    await card.getByRole("button", { name }).click();
    await card.getByText(/^Asked about .* · waits until /).waitFor();
    await maya.getByText("1 asked, 0 yes.").waitFor();
    expect(await card.getByRole("button", { name }).count()).toBe(0);
    await look(maya, "schedule-asked");
  },
);

step(
  "the letter's link answers without signing in, changes nothing until a button is pressed, and the organiser sees it [SC-14, EM-12]",
  async () => {
    const letter = await until("the letter is sent", async () =>
      (await api.notifications.outbox.query()).find(({ subject }) => subject.startsWith("Could you make")),
    );
    const path = new URL(/https?:\S+\/question\/\S+/.exec(letter.text)![0]).pathname;
    const visitor = await window.visitor(stack.url, { timezoneId: "Europe/Berlin" });
    await visitor.goto(path);
    await visitor.getByText("Maya Lindgren asks whether you could make").waitFor();
    await look(visitor, "question");
    await visitor.reload();
    const yes = visitor.getByRole("button", { name: "Yes, I could" });
    await yes.waitFor();
    expect((await asked()).map(({ state }) => state)).toEqual(["open"]);
    const before = formatIntervals((await eva.availability.mine.query()).availability!.ifNeeded);
    await yes.focus();
    await visitor.keyboard.press("Enter");
    await visitor.getByRole("status").getByText("is in your week as If needed").waitFor();
    await look(visitor, "question-answered");
    expect(formatIntervals((await eva.availability.mine.query()).availability!.ifNeeded)).not.toBe(before);
    await maya.getByText("1 asked, 1 yes: run again to use it.").waitFor();
    await maya.getByText(/^Yes to .* · run again to use it$/).waitFor();
    await visitor.goto("/question/nothing");
    await visitor.getByRole("heading", { name: "This link leads nowhere" }).waitFor();
  },
);

step("somebody is left out with a reason, listed with it, and brought back [SC-14, SC-22]", async () => {
  const card = maya
    .getByRole("region", { name: "Not placed" })
    .getByRole("listitem")
    .filter({ hasText: PETER })
    .first();
  await card.getByRole("button", { name: `Leave out: ${PETER}` }).click();
  const dialog = maya.getByRole("dialog", { name: `Leave ${PETER} out?` });
  await dialog.getByLabel("Why").fill("Comes in spring");
  await look(maya, "leave-out");
  await dialog.getByRole("button", { name: `Leave ${PETER} out` }).click();
  await told(`${PETER} is left out of the runs.`);
  await maya.getByText("Left out (1)").click();
  await maya.getByText("“Comes in spring”").waitFor();
  await look(maya, "schedule-left-out");
  await maya.getByRole("button", { name: `Bring back: ${PETER}` }).click();
  await told(`${PETER} is placed again.`);
  await maya.getByText("Left out (1)").waitFor({ state: "detached" });
});

/** Eva waits again, in whatever group a run has found a place for her since she said yes. */
async function takeOut() {
  const id = await evaId();
  const members = (await api.groups.list.query({ cohortId: DEMO })).flatMap((group) => group.members);
  const stay = members.find(({ personId }) => personId === id);
  expect(stay).toBeDefined();
  await api.groups.removeMember.mutate({ membershipId: stay!.membershipId });
}

/** Eva is half an hour short of a group with room, and free for all of one without. */
async function nearTwo() {
  const groups = await api.groups.list.query({ cohortId: DEMO });
  const startOf = (group: (typeof groups)[number]) => weekMinuteOf(group.slot) + BERLIN_AHEAD;
  const [full, ...others] = groups;
  const short = others.find(
    (group) => Math.abs(startOf(group) - startOf(full!)) > 120 && group.taken < group.seats - 1,
  )!;
  const movers = others
    .filter(({ id }) => id !== short.id)
    .flatMap(({ members }) => members.filter(({ role }) => role === "participant"));
  for (const { membershipId } of movers.slice(0, full!.seats - full!.taken))
    await api.groups.moveMember.mutate({ membershipId, toGroupId: full!.id });
  const stretch = (start: number, minutes: number): Interval => ({ start, end: start + minutes });
  await eva.availability.set.mutate({
    available: [stretch(startOf(full!), 60), stretch(startOf(short), 30)],
    ifNeeded: [],
    timeZone: "Europe/Berlin",
  });
  return { full: full!, short };
}

let near: Awaited<ReturnType<typeof nearTwo>>;

step("on the review page whoever fits a full group is put in line and taken out again [SC-14, SC-22]", async () => {
  await schedule(api, DEMO, SOON);
  await takeOut();
  near = await nearTwo();
  await desk(maya).open(DEMO, "groups");
  const card = maya.getByRole("article", { name: EVA });
  const waitlist = card.getByRole("button", { name: `Waitlist: ${EVA} for ${near.full.name}` });
  const standsInLine = async () => (await eva.waiting.mine.query()).length;
  await waitlist.click();
  await told(`${EVA} is in line for ${near.full.name}, nobody ahead of them, and is told.`);
  expect(await standsInLine()).toBe(1);
  await undo();
  await until("she stands in no line", async () => (await standsInLine()) === 0);
  await waitlist.click();
  await card.getByText("In line.").waitFor();
  await look(maya, "review-in-line");
  await card.getByRole("button", { name: `Take out of the line: ${EVA} for ${near.full.name}` }).click();
  await waitlist.waitFor();
  expect(await standsInLine()).toBe(0);
});

step("whoever is half an hour short of a group is asked, and a yes at home gives the place there [SC-14]", async () => {
  const card = maya.getByRole("article", { name: EVA });
  await card
    .getByRole("listitem")
    .filter({ hasText: new RegExp(`^${near.short.name} `) })
    .getByRole("button", { name: new RegExp(`^Ask about .*: ${EVA}$`) })
    .click();
  await card.getByText(/^Asked about .* · waits until /).waitFor();
  await look(maya, "review-asked");
  const [question] = await asked();
  expect(question).toMatchObject({ group: near.short.name, state: "open" });
  const home = await window.visitor(stack.url, { timezoneId: "Europe/Berlin" });
  await gate(home).signIn(EVA);
  await home.getByText(`and you have a place in ${near.short.name},`).waitFor();
  await look(home, "home-question");
  await home.getByRole("button", { name: "Yes, I could" }).click();
  await until("she has the place", () => evaIn(near.short.id));
  await home.getByRole("heading", { name: new RegExp(`You are in ${near.short.name}`) }).waitFor();
  await card.waitFor({ state: "detached" });
});

step("whoever is left out reads it at home in neutral words, without the reason [SC-14]", async () => {
  await takeOut();
  const personId = await evaId();
  await api.signups.leaveOut.mutate({ cohortId: DEMO, personId, reason: "A private matter" });
  const home = await window.visitor(stack.url, { timezoneId: "Europe/Berlin" });
  await gate(home).signIn(EVA);
  await home.getByRole("heading", { name: "You are signed up, and not being placed at present." }).waitFor();
  expect(await home.getByText("private").count()).toBe(0);
  await look(home, "home-left-out");
  await maya.getByText("Left out (1)").waitFor();
  await look(maya, "review-left-out");
});

step("no page of this has a serious barrier, or scrolls sideways at 360 px", async () => {
  expect(flaws).toEqual([]);
  expectNoComplaints(window);
});
