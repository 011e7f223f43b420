import { Meeting } from "@muster/db/entities/meeting";
import { Notification } from "@muster/db/entities/notification";
import { aCohort, aFacilitator, aGroup, aMembership, aPerson, aSignup } from "@muster/db/testing/builders";
import { parseIntervals } from "@muster/domain/week";
import { describe, expect, test } from "vitest";
import { aMember, aScene, later, taskOf, type Scene } from "../../testing/scene.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { deliverDue } from "../notifications/deliver-due.ts";
import type { Letter, Mailer } from "../notifications/email.ts";
import { realizeCohort } from "../realization/realize-cohort.ts";
import { sweep } from "../sync/sweep.ts";

const MINUTE = 60_000;
const WEDNESDAY_19 = { weekday: 2, startMinute: 1_140 };
const TUESDAY_18 = { weekday: 1, startMinute: 1_080 };

const organiser = (t: TestHouse, name = "Kim") => t.as({ personId: 1, isOrganiser: true, name });

async function realized(t: TestHouse, cast: Parameters<typeof aScene>[1] = {}): Promise<Scene> {
  const scene = await aScene(t, cast);
  await realizeCohort(t.ctx(), { cohortId: scene.cohort.id });
  await scene.bot.work();
  await t.em().execute("update notifications set status = 'sent', next_at = null");
  return scene;
}

const meetingsOf = async (t: TestHouse, groupId: number) =>
  (await t.em().find(Meeting, { group: groupId }, { orderBy: { number: "asc" } })).map(
    ({ number, startsAt, status }) => `${number} ${startsAt.toISOString().slice(0, 16)} ${status}`,
  );

const told = async (t: TestHouse) =>
  (await t.em().find(Notification, { kind: "group_changed" }, { orderBy: { id: "asc" } })).map(
    ({ channel, person, status }) => [channel, person?.id ?? null, status],
  );

function collecting(): { letters: Letter[]; mailer: Mailer } {
  const letters: Letter[] = [];
  return { letters, mailer: { send: async (letter) => void letters.push(letter) } };
}

