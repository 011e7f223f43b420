import { ExternalRef } from "@muster/db/entities/external-ref";
import { groupSubject } from "@muster/domain/subject";
import { expect, test } from "vitest";
import { aScene, later, taskOf } from "../../testing/scene.ts";
import { testHouse } from "../../testing/sync-house.ts";
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
