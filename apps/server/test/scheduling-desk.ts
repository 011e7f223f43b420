import { afterAll, beforeAll, beforeEach } from "vitest";
import { aCohortToSchedule, settings, type Scheduled } from "./a-cohort-to-schedule.ts";
import { heldPool, type HeldPool } from "./held-pool.ts";
import { testServer, type Client, type TestServer } from "./server-resource.ts";
import { isOver, watchRun } from "./watch-run.ts";

interface Opened {
  server: TestServer;
  pool: HeldPool;
  /** An organiser over HTTP. */
  desk: Client;
  /** The cohort of the test that runs now. */
  world: Scheduled;
}

interface More {
  keepPlaced?: boolean;
}

export interface SchedulingDesk extends Readonly<Opened> {
  start: (more?: More) => ReturnType<Client["scheduling"]["start"]["mutate"]>;
  /** A run from its start to its end; answers its number. */
  run: (more?: More) => Promise<number>;
}

/** For a block of tests: one server whose runs end when the test says so, and a fresh cohort to schedule for each test. */
export function schedulingDesk(): SchedulingDesk {
  const opened = {} as Opened;
  beforeAll(async () => {
    opened.pool = heldPool();
    opened.server = await testServer({ pool: opened.pool });
    opened.desk = await opened.server.organiser();
  });
  afterAll(() => opened.server[Symbol.asyncDispose]());
  beforeEach(async () => {
    opened.world = await aCohortToSchedule(opened.server.em());
    await opened.server.em().execute("delete from rate_buckets");
  });
  const start = (more: More = {}) =>
    opened.desk.scheduling.start.mutate({ cohortId: opened.world.cohort.id, settings, ...more });
  const run = async (more: More = {}) => {
    const next = opened.pool.next();
    const { runId } = await start(more);
    const held = await next;
    using page = watchRun(opened.desk, runId);
    await held.finish();
    await page.until(isOver);
    return runId;
  };
  return Object.assign(opened, { start, run });
}
