import { ScheduleRun } from "@muster/db/entities/schedule-run";
import { testDatabase } from "@muster/db/testing/test-database";
import { describe, expect, it } from "vitest";
import { aCohortToSchedule, settings } from "./a-cohort-to-schedule.ts";
import { heldPool } from "./held-pool.ts";
import { testServer } from "./server-resource.ts";

import { isOver, watchRun } from "./watch-run.ts";

describe("a run and the life of its server", () => {
  it("whose server is stopped is interrupted with its best kept, and can be accepted on the next one", async () => {
    await using database = await testDatabase();
    let runId = 0;
    let cohortId = 0;
    {
      const pool = heldPool();
      await using server = await testServer({ database, pool });
      cohortId = (await aCohortToSchedule(server.em())).cohort.id;
      const next = pool.next();
      ({ runId } = await (await server.organiser()).scheduling.start.mutate({ cohortId, settings }));
      await next;
    }
    await using server = await testServer({ database, pool: heldPool() });
    const desk = await server.organiser();
    const [shown] = await desk.scheduling.runs.query({ cohortId });
    expect(shown).toMatchObject({
      id: runId,
      status: "interrupted",
      error: "The server was stopped while this run worked. Its best proposal is kept.",
      placed: 10,
    });
    expect((await desk.scheduling.accept.mutate({ runId })).groups).toHaveLength(2);
  });

  it("whose server died is interrupted once its hold has lapsed, says what it had, and stands in nobody's way [WK-4]", async () => {
    const pool = heldPool();
    await using server = await testServer({ pool });
    const { cohort } = await aCohortToSchedule(server.em());
    const desk = await server.organiser();
    // As a killed server leaves it: a run that works, held by a process that is no more.
    await server.em().execute(
      `insert into schedule_runs (cohort_id, number, status, settings, seed, input_fingerprint, progress, lease_holder, lease_until)
       values (?, 1, 'running', ?::jsonb, 7, '{}', '{"attemptsDone": 640, "placed": 9, "total": 12, "series": []}'::jsonb, 'dead', now() - interval '1 second')`,
      [cohort.id, JSON.stringify(settings)],
    );
    const [shown] = await desk.scheduling.runs.query({ cohortId: cohort.id });
    expect(shown).toMatchObject({
      status: "interrupted",
      error: expect.stringContaining("after 640 attempts; it had placed 9 of 12 people"),
    });
    const next = pool.next();
    expect((await desk.scheduling.start.mutate({ cohortId: cohort.id, settings })).number).toBe(2);
    await (await next).finish();
  });

  it("whose server died after it had found something keeps that, and it can be accepted [WK-4]", async () => {
    const pool = heldPool();
    await using server = await testServer({ pool });
    const { cohort } = await aCohortToSchedule(server.em());
    const desk = await server.organiser();
    const next = pool.next();
    const { runId } = await desk.scheduling.start.mutate({ cohortId: cohort.id, settings });
    const held = await next;
    await held.best();
    const row = () => server.em().findOneOrFail(ScheduleRun, runId);
    while ((await row()).proposal === null) await new Promise((resolve) => setTimeout(resolve, 50));
    // As a killed server leaves it: nobody renews the hold any more.
    await server
      .em()
      .execute(
        "update schedule_runs set lease_holder = 'dead', lease_until = now() - interval '1 second' where id = ?",
        [runId],
      );
    const [shown] = await desk.scheduling.runs.query({ cohortId: cohort.id });
    expect(shown).toMatchObject({
      status: "interrupted",
      placed: 10,
      error: expect.stringContaining("Its best so far is kept."),
    });
    expect((await desk.scheduling.accept.mutate({ runId })).groups).toHaveLength(2);
  });

  it("is seen on another server from its row, and can be stopped there", async () => {
    await using database = await testDatabase();
    const pool = heldPool();
    await using computing = await testServer({ database, pool });
    await using watching = await testServer({ database, pool: heldPool() });
    const { cohort } = await aCohortToSchedule(database.em());
    const next = pool.next();
    const { runId } = await (await computing.organiser()).scheduling.start.mutate({ cohortId: cohort.id, settings });
    const held = await next;
    held.progress({ attempts: 33, placed: 5 });
    const elsewhere = await watching.organiser();
    using page = watchRun(elsewhere, runId);
    await page.until((state) => state?.progress?.attemptsDone === 33);
    await elsewhere.scheduling.stop.mutate({ runId });
    await page.until(isOver);
    expect(page.seen.at(-1)!.status).toBe("stopped");
  });
});
