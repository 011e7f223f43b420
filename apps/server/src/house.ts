import type { MikroORM } from "@muster/db/orm";
import type { Pool } from "@muster/scheduler/pool";
import type { Logger } from "pino";
import type { PgBoss } from "pg-boss";
import type { Bell } from "./bell.ts";
import type { Config } from "./config.ts";
import type { RunDesk } from "./scheduling/run-desk.ts";

/** Dice that tests can load. */
export interface Chance {
  /** 256 random bits, URL-safe. */
  token: () => string;
  uuid: () => string;
  /** A whole number from 0, below `limit`. */
  below: (limit: number) => number;
}

/** The long-lived things of one server process, opened by main.ts in order and closed in reverse. */
export interface House {
  config: Config;
  clock: () => Date;
  chance: Chance;
  log: Logger;
  orm: MikroORM;
  boss: PgBoss;
  bell: Bell;
  /** The scheduler's threads. */
  pool: Pool;
  /** The runs this process computes, as they happen. */
  runs: RunDesk;
  /** This process, for leases. */
  processId: string;
  /** This installation's name inside our marks on Discord. */
  installation: string;
  version: string;
}