describe("another time for a group", () => {
  test("moves what was not held yet, renumbers nothing and keeps what was held, across a clock change [GR-5, TZ-1]", async () => {
    await using t = await testHouse();
    const { group } = await realized(t, { cohort: { startDate: "2026-10-06", numberOfMeetings: 4 } });
    t.now = new Date("2026-10-14T10:00:00Z");
    const { meetingsMoved } = await organiser(t).groups.changeTime({ groupId: group.id, ...WEDNESDAY_19 });
    expect(meetingsMoved).toBe(2);
    // London leaves summer time on 25 October: 19:00 there is an hour later on the UTC clock.
    expect(await meetingsOf(t, group.id)).toEqual([
      "1 2026-10-06T17:00 planned",
      "2 2026-10-13T17:00 planned",
      "3 2026-10-14T18:00 planned",
      "4 2026-10-21T18:00 planned",
    ]);
    await organiser(t).groups.changeTime({ groupId: group.id, weekday: 0, startMinute: 1_140 });
    expect((await meetingsOf(t, group.id)).slice(2)).toEqual([
      "3 2026-10-19T18:00 planned",
      "4 2026-10-26T19:00 planned",
    ]);
  });

  test("keeps the dates that somebody cancelled free, and the answers of those that move [GR-5]", async () => {
    await using t = await testHouse();
    const { group, people } = await realized(t, { cohort: { startDate: "2026-10-06", numberOfMeetings: 3 } });
    const em = t.em();
    const [first] = await em.find(Meeting, { group: group.id }, { orderBy: { number: "asc" } });
    await em.execute(
      "insert into attendances (meeting_id, person_id, answer, source) values (?, ?, 'attending', 'hand')",
      [first!.id, people[0]!.id],
    );
    await em.execute(
      "insert into meetings (group_id, number, starts_at, status) values (?, 4, '2026-10-14T18:00:00Z', 'cancelled')",
      [group.id],
    );
    await organiser(t).groups.changeTime({ groupId: group.id, ...WEDNESDAY_19 });
    expect(await meetingsOf(t, group.id)).toEqual([
      "1 2026-10-07T18:00 planned",
      "2 2026-10-21T18:00 planned",
      "3 2026-10-28T19:00 planned",
      "4 2026-10-14T18:00 cancelled",
    ]);
    expect(await em.execute("select meeting_id, answer from attendances")).toEqual([
      { meeting_id: first!.id, answer: "attending" },
    ]);
  });

  test("says who is not free then and whom another group wants, and does it all the same [GR-5, GR-7]", async () => {
    await using t = await testHouse();
    const { cohort, group } = await aScene(t, { members: 1 });
    const em = t.em();
    const lead = await aPerson(em, { name: "Lee" });
    const elsewhere = await aCohort(em, { name: "Another cohort" });
    await aMembership(em, group, { person: lead, role: "facilitator" });
    const busy = await aGroup(em, { cohort: elsewhere, name: "Group 7", weekday: 2, startMinute: 1_170 });
    await aMembership(em, busy, { person: lead, role: "facilitator" });
    const early = { available: parseIntervals("T18:00 T19:00"), ifNeeded: [] };
    const ann = await aPerson(em, { name: "Ann", availability: early });
    await aMembership(em, group, { person: ann });
    await aSignup(em, { person: ann, cohort });
    const { warnings } = await organiser(t).groups.changeTime({ groupId: group.id, ...WEDNESDAY_19 });
    expect(warnings.toSorted()).toEqual([
      "Ann: not in your times.",
      "Lee is in Group 7 of Another cohort at the same time.",
    ]);
  });

  test("is refused for a group that has ended and for a start that is no minute of the week [GR-5]", async () => {
    await using t = await testHouse();
    const { group } = await aScene(t);
    const kim = organiser(t);
    for (const wrong of [
      { weekday: 7, startMinute: 0 },
      { weekday: 1, startMinute: 1_440 },
      { weekday: 1, startMinute: 0.5 },
    ])
      await expect(kim.groups.changeTime({ groupId: group.id, ...wrong })).rejects.toThrow(/between/);
    await t.em().execute("update groups set status = 'cancelled'");
    await expect(kim.groups.changeTime({ groupId: group.id, ...WEDNESDAY_19 })).rejects.toThrow(
      "was cancelled already",
    );
  });

  test("of two organisers who change one group at once the second reads what the first did [GR-8]", async () => {
    await using t = await testHouse();
    const { cohort, group } = await aScene(t);
    const kim = organiser(t);
    const [{ version } = { version: -1 }] = await kim.groups.list({ cohortId: cohort.id });
    const change = { groupId: group.id, ...WEDNESDAY_19, expectedVersion: version };
    const [one, other] = await Promise.allSettled([
      kim.groups.changeTime(change),
      organiser(t, "Noor").groups.changeTime({ ...change, weekday: 4 }),
    ]);
    const refused = [one, other].filter(({ status }) => status === "rejected");
    expect(refused).toHaveLength(1);
    expect(String((refused[0] as PromiseRejectedResult).reason)).toMatch(
      /Group 1 has changed since you looked at it\. Group 1 moved from Tuesday 18:00-19:00 \(London\) to (Wednesday|Friday) 19:00-20:00 \(London\), by (Kim|Noor)\./,
    );
    // Muster's own bookkeeping is no clash.
    const [{ version: now } = { version: -1 }] = await kim.groups.list({ cohortId: cohort.id });
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await kim.groups.changeTime({ groupId: group.id, ...TUESDAY_18, expectedVersion: now });
  });
});

