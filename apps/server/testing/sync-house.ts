import { testDatabase, type TestDatabase } from "@muster/db/testing/test-database";
import { JOB_SCHEMA, type EntityManager } from "@muster/db/orm";
import { PgBoss } from "pg-boss";
import { pino } from "pino";
import { openBell } from "../src/bell.ts";
import { readConfig, type Config } from "../src/config.ts";
import { systemContext, type Context, type RequestContext, type Viewer } from "../src/context.ts";
import type { Chance, House } from "../src/house.ts";
import { createDeliveryQueue } from "../src/notifications/delivery-queue.ts";
import { appRouter } from "../src/router.ts";
import { createSyncQueues } from "../src/sync/queues.ts";
import { createLinesQueue } from "../src/waiting/lines-queue.ts";
import { createVisitsQueue } from "../src/visits/queue.ts";

export interface TestHouse extends AsyncDisposable {
  house: House;
  database: TestDatabase;
  /** Where time stands; assign to move it. */
  now: Date;
  em: () => EntityManager;
  /** As Muster itself. */
  ctx: () => Context;
  /** Calls through the real router as the bot, or as somebody signed in. */
  asBot: () => ReturnType<typeof appRouter.createCaller>;
  as: (viewer: Partial<Viewer> & { personId: number }) => ReturnType<typeof appRouter.createCaller>;
}

/** Long before the meetings of the builders begin. */
export const BEFORE_TERM = new Date("2026-09-20T10:00:00Z");

/** A whole house on a database of its own, with a clock that stands still and dice that always show the middle. */
export async function testHouse(change: Partial<Config> = {}): Promise<TestHouse> {
  await using opening = new AsyncDisposableStack();
  const database = opening.use(await testDatabase());
  const time = { now: BEFORE_TERM };
  let count = 0;
  const chance: Chance = {
    token: () => `token-${++count}`,
    uuid: () => `uuid-${++count}`,
    below: (limit) => Math.floor(limit / 2),
  };
  const config: Config = {
    ...readConfig({
      DATABASE_URL: database.url,
      SERVICE_TOKEN: "x".repeat(40),
      LOG_LEVEL: "silent",
      SCHEDULER_THREADS: "1",
    }),
    ...change,
  };
  const log = pino({ level: "silent" });
  const boss = new PgBoss({ connectionString: database.url, schema: JOB_SCHEMA, max: 3, useListenNotify: true });
  boss.on("error", () => undefined);
  await boss.start();
  opening.defer(() => boss.stop({ graceful: false, close: true }));
  const { orm } = database;
  const clock = () => time.now;
  const bell = opening.use(await openBell({ orm, databaseUrl: database.url, clock, log, pollMs: 500 }));
  const house: House = {
    config,
    clock,
    chance,
    log,
    orm,
    boss,
    bell,
    // No test here schedules anything: touching the scheduler is a mistake.
    pool: refusing<House["pool"]>(),
    runs: refusing<House["runs"]>(),
    processId: "test-process",
    installation: "test",
    version: "test",
  };
  await createSyncQueues(house.boss);
  await createLinesQueue(house.boss);
  await createDeliveryQueue(house.boss);
  await createVisitsQueue(house.boss);
  const context = (viewer: Viewer | null, isBot: boolean): RequestContext => ({
    ...systemContext(house, "test"),
    viewer,
    isBot,
    actor: viewer
      ? { personId: viewer.personId, words: viewer.name }
      : { personId: null, words: isBot ? "bot" : "Muster" },
    http: {
      address: "127.0.0.1",
      cookie: () => undefined,
      setCookie: () => undefined,
      clearCookie: () => undefined,
      userAgent: null,
      takeToken: async () => 0,
    },
  });
  const ending = opening.move();
  return {
    house,
    database,
    get now() {
      return time.now;
    },
    set now(now: Date) {
      time.now = now;
    },
    em: () => database.em(),
    ctx: () => systemContext(house, "test"),
    asBot: () => appRouter.createCaller(context(null, true)),
    as: (viewer) =>
      appRouter.createCaller(
        context(
          {
            name: "Somebody",
            discordId: null,
            persona: null,
            isOrganiser: false,
            hasGivenRole: false,
            isFacilitator: false,
            sessionId: 1,
            ...viewer,
          },
          false,
        ),
      ),
    [Symbol.asyncDispose]: () => ending.disposeAsync(),
  };
}

const refusing = <T extends object>(): T =>
  new Proxy({} as T, {
    get: () => {
      throw new Error("the scheduler was called");
    },
  });
