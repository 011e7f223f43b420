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

export const DEMO = 1;

interface Opened {
  stack: Stack;
  window: Window;
  /** What the server says is so. */
  api: Api;
  /** The organiser's page. */
  maya: Page;
}

/** A story at the review desk: the demonstration's groups stand in preview, and an organiser looks at them. */
export function reviewStory() {
  const opened = {} as Opened;
  const flaws: string[] = [];
  beforeAll(async () => {
    [opened.stack, opened.window] = await Promise.all([startStack(), openWindow()]);
    opened.api = await signIn(opened.stack.url, "organiser");
    await schedule(opened.api, DEMO);
    opened.maya = await opened.window.visitor(opened.stack.url);
    await gate(opened.maya).signIn("Maya Lindgren");
    await desk(opened.maya).open(DEMO, "groups");
  });
  afterAll(async () => {
    await opened.window[Symbol.asyncDispose]();
    await opened.stack[Symbol.asyncDispose]();
  });
  const groups = () => opened.api.groups.list.query({ cohortId: DEMO });
  return {
    opened: opened as Readonly<Opened>,
    step: storyOf((sentence) => opened.window.keep(sentence)),
    /** Pictures of the page as it is; what is wrong with how it looks is told by `expectNoFlaws`. */
    look: async (name: string) => void flaws.push(...(await lookAt(opened.maya, name))),
    expectNoFlaws: () => {
      expect(flaws).toEqual([]);
      expectNoComplaints(opened.window);
    },
    groups,
    /** Who is where, and when each group meets. */
    standing: async () =>
      (await groups()).map(({ id, slot, members }) => ({
        id,
        at: weekMinuteOf(slot),
        people: members.map(({ personId }) => personId).toSorted((a, b) => a - b),
      })),
    groupOf: async (personId: number) =>
      (await groups()).find(({ members }) => members.some((member) => member.personId === personId))?.id ?? null,
    /** The first two groups, each with its participants. */
    twoGroups: async () => {
      const [one, other] = await groups();
      const participants = (group: typeof one) => group!.members.filter(({ role }) => role === "participant");
      return { one: one!, other: other!, ofOne: participants(one), ofOther: participants(other) };
    },
  };
}