describe("whom another time is told", () => {
  test("every member by mail and the channel, old → new, once, ten minutes later [DC-12, EM-6, EM-7]", async () => {
    await using t = await testHouse();
    const { group, people, bot } = await realized(t, { members: 2 });
    await organiser(t).groups.changeTime({ groupId: group.id, ...WEDNESDAY_19 });
    await bot.work();
    const { letters, mailer } = collecting();
    later(t, 9 * MINUTE);
    await deliverDue(t.ctx(), mailer);
    await bot.work();
    expect(letters).toEqual([]);
    expect(bot.calls.filter((call) => call.includes("message"))).toEqual([]);
    later(t, MINUTE);
    for (let round = 0; round < 3; round++) {
      await deliverDue(t.ctx(), mailer);
      await bot.work();
    }
    expect(letters.map(({ to }) => to).toSorted()).toEqual(people.map(({ id }) => `person-${id}@example.org`));
    expect(letters[0]!.text).toMatch(/Before: Tuesday,?( at)? 18:00 \(London\)\. Now: Wednesday,?( at)? 19:00/);
    expect(letters[0]!.text).toContain("Changed by Kim.");
    expect(bot.calls.filter((call) => call.includes("message"))).toHaveLength(1);
    expect((await told(t)).map(([channel, , status]) => [channel, status])).toEqual([
      ["email", "sent"],
      ["email", "sent"],
      ["discord_channel", "sent"],
    ]);
  });

  test("by direct message alone whoever asked for it and has no address or wants no mail [EM-3, EM-4, EM-7]", async () => {
    await using t = await testHouse();
    const { group, people, bot } = await realized(t, { members: 2 });
    const [homeless, silent] = people as [(typeof people)[number], (typeof people)[number]];
    await t.em().execute("update people set email = null where id = ?", [homeless.id]);
    const choose = (personId: number, channel: "email" | "discord_dm", wanted: boolean) =>
      t.as({ personId }).notifications.choose({ topic: "changes", channel, wanted });
    await choose(homeless.id, "discord_dm", true);
    await choose(silent.id, "discord_dm", true);
    await choose(silent.id, "email", false);
    await organiser(t).groups.changeTime({ groupId: group.id, ...WEDNESDAY_19 });
    await organiser(t).groups.changeTime({ groupId: group.id, weekday: 3, startMinute: 1_140 });
    later(t, 10 * MINUTE);
    for (let round = 0; round < 2; round++) {
      await sweep(t.ctx());
      await bot.work();
    }
    expect(bot.letters.map(({ to }) => to).toSorted()).toEqual(people.map(({ discordId }) => discordId!).toSorted());
    expect(bot.letters[0]!.letter.lines.join()).toContain("Thursday");
  });

  test("nobody, when it was changed back before; the meetings are where they were [EM-7, GR-6]", async () => {
    await using t = await testHouse();
    const { group, bot } = await realized(t);
    const before = await meetingsOf(t, group.id);
    await organiser(t).groups.changeTime({ groupId: group.id, ...WEDNESDAY_19 });
    later(t, 5 * MINUTE);
    await organiser(t).groups.changeTime({ groupId: group.id, ...TUESDAY_18 });
    expect(await meetingsOf(t, group.id)).toEqual(before);
    later(t, 60 * MINUTE);
    const { letters, mailer } = collecting();
    await deliverDue(t.ctx(), mailer);
    await bot.work();
    expect(letters).toEqual([]);
    expect(bot.calls.filter((call) => call.includes("message"))).toEqual([]);
    expect(new Set((await told(t)).map(([, , status]) => status))).toEqual(new Set(["skipped"]));
  });

  test("once for several changes in a row, from what they knew to what is so now [EM-7]", async () => {
    await using t = await testHouse();
    const { group } = await realized(t, { members: 1 });
    const kim = organiser(t);
    await kim.groups.changeTime({ groupId: group.id, ...WEDNESDAY_19 });
    later(t, 4 * MINUTE);
    await kim.groups.changeTime({ groupId: group.id, weekday: 3, startMinute: 1_200 });
    later(t, 6 * MINUTE);
    const { letters, mailer } = collecting();
    await deliverDue(t.ctx(), mailer);
    expect(letters).toHaveLength(1);
    expect(letters[0]!.text).toMatch(/Before: Tuesday,?( at)? 18:00 \(London\)\. Now: Thursday,?( at)? 20:00/);
    // A change after the telling is another one.
    await kim.groups.changeTime({ groupId: group.id, ...TUESDAY_18 });
    later(t, 10 * MINUTE);
    await deliverDue(t.ctx(), mailer);
    expect(letters).toHaveLength(2);
  });

  test("at once, when somebody may be about to set out [EM-7]", async () => {
    await using t = await testHouse();
    const { group } = await realized(t, { members: 1 });
    t.now = new Date("2026-10-06T16:00:00Z");
    await organiser(t).groups.changeTime({ groupId: group.id, ...WEDNESDAY_19 });
    later(t, MINUTE);
    const { letters, mailer } = collecting();
    await deliverDue(t.ctx(), mailer);
    expect(letters).toHaveLength(1);
  });

  test("nobody while the group is in preview: its people see nothing yet; its sync is asked for [GR-11]", async () => {
    await using t = await testHouse();
    const { group } = await aScene(t);
    await organiser(t).groups.changeTime({ groupId: group.id, ...WEDNESDAY_19 });
    expect(await told(t)).toEqual([]);
    expect((await taskOf(t, `group:${group.id}`)).state).toBe("due");
  });
});

test("the facilitators on offer come best first, with what they lead and where they clash [GR-5]", async () => {
  await using t = await testHouse();
  const { cohort, group } = await aScene(t, { members: 1 });
  const em = t.em();
  const named = async (name: string, maxGroups: number) => {
    const person = await aPerson(em, { name });
    await aSignup(em, { person, cohort, role: "facilitator" });
    await aFacilitator(em, { person, maxGroups });
    return person;
  };
  const busy = await named("Busy", 2);
  const full = await named("Full", 1);
  const free = await named("Free", 1);
  const same = await aGroup(em, { cohort, name: "Group 2" });
  const other = await aGroup(em, { cohort, name: "Group 3", weekday: 4 });
  await aMembership(em, same, { person: busy, role: "facilitator" });
  await aMembership(em, other, { person: full, role: "facilitator" });
  await aMember(t, cohort);
  const { options } = await organiser(t).groups.facilitatorOptions({ groupId: group.id });
  expect(options.map(({ name, leads, maxGroups, clashes }) => [name, leads, maxGroups, clashes])).toEqual([
    [free.name, 0, 1, []],
    [full.name, 1, 1, []],
    [busy.name, 1, 2, ["Group 2"]],
  ]);
});
