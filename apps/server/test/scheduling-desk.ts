import { afterAll, beforeAll, beforeEach } from "vitest";
import { aCohortToSchedule, type Scheduled } from "./a-cohort-to-schedule.ts";
import { heldPool, type HeldPool } from "./held-pool.ts";
import { testServer, type Client, type TestServer } from "./server-resource.ts";

export interface SchedulingDesk {
  readonly server: TestServer;
  readonly pool: HeldPool;
  /** An organiser over HTTP. */
  readonly desk: Client;
  /** The cohort of the test that runs now. */
  readonly world: Scheduled;
}

/** For a block of tests: one server whose runs end when the test says so, and a fresh cohort to schedule for each test. */
export function schedulingDesk(): SchedulingDesk {
  const opened = {} as { server: TestServer; pool: HeldPool; desk: Client; world: Scheduled };
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
  return opened;
}
