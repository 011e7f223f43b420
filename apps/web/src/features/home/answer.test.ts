import { describe, expect, test } from "vitest";
import { answerOf, type Reader } from "./answer.ts";
import { checklistOf, doneWords } from "./checklist.ts";
import type { MyCohort, MyGroup } from "./my-cohort.ts";

const GROUP: MyGroup = {
  groupId: 3,
  name: "Group 3",
  status: "active",
  slot: { weekday: 1, startMinute: 18 * 60, lengthMinutes: 90, timeZone: "Europe/London" },
  nextMeeting: null,
  meetings: [],
  facilitator: "Kim Osei",
  members: ["Kim Osei", "Ann Keller"],
  guests: [],
  away: [],
  discord: { text: null, voice: null, access: "waiting_for_you", inviteNeeded: true },
};
const COHORT: MyCohort = {
  cohortId: 3,
  course: "AI Safety Fundamentals",
  cohort: "October 2026",
  startDate: "2026-10-06",
  timeZone: "Europe/London",
  numberOfMeetings: 8,
  meetingLengthMinutes: 90,
  role: "participant",
  status: "active",
  groupingStatus: "awaiting_grouping",
  reason: null,
  usability: { usable: true, sentence: "Your week has 5 blocks of 90 minutes or more." },
  groups: [],
  past: [],
  directJoin: true,
  canJoin: true,
  away: null,
  leftOut: null,
  seatFits: false,
};
const BERLINER: Reader = {
  timeZone: "Europe/Berlin",
  week: { available: [{ start: 1_440 + 18 * 60, end: 1_440 + 22 * 60 }], ifNeeded: [] },
  at: new Date("2026-10-05T12:00:00Z"),
};
const placed = (group: Partial<MyGroup> = {}): MyCohort => ({
  ...COHORT,
  groupingStatus: "grouped",
  groups: [{ ...GROUP, ...group }],
});

describe("the first two lines", () => {
  test("name the group and its hour on the reader's own clock, on the reader's own weekday [TZ-3]", () => {
    expect(answerOf(placed(), BERLINER)).toEqual({
      title: "You are in Group 3. It meets on Tuesdays at 19:00.",
      lead: "Times are for Berlin. Every one of the 90 minutes is within the hours you marked as Available.",
    });
    expect(answerOf(placed(), { ...BERLINER, timeZone: "Pacific/Auckland" }).title).toContain("Wednesdays at 06:00");
  });

  test("say to whoever is left out that they are not placed at present and whom to ask, also without a week [SC-14]", () => {
    const leftOut = { since: new Date("2026-10-04T09:00:00Z"), by: "Kim Osei" };
    const told = answerOf({ ...COHORT, groupingStatus: "left_out", leftOut }, { ...BERLINER, week: null });
    expect(told).toEqual({
      title: "You are signed up, and not being placed at present.",
      lead: "The organiser of AI Safety Fundamentals is not placing you in a group at the moment. Ask Kim Osei if you would like a place, or take a free seat yourself.",
    });
    const closed = answerOf({ ...COHORT, leftOut: { ...leftOut, by: null }, canJoin: false }, BERLINER);
    expect(closed.lead).toContain("Ask your organiser if you would like a place.");
  });

  test("say to whoever has paused or comes later that nothing is expected of them, also with an empty week [JS-13]", () => {
    const away = { since: new Date("2026-10-04T09:00:00Z"), instead: null };
    const paused = answerOf({ ...COHORT, groupingStatus: "paused", away }, { ...BERLINER, week: null });
    expect(paused.title).toBe("You have paused AI Safety Fundamentals.");
    const later = answerOf({ ...COHORT, groupingStatus: "deferred", away: { ...away, instead: "January" } }, BERLINER);
    expect(later.title).toBe("You come to January instead.");
  });

  test("say what a week lacks before they say anything of groups", () => {
    expect(answerOf(COHORT, { ...BERLINER, week: null }).title).toBe("Your week is missing.");
    const short = { usable: false, sentence: "Meetings are 90 minutes; no block in your week is that long yet." };
    expect(answerOf({ ...COHORT, usability: short }, BERLINER).lead).toBe(short.sentence);
  });

  test("give the reason one is not placed, in the server's sentence [JS-1]", () => {
    const reason = { code: "outcompeted" as const, sentence: "The one group at your hours is full." };
    expect(answerOf({ ...COHORT, groupingStatus: "ungroupable", reason }, BERLINER)).toEqual({
      title: "You are not placed yet.",
      lead: reason.sentence,
    });
  });

  test("point to a free seat that fits, and without one to a date", () => {
    expect(answerOf({ ...COHORT, seatFits: true }, BERLINER).lead).toContain("free seat at your hours");
    expect(answerOf(COHORT, BERLINER).lead).toContain("Tue 6 Oct 2026");
  });

  test("call a preview forming, and a facilitator the one who leads", () => {
    expect(answerOf(placed({ status: "preview" }), BERLINER).title).toContain("which is forming");
    expect(answerOf({ ...placed(), role: "facilitator" }, BERLINER).title).toContain("You lead Group 3.");
    const two = {
      ...placed(),
      role: "facilitator" as const,
      groups: [GROUP, { ...GROUP, groupId: 4, name: "Group 4" }],
    };
    expect(answerOf(two, BERLINER).title).toBe("You lead 2 groups.");
  });

  test("tell of a cohort that is over instead of its next meeting", () => {
    expect(answerOf({ ...placed(), status: "completed" }, BERLINER).title).toBe("AI Safety Fundamentals is over.");
  });
});

