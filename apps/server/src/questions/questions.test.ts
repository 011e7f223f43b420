import { aFacilitator, aGroup, aPerson, aSignup } from "@muster/db/testing/builders";
import { normaliseAvailability } from "@muster/domain/availability";
import { formatIntervals, parseIntervals } from "@muster/domain/week";
import { describe, expect, test } from "vitest";
import { aMember, aScene, later } from "../../testing/scene.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { deliverDue } from "../notifications/deliver-due.ts";
import type { Letter } from "../notifications/email.ts";
import { tendQuestions } from "./tend-questions.ts";

const [window] = parseIntervals("T19:30 T20:00");
const DAY = 86_400_000;
const GROUP_START = 1_440 + 18 * 60;

interface Cast {
  directJoin?: boolean;
  maxSize?: number;
}

/**
 * Group 1 meets on Tuesdays 18:00–19:00 in London with three people, which is 19:00–20:00 in Berlin, where Ann is free
 * until 19:30. Kim organises.
 */
async function aCast(t: TestHouse, { directJoin = true, maxSize = 8 }: Cast = {}) {
  const { cohort, group } = await aScene(t, {
    cohort: { timeZone: "Europe/London", directJoin, startDate: "2026-10-06" },
    group: { weekday: 1, startMinute: 1_080, lengthMinutes: 60, timeZone: "Europe/London", maxSize },
  });
  t.now = new Date("2026-09-28T09:00:00Z");
  const availability = normaliseAvailability({ available: parseIntervals("T17:00 T19:30"), ifNeeded: [] });
  const ann = await aPerson(t.em(), { name: "Ann", email: "ann@example.org", availability, timeZone: "Europe/Berlin" });
  await aSignup(t.em(), { cohort, person: ann });
  const kim = await aPerson(t.em(), { name: "Kim" });
  const desk = t.as({ personId: kim.id, isOrganiser: true, name: "Kim" });
  const me = t.as({ personId: ann.id, name: "Ann" });
  const asking = { cohortId: cohort.id, personId: ann.id, window: window!, groupStart: GROUP_START };
  return {
    cohort,
    group,
    ann,
    kim,
    desk,
    me,
    asking,
    about: { ...asking, groupId: group.id },
    week: async () => {
      const { availability: now, timeZone } = await weekOf(t, ann.id);
      return { available: formatIntervals(now!.available), ifNeeded: formatIntervals(now!.ifNeeded), timeZone };
    },
    listed: async () => (await desk.questions.list({ cohortId: cohort.id }))[0],
  };
}

/** What has been written to Ann once it is time, and the token its button carries. */
async function letters(t: TestHouse) {
  later(t, 60_000);
  const mails: Letter[] = [];
  await deliverDue(t.ctx(), { send: async (letter) => void mails.push(letter) });
  const token = /\/(?:question|line)\/([\w.-]+)/.exec(mails.at(-1)?.text ?? "")?.[1] ?? "";
  return { mails, token, nobody: t.asBot() };
}

const places = (t: TestHouse, personId: number) =>
  t
    .em()
    .execute<{ group_id: number; status: string }[]>("select group_id, status from memberships where person_id = ?", [
      personId,
    ]);

