import { createOrm, JOB_SCHEMA } from "@muster/db/orm";
import { createPool, type Pool } from "@muster/scheduler/pool";
import { PgBoss } from "pg-boss";
import type { Logger } from "pino";
import { openBell } from "./bell.ts";
import type { Config } from "./config.ts";
import type { Chance, House } from "./house.ts";
import { keepHouse } from "./house-keeping.ts";
import { installationName } from "./installation.ts";
import { createRunDesk } from "./scheduling/run-desk.ts";

interface Handed {
  config: Config;
  clock: () => Date;
  chance: Chance;
  log: Logger;
  version: string;
  /** Instead of threads of our own. */
  pool?: Pool;
}

export type OpenHouse = House & AsyncDisposable;

/** Opens the long-lived things in order; ending the house closes them in reverse. The database must be migrated. */
export async function openHouse({ config, clock, chance, log, version, pool: handed }: Handed): Promise<OpenHouse> {
  await using opening = new AsyncDisposableStack();
  const orm = await createOrm({
    clientUrl: config.databaseUrl,
    poolSize: config.poolSize,
    applicationName: "muster server",
  });
  opening.defer(() => orm.close(true));
  const installation = await installationName(orm, chance);
  const boss = new PgBoss({
    connectionString: config.databaseUrl,
    schema: JOB_SCHEMA,
    application_name: "muster jobs",
    max: 4,
    useListenNotify: true,
  });
  boss.on("error", (error) => log.error({ err: error }, "job queue"));
  await boss.start();
  opening.defer(() => boss.stop({ graceful: true, timeout: 8_000 }));
  const bell = opening.use(await openBell({ orm, databaseUrl: config.databaseUrl, clock, log }));
  const pool = handed ?? createPool({ threads: config.schedulerThreads });
  opening.defer(() => pool.close());
  const runs = createRunDesk();
  opening.defer(() => runs.closeAll());
  const house: House = {
    config,
    clock,
    chance,
    log,
    orm,
    boss,
    bell,
    pool,
    runs,
    processId: chance.uuid(),
    installation,
    version,
  };
  opening.use(keepHouse(house));
  const ending = opening.move();
  return { ...house, [Symbol.asyncDispose]: () => ending.disposeAsync() };
}