describe("the checklist", () => {
  const states = (cohort: MyCohort, reader = BERLINER) => checklistOf(cohort, reader).map(({ state }) => state);

  test("has at most one thing to do, and it is the first that is open", () => {
    expect(states(placed())).toEqual(["done", "done", "now", "ahead"]);
    expect(states({ ...placed(), usability: { usable: false, sentence: "" } })).toEqual([
      "now",
      "done",
      "ahead",
      "ahead",
    ]);
    expect(states({ ...COHORT, seatFits: true }, { ...BERLINER, week: null })).toEqual([
      "now",
      "ahead",
      "ahead",
      "ahead",
    ]);
  });

  test("is all done only when the channels are open [JS-9]", () => {
    const open = placed({ discord: { ...GROUP.discord, access: "granted" } });
    expect(states(open)).toEqual(["done", "done", "done", "done"]);
    expect(doneWords(checklistOf(open, BERLINER))).toBe("Four of four done");
    expect(states(placed({ discord: { ...GROUP.discord, access: "waiting" } }))).toEqual([
      "done",
      "done",
      "done",
      "ahead",
    ]);
  });

  test("promises a preview no channels", () => {
    const forming = placed({ status: "preview", discord: { ...GROUP.discord, access: "granted" } });
    expect(checklistOf(forming, BERLINER).at(-1)).toMatchObject({ state: "ahead" });
  });

  test("asks nothing of somebody who only waits for groups to be made", () => {
    expect(states(COHORT)).toEqual(["done", "ahead", "ahead", "ahead"]);
    expect(states({ ...COHORT, seatFits: true })).toEqual(["done", "now", "ahead", "ahead"]);
  });

  test("of two groups one leads tells of the one that is not open yet", () => {
    const opened = { ...GROUP, discord: { ...GROUP.discord, access: "granted" as const } };
    const opening = {
      ...opened,
      groupId: 4,
      name: "Group 4",
      discord: { ...GROUP.discord, access: "waiting" as const },
    };
    const leads = { ...COHORT, role: "facilitator" as const, groups: [opened, opening] };
    const [, seat, , channels] = checklistOf(leads, BERLINER);
    expect(seat).toMatchObject({ sentence: "You lead Group 3 and Group 4", state: "done" });
    expect(channels).toMatchObject({ sentence: "Group 4's channels are being opened for you", state: "ahead" });
  });
});