describe("asking somebody about an hour", () => {
  test("writes to them once, in their own time, with one button and what a yes does [SC-14, EM-1, EM-2]", async () => {
    await using t = await testHouse();
    const { desk, about } = await aCast(t);
    await desk.questions.ask(about);
    const { mails } = await letters(t);
    expect(mails).toHaveLength(1);
    expect(mails[0]!.subject).toBe("Could you make Tuesday 19:30–20:00 (Berlin)?");
    expect(mails[0]!.text).toContain("Kim asks whether you could make Tuesday 19:30–20:00 (Berlin) free");
    expect(mails[0]!.text).toContain(
      "If you say yes, Tuesday 19:30–20:00 (Berlin) is added to your week as If needed, and you have a place in Group 1, Tuesdays 19:00 (Berlin).",
    );
    expect(mails[0]!.text).toContain("6 October 2026 at 19:00, Berlin time (Tue 17:00 UTC)");
    expect(mails[0]!.text).toContain("1 October 2026 at 11:00, Berlin time");
    expect(mails[0]!.text.match(/\/question\//g)).toHaveLength(1);
  });

  test("twice shows the first, and another stretch is another question [SC-14, JS-15]", async () => {
    await using t = await testHouse();
    const { desk, asking, about } = await aCast(t);
    const first = await desk.questions.ask(about);
    later(t);
    expect(await desk.questions.ask(asking)).toEqual({ ...first, isNew: false });
    expect(
      await Promise.all(
        [1, 2].map(() => desk.questions.ask({ ...asking, window: parseIntervals("W19:00 W20:00")[0]! })),
      ),
    ).toMatchObject([{ questionId: expect.any(Number) }, { questionId: expect.any(Number) }]);
    expect(await desk.questions.list({ cohortId: asking.cohortId })).toHaveLength(2);
    expect((await letters(t)).mails).toHaveLength(2);
  });

  test("is refused in one sentence where there is nothing to ask, or nobody [SC-14]", async () => {
    await using t = await testHouse();
    const { desk, about, asking, cohort, me } = await aCast(t);
    const elsewhere = await aGroup(t.em(), { name: "Foreign" });
    const silent = await aMember(t, cohort);
    await t.em().execute("update people set availability = null where id = ?", [silent.id]);
    const refusals: [Partial<typeof about>, string][] = [
      [{ window: parseIntervals("T18:00 T19:00")[0]! }, "Ann is free then by now."],
      [{ groupId: elsewhere.id }, "There is no such group in this cohort."],
      [{ groupStart: 0 }, "Group 1 meets at another time by now."],
      [{ personId: silent.id }, "has painted no week yet"],
      [{ personId: (await aPerson(t.em())).id }, "They have not signed up for"],
      [{ cohortId: 2_000_000_000 }, "There is no such cohort."],
    ];
    for (const [change, sentence] of refusals)
      await expect(desk.questions.ask({ ...about, ...change })).rejects.toThrow(sentence);
    await me.signups.pause({ cohortId: cohort.id });
    await expect(desk.questions.ask(asking)).rejects.toThrow("has paused");
    await me.signups.comeBack({ cohortId: cohort.id });
    await me.groups.join({ groupId: about.groupId });
    await expect(desk.questions.ask(asking)).rejects.toThrow("Ann is in Group 1 already.");
  });

  test("stands for as long as the organiser says, and is taken back before anybody was written to [SC-14, SC-22]", async () => {
    await using t = await testHouse();
    const { desk, about, me, listed } = await aCast(t);
    const { questionId, until } = await desk.questions.ask({ ...about, days: 1 });
    expect(until).toEqual(new Date(t.now.getTime() + DAY));
    expect(await me.questions.mine()).toMatchObject([{ questionId, by: "Kim", until, open: true }]);
    await desk.questions.withdraw({ questionId });
    await desk.questions.withdraw({ questionId });
    expect(await me.questions.mine()).toEqual([]);
    expect(await listed()).toBeUndefined();
    expect((await letters(t)).mails).toEqual([]);
    await expect(me.questions.answer({ questionId, answer: "yes" })).resolves.toEqual({
      sentence: "This question is no longer open: the organiser does not need an answer any more.",
    });
  });
});

describe("an answer", () => {
  test("yes by the letter's link adds the hours as If needed and takes the free place, without signing in [SC-14, EM-12]", async () => {
    await using t = await testHouse();
    const { desk, about, ann, group, week, listed, cohort } = await aCast(t, { directJoin: false });
    await desk.questions.ask(about);
    const { nobody, token } = await letters(t);
    for (let look = 0; look < 2; look++)
      expect(await nobody.questions.asked({ token })).toMatchObject({
        name: "Ann",
        open: true,
        timeZone: "Europe/Berlin",
      });
    expect(await places(t, ann.id)).toEqual([]);
    const said = await nobody.questions.answerByLink({ token, answer: "yes" });
    expect(said.sentence).toBe(
      "You said yes: Tuesday 19:30–20:00 (Berlin) is in your week as If needed, and you have a place in Group 1.",
    );
    expect(await week()).toEqual({ available: "T17:00 T19:30", ifNeeded: "T19:30 T20:00", timeZone: "Europe/Berlin" });
    expect(await places(t, ann.id)).toEqual([{ group_id: group.id, status: "active" }]);
    expect(await listed()).toMatchObject({ state: "yes", effect: "place", group: "Group 1", by: "Kim" });
    for (const answer of ["yes", "no"] as const)
      expect(await nobody.questions.answerByLink({ token, answer })).toEqual(said);
    const { entries } = await desk.groups.history({ cohortId: cohort.id });
    expect(entries.map(({ by, words }) => `${by}: ${words}`)).toEqual([
      "Ann: Ann said yes to Tuesday 19:30–20:00 (Berlin), asked by Kim, and has a place in Group 1",
      "Kim: Ann was asked about Tuesday 19:30–20:00 (Berlin)",
    ]);
  });

  test("no changes nothing, and the organiser sees it [SC-14]", async () => {
    await using t = await testHouse();
    const { desk, about, me, ann, week, listed } = await aCast(t);
    const { questionId } = await desk.questions.ask(about);
    const before = await week();
    await me.questions.answer({ questionId, answer: "no" });
    expect(await week()).toEqual(before);
    expect(await places(t, ann.id)).toEqual([]);
    expect(await listed()).toMatchObject({ state: "no", effect: null });
    await expect(desk.questions.withdraw({ questionId })).rejects.toThrow("Ann has answered already: no.");
  });

  test("yes where no group is named adds the hours, which the next run can use [SC-14]", async () => {
    await using t = await testHouse();
    const { desk, asking, me, ann, week, listed } = await aCast(t);
    const { questionId } = await desk.questions.ask(asking);
    expect((await me.questions.mine())[0]!.promise).toContain(
      "the organiser looks again for a place for you, for instance Tuesdays 19:00",
    );
    await me.questions.answer({ questionId, answer: "yes" });
    expect((await week()).ifNeeded).toBe("T19:30 T20:00");
    expect(await places(t, ann.id)).toEqual([]);
    expect(await listed()).toMatchObject({ state: "yes", effect: "hours" });
  });

  test("of two people who say yes to the last seat at once gives it to one; the other's hours stay and words say so [SC-14, JS-6]", async () => {
    await using t = await testHouse();
    const { cohort, desk, about, ann } = await aCast(t, { maxSize: 4 });
    const { availability, timeZone } = await weekOf(t, ann.id);
    const ben = await aPerson(t.em(), { name: "Ben", availability, timeZone });
    await aSignup(t.em(), { cohort, person: ben });
    const people = [ann, ben];
    const asked = await Promise.all(people.map(({ id }) => desk.questions.ask({ ...about, personId: id })));
    const said = await Promise.all(
      people.map(({ id }, at) =>
        t.as({ personId: id }).questions.answer({ questionId: asked[at]!.questionId, answer: "yes" }),
      ),
    );
    const rows = await desk.questions.list({ cohortId: cohort.id });
    expect(new Set(rows.map(({ effect }) => effect))).toEqual(new Set(["full", "place"]));
    expect(said.filter(({ sentence }) => sentence.includes("There is no free seat in Group 1"))).toHaveLength(1);
    expect((await desk.groups.list({ cohortId: cohort.id }))[0]!.members).toHaveLength(4);
    for (const { id } of people)
      expect(formatIntervals((await weekOf(t, id)).availability!.ifNeeded)).toBe("T19:30 T20:00");
  });

  test("yes moves nobody out of a place found meanwhile, nor into a group that meets at another time now [SC-14]", async () => {
    await using t = await testHouse();
    const { cohort, desk, about, ann, me: own, listed } = await aCast(t);
    const other = await aGroup(t.em(), { cohort, name: "Group 2" });
    const first = await desk.questions.ask(about);
    await own.groups.join({ groupId: other.id });
    expect((await own.questions.mine())[0]!.promise).toContain("Your place in Group 2 stays as it is.");
    await own.questions.answer({ questionId: first.questionId, answer: "yes" });
    expect(await listed()).toMatchObject({ effect: "elsewhere" });
    expect(await places(t, ann.id)).toEqual([{ group_id: other.id, status: "active" }]);
    await own.groups.leave({ groupId: other.id });
    const again = await desk.questions.ask({ ...about, window: parseIntervals("T20:00 T20:30")[0]! });
    await desk.groups.changeTime({ groupId: about.groupId, weekday: 2, startMinute: 600 });
    await own.questions.answer({ questionId: again.questionId, answer: "yes" });
    expect(await listed()).toMatchObject({ effect: "gone" });
  });

  test("of a facilitator adds their hours and promises no seat; on a new clock the same hours are meant [SC-14, TZ-5]", async () => {
    await using t = await testHouse();
    const { cohort, desk, about, ann, me: own, week } = await aCast(t);
    await t.em().execute("update signups set role = 'facilitator' where person_id = ?", [ann.id]);
    await aFacilitator(t.em(), { person: ann });
    const { questionId } = await desk.questions.ask(about);
    await own.availability.set({ available: parseIntervals("T16:00 T18:30"), ifNeeded: [], timeZone: "Europe/London" });
    await own.questions.answer({ questionId, answer: "yes" });
    expect(await week()).toEqual({ available: "T16:00 T18:30", ifNeeded: "T18:30 T19:00", timeZone: "Europe/London" });
    expect((await desk.questions.list({ cohortId: cohort.id }))[0]).toMatchObject({ effect: "hours" });
  });
});

describe("a question", () => {
  test("ends by itself, and answers nothing afterwards [SC-14, EM-12]", async () => {
    await using t = await testHouse();
    const { desk, about, week, listed, me: own } = await aCast(t);
    await desk.questions.ask(about);
    const { nobody, token } = await letters(t);
    later(t, 3 * DAY);
    expect(await nobody.questions.asked({ token })).toMatchObject({
      open: false,
      sentence: "The time for this question has passed, and nothing has changed.",
    });
    await nobody.questions.answerByLink({ token, answer: "yes" });
    expect((await week()).ifNeeded).toBe("");
    expect(await own.questions.mine()).toEqual([]);
    await tendQuestions(t.ctx());
    await tendQuestions(t.ctx());
    expect(await listed()).toMatchObject({ state: "expired" });
    expect(await desk.questions.ask(about)).toMatchObject({ isNew: true });
  });

  test("is nobody else's to answer, and a link that is none of ours leads nowhere like any other [SC-14, EM-12]", async () => {
    await using t = await testHouse();
    const { desk, about, cohort } = await aCast(t);
    const { questionId } = await desk.questions.ask(about);
    const { nobody, token } = await letters(t);
    const stranger = await aMember(t, cohort);
    await expect(t.as({ personId: stranger.id }).questions.answer({ questionId, answer: "yes" })).rejects.toThrow(
      "There is no such question.",
    );
    const [id, until, seal] = token.split(".") as [string, string, string];
    for (const forged of ["nothing", `${id}.${until}.${seal.slice(0, -2)}AA`, `${id}1.${until}.${seal}`])
      await expect(nobody.questions.asked({ token: forged })).rejects.toThrow("This link leads nowhere.");
    await expect(nobody.waiting.line({ token })).rejects.toThrow("This link leads nowhere.");
  });

  test("is asked no longer of whoever pauses, withdraws or is left out [SC-14]", async () => {
    await using t = await testHouse();
    const { desk, about, asking, cohort, ann, me: own } = await aCast(t);
    await desk.questions.ask(about);
    await desk.signups.leaveOut({ cohortId: cohort.id, personId: ann.id });
    expect(await own.questions.mine()).toEqual([]);
    await desk.signups.bringBack({ cohortId: cohort.id, personId: ann.id });
    await desk.questions.ask(asking);
    await own.signups.pause({ cohortId: cohort.id });
    expect(await own.questions.mine()).toEqual([]);
    await own.signups.comeBack({ cohortId: cohort.id });
    await desk.questions.ask(asking);
    await own.signups.withdraw({ cohortId: cohort.id });
    expect(await own.questions.mine()).toEqual([]);
  });
});

const weekOf = (t: TestHouse, personId: number) => t.as({ personId }).availability.mine();
