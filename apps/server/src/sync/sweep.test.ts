import { ExternalRef } from "@muster/db/entities/external-ref";
import { Meeting } from "@muster/db/entities/meeting";
import { keys } from "@muster/domain/brief";
import { groupSubject } from "@muster/domain/subject";
import { expect, test } from "vitest";
import { aScene, later, statusOf, taskOf } from "../../testing/scene.ts";
import { passing } from "../../testing/scripted-bot.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { realizeCohort } from "../realization/realize-cohort.ts";
import { dueNow } from "./due.ts";
import { sweep } from "./sweep.ts";

test("as meetings pass, those that come within the horizon get their event although nothing may be created", async () => {
  await using t = await testHouse();
  const { cohort, group, bot } = await aScene(t, { cohort: { numberOfMeetings: 52 } });
  const second = await aScene(t, { cohort: { name: "Second", numberOfMeetings: 52 } });
  for (const { discordId } of second.people) bot.present.add(discordId!);
  await realizeCohort(t.ctx(), { cohortId: cohort.id });
  await realizeCohort(t.ctx(), { cohortId: second.cohort.id });
  await bot.work();
  const events = () => t.em().count(ExternalRef, { key: { $like: "group:%/event-%" } });
  expect(await events()).toBe(90);
  await sweep(t.ctx());
  expect(await dueNow(t.em(), t.now)).toEqual([]);
  // Two weeks of two groups pass: four events are over, and four more come within the budget.
  t.now = new Date("2026-10-14T12:00:00Z");
  await sweep(t.ctx());
  await bot.work();
  expect(await events()).toBe(94);
  expect(bot.briefs.at(-1)!.policy.allowCreate).toBe(false);
  expect(await taskOf(t, groupSubject(group.id))).toMatchObject({ state: "settled" });
});

/** Two cohorts whose meetings begin in the same week; Discord refuses what goes beyond a hundred events, as it does. */
async function twoCohorts(t: TestHouse, { ofTheServer }: { ofTheServer: number }) {
  const first = await aScene(t, { cohort: { name: "First", numberOfMeetings: 80 } });
  const { bot } = first;
  const second = await aScene(t, { cohort: { name: "Second", numberOfMeetings: 20 } });
  for (const { discordId } of second.people) bot.present.add(discordId!);
  bot.weather = ({ kind, action }) =>
    kind === "event" && action === "create" && ofTheServer + bot.events().length >= 100 ? passing("30038") : "fine";
  const eventsOf = ({ group }: { group: { id: number } }) =>
    bot.events().filter((key) => key.startsWith(`group:${group.id}/`));
  /** Discord lists no event that is over. */
  const until = async (date: string) => {
    t.now = new Date(date);
    const over = await t.em().find(Meeting, { startsAt: { $lte: t.now } });
    for (const { id, group } of over) bot.guild.delete(keys.event(group.id, id));
    await sweep(t.ctx());
    await bot.work();
  };
  const lacking = async ({ group }: { group: { id: number } }) => {
    const ahead = await t.em().find(Meeting, { group: group.id, startsAt: { $gt: t.now } });
    return ahead.filter(({ id }) => !bot.guild.has(keys.event(group.id, id))).map(({ number }) => number);
  };
  return { first, second, bot, eventsOf, until, lacking };
}

test("events that stand use up the room first: another cohort gets the rest for its nearest meetings, and more as others pass", async () => {
  await using t = await testHouse();
  const { first, second, bot, eventsOf, until, lacking } = await twoCohorts(t, { ofTheServer: 10 });
  await realizeCohort(t.ctx(), { cohortId: first.cohort.id });
  await bot.work();
  expect(eventsOf(first)).toHaveLength(80);
  await realizeCohort(t.ctx(), { cohortId: second.cohort.id });
  await bot.work();
  expect(await taskOf(t, second.group.subject())).toMatchObject({ state: "settled" });
  expect([eventsOf(first).length, eventsOf(second).length]).toEqual([80, 10]);
  expect(await lacking(second)).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
  await until("2026-11-18T12:00:00Z");
  expect(await lacking(second)).toEqual([]);
  expect(bot.events().length).toBeLessThanOrEqual(90);
});

test("a server that is full of events keeps no group from its end: what found no room is made once some have passed", async () => {
  await using t = await testHouse();
  const { first, second, bot, until, lacking } = await twoCohorts(t, { ofTheServer: 15 });
  for (const { cohort } of [first, second]) {
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.work();
  }
  expect(await lacking(second)).toHaveLength(15);
  expect(await taskOf(t, second.group.subject())).toMatchObject({ state: "settled", last_error: null });
  expect(await statusOf(t, second.group)).toBe("active");
  // The database says when a task was touched, and its clock is the real one.
  await t.em().execute("update sync_tasks set updated_at = '2026-10-01'");
  await until("2026-12-16T12:00:00Z");
  expect(await lacking(second)).toEqual([]);
});

test("a group in step is looked at again after half an hour, so that what hands changed is noticed", async () => {
  await using t = await testHouse();
  const { cohort, group, bot } = await aScene(t);
  await realizeCohort(t.ctx(), { cohortId: cohort.id });
  await bot.work();
  await sweep(t.ctx());
  expect(await dueNow(t.em(), t.now)).toEqual([]);
  // The database says when a row was touched, and its clock is the real one.
  t.now = new Date(Math.max(Date.now(), t.now.getTime()));
  later(t, 31 * 60_000);
  await sweep(t.ctx());
  expect((await dueNow(t.em(), t.now)).map(({ subject }) => subject)).toContain(groupSubject(group.id));
});

test("work whose job was lost gets a new one", async () => {
  await using t = await testHouse();
  const { cohort } = await aScene(t);
  await realizeCohort(t.ctx(), { cohortId: cohort.id });
  await t.em().execute("delete from pgboss.job where name = 'sync'");
  await sweep(t.ctx());
  const jobs = await t.em().execute<unknown[]>("select 1 from pgboss.job where name = 'sync' and state = 'created'");
  expect(jobs).toHaveLength(2);
});
