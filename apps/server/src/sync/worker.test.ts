import { groupSubject } from "@muster/domain/subject";
import { expect, test } from "vitest";
import { aScene, statusOf, taskOf } from "../../testing/scene.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { realizeCohort } from "../realization/realize-cohort.ts";
import { SYNC_DEAD_QUEUE } from "./queues.ts";
import { syncGroup } from "./sync-group.ts";
import { openSyncWorker } from "./worker.ts";

/** Looks at every bell until it is so; the test's own time limit is the only clock. */
async function until(t: TestHouse, isSo: () => Promise<boolean>): Promise<void> {
  const ending = new AbortController();
  const bell = t.house.bell.follow({ signal: ending.signal });
  while (!(await isSo())) await Promise.race([bell.next(), new Promise((resolve) => setTimeout(resolve, 200))]);
  ending.abort();
}

test("a request's own job says that no bot is connected, and keeps the work due", async () => {
  await using t = await testHouse();
  await using _worker = await openSyncWorker(t.house);
  const { cohort, group } = await aScene(t);
  await realizeCohort(t.ctx(), { cohortId: cohort.id });
  await until(t, async () => (await taskOf(t, groupSubject(group.id)))["last_error"] === "bot_unavailable");
  expect(await taskOf(t, groupSubject(group.id))).toMatchObject({ state: "due" });
});

test("worlds that nobody connected are settled by the queue without asking anybody", async () => {
  await using t = await testHouse();
  await using _worker = await openSyncWorker(t.house);
  const { group } = await aScene(t);
  const result = await syncGroup(t.ctx(), group.id, { deadlineMs: 20_000 });
  expect(result).toMatchObject({ needs_infrastructure: true, pending: false });
  const rows = await t
    .em()
    .execute<{ state: string; last_error: string }[]>(
      "select state, last_error from sync_tasks where subject = ? and system <> 'discord'",
      [groupSubject(group.id)],
    );
  expect(rows).toEqual(Array.from({ length: 3 }, () => ({ state: "settled", last_error: "not_configured" })));
});

test("a subject whose job failed for the last time is set aside, and a new request takes it up again", async () => {
  await using t = await testHouse();
  await using _worker = await openSyncWorker(t.house);
  const { cohort, group, bot } = await aScene(t);
  await bot.connect();
  await realizeCohort(t.ctx(), { cohortId: cohort.id });
  await t.house.boss.send(SYNC_DEAD_QUEUE, { subject: groupSubject(group.id) });
  await until(t, async () => (await taskOf(t, groupSubject(group.id))).state === "set_aside");
  await realizeCohort(t.ctx(), { cohortId: cohort.id });
  await bot.work();
  expect(await statusOf(t, group)).toBe("active");
});
