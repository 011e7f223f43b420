import { AuditEntry } from "@muster/db/entities/audit-entry";
import { ScheduleRun } from "@muster/db/entities/schedule-run";
import { describe, expect, it } from "vitest";
import type { Estimate } from "../src/scheduling/estimate.ts";
import { settings } from "./a-cohort-to-schedule.ts";
import { schedulingDesk } from "./scheduling-desk.ts";
import { type Client } from "./server-resource.ts";

/** Asks over HTTP as a page does. */
function ask(client: Client, cohortId: number, changes: Partial<typeof settings> = {}) {
  const seen: Estimate[] = [];
  const over = Promise.withResolvers<void>();
  let wake = () => {};
  const subscription = client.scheduling.estimate.subscribe(
    { cohortId, settings: { ...settings, ...changes } },
    {
      onData: (estimate) => {
        seen.push(estimate);
        wake();
      },
      onComplete: () => over.resolve(),
      onError: (error) => over.reject(error),
    },
  );
  return {
    seen,
    over: over.promise,
    first: async () => {
      while (seen.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    },
    cancel: () => subscription.unsubscribe(),
  };
}

describe("what if [SC-20]", () => {
  const room = schedulingDesk();
  const cohortId = () => room.world.cohort.id;

  it("an estimate is a run of a few seconds with the one change, live, and nothing of it is kept [SC-20]", async () => {
    const next = room.pool.next();
    const asked = ask(room.desk, cohortId(), { maxPeople: 4 });
    const held = await next;
    expect(held.problem).toMatchObject({ maxPeople: 4, timeLimitSeconds: 5, remedyTrials: 0 });
    held.progress({ placed: 5, groups: 1, quality: 5, upperBound: 9 });
    await asked.first();
    expect(asked.seen).toMatchObject([
      { state: "working", placed: 5, total: 12, groups: 1, bestQuality: 5, upperBound: 9 },
    ]);
    await held.finish();
    await asked.over;
    // Two evenings of a facilitator and four people: with four to a group, three of each are seated beside theirs.
    expect(asked.seen.at(-1)).toMatchObject({
      state: "done",
      placed: 8,
      total: 12,
      groups: 2,
      bestQuality: 8,
      proven: true,
    });
    expect(await room.server.em().count(ScheduleRun, { cohort: cohortId() })).toBe(0);
    expect(await room.server.em().count(AuditEntry, { object: `cohort:${cohortId()}` })).toBe(0);
  });

  it("called off, it ends on the scheduler too, and the next one may begin [SC-20]", async () => {
    const next = room.pool.next();
    const asked = ask(room.desk, cohortId());
    const held = await next;
    const ended = new Promise((resolve) => held.hooks.signal!.addEventListener("abort", resolve));
    asked.cancel();
    await ended;
    const again = room.pool.next();
    const other = ask(room.desk, cohortId());
    await (await again).finish();
    await other.over;
    expect(other.seen.at(-1)).toMatchObject({ state: "done" });
  });

  it("a second estimate, and one beside a run, are told to wait; a run that begins ends the estimate [SC-20]", async () => {
    const next = room.pool.next();
    const first = ask(room.desk, cohortId());
    await next;
    const second = ask(room.desk, cohortId());
    await second.over;
    expect(second.seen).toEqual([
      { state: "none", sentence: "A run or another estimate works now. Try again in a few seconds." },
    ]);
    const begun = room.pool.next();
    await room.desk.scheduling.start.mutate({ cohortId: cohortId(), settings });
    await first.over;
    expect(first.seen.at(-1)).toEqual({
      state: "none",
      sentence: "A run has begun, and the estimate made room for it.",
    });
    const run = await begun;
    const beside = ask(room.desk, cohortId());
    await beside.over;
    expect(beside.seen).toMatchObject([{ state: "none" }]);
    expect(run.hooks.signal!.aborted).toBe(false);
    await run.finish();
  });
});
