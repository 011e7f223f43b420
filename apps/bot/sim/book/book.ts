import type { EntityManager } from "@muster/db/orm";
import { readConfig } from "../../../server/src/config.ts";
import { systemContext, type Context } from "../../../server/src/context.ts";
import type { House } from "../../../server/src/house.ts";
import { SYNC_QUEUE } from "../../../server/src/sync/queues.ts";
import { sweep } from "../../../server/src/sync/sweep.ts";
import { prepare } from "../../../server/src/sync/worker.ts";
import { keepVisits } from "../../../server/src/visits/keep.ts";
import { VISITS_QUEUE } from "../../../server/src/visits/queue.ts";
import type { Subject } from "@muster/domain/subject";
import type { Chance } from "../chance.ts";
import { nobody, type Owner, type VirtualTime } from "../virtual-time.ts";
import { BEGAN } from "../world/snowflakes.ts";
import { memoryManager } from "./memory.ts";
import { emptyTables, type RoundRow, type Tables, type TaskRow } from "./rows.ts";
import type { Memory } from "./statements.ts";

/** The server with everything durable in memory: its verbs are the shipped ones, its tables are arrays. */
export interface Book {
  tables: Tables;
  house: House;
  ctx: () => Context;
  /** For verbs that may refuse half-way: what they wrote is undone, as a transaction would. */
  carefulCtx: () => Context;
  owner: Owner;
  isUp: () => boolean;
  /** Stops answering for so long; what is written stays. */
  goDown: (ms: number) => void;
  /** Calls `heard` after every commit that rang for something due. */
  onDue: (heard: () => void) => void;
  onDown: (heard: () => void) => void;
  nextId: () => number;
  /** Work nobody waits for: what it throws is kept, and judged as a crash. */
  inBackground: (work: Promise<unknown>) => void;
  crashes: Error[];
}

export const SETTLE_WINDOW_MS = 60_000;
export const SWEEP_MS = 120_000;
const VISITS_MS = 60_000;
const WAKE_MS = 1_000;

const CONFIG = readConfig({
  DATABASE_URL: "postgres://nowhere/none",
  SERVICE_TOKEN: "x".repeat(40),
  LOG_LEVEL: "silent",
});
const silence = () => {};
const LOG = { info: silence, warn: silence, error: silence, debug: silence };

export function openBook(time: VirtualTime, chance: Chance): Book {
  const tables = emptyTables();
  const owner = nobody();
  const duty = new Set<() => void>();
  const fallen = new Set<() => void>();
  let ids = 0;
  let upFrom = 0;
  const now = () => new Date(BEGAN + time.today());
  const memory: Memory = {
    tables,
    now,
    nextId: () => ++ids,
    oneAtATime: queue(),
    touch: toucher(tables, now),
    ring: (topic) => {
      if (topic === "due") time.after(2, owner, "bell", () => duty.forEach((heard) => heard()));
    },
  };
  const em = memoryManager(memory, { undoes: false });
  const isUp = () => time.now() >= upFrom;
  const crashes: Error[] = [];
  const inBackground = (work: Promise<unknown>) =>
    void work.catch((error: unknown) => crashes.push(error instanceof Error ? error : new Error(String(error))));
  const jobs = new Map<string, symbol>();
  const house = {
    config: { ...CONFIG, settleWindowMs: SETTLE_WINDOW_MS },
    clock: now,
    chance: { below: chance.below, token: () => String(chance.below(1e9)), uuid: () => String(chance.below(1e9)) },
    log: LOG,
    orm: { em },
    boss: {
      upsert: async (name: string, data: { subject: Subject }, options: JobOptions) => {
        if (name === SYNC_QUEUE) enqueue(data.subject, options);
        if (name === VISITS_QUEUE) time.after(WAKE_MS, owner, "visits", lookAtVisits);
      },
    },
    installation: "sim",
    processId: "sim",
    version: "sim",
  } as unknown as House;
  const ctx = () => systemContext(house, "sim");
  const careful = { ...house, orm: { em: memoryManager(memory, { undoes: true }) } } as unknown as House;

  function enqueue(subject: Subject, { startAfter }: JobOptions): void {
    const job = Symbol(subject);
    jobs.set(subject, job);
    const work = () => {
      if (jobs.get(subject) !== job) return;
      if (!isUp()) return time.after(1_000, owner, `job ${subject}`, work);
      jobs.delete(subject);
      inBackground(prepare(ctx(), subject));
    };
    time.after(startAfter * 1_000, owner, `job ${subject}`, work);
  }

  function lookAtVisits(): void {
    if (!isUp()) return time.after(1_000, owner, "visits", lookAtVisits);
    inBackground(keepVisits(ctx()));
  }

  const every = (ms: number, label: string, work: () => void) => {
    const again = () => {
      if (isUp()) work();
      time.after(ms, owner, label, again);
    };
    time.after(ms, owner, label, again);
  };
  every(SWEEP_MS, "sweep", () => inBackground(sweep(ctx())));
  every(VISITS_MS, "visits", lookAtVisits);

  return {
    tables,
    house,
    ctx,
    carefulCtx: () => systemContext(careful, "sim"),
    owner,
    isUp,
    goDown: (ms) => {
      upFrom = Math.max(upFrom, time.now() + ms);
      for (const heard of fallen) heard();
    },
    onDue: (heard) => void duty.add(heard),
    onDown: (heard) => void fallen.add(heard),
    nextId: memory.nextId,
    inBackground,
    crashes,
  };
}

interface JobOptions {
  startAfter: number;
}

/** Transactions one after the other: what a database does with rows everybody locks. */
function queue(): Memory["oneAtATime"] {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return (work) => {
    const next = waiting++ === 0 ? work() : last.then(work);
    last = next.then(
      () => waiting--,
      () => waiting--,
    );
    return next;
  };
}

/** What `updated_at` is to PostgreSQL: a row that was written at a flush carries the moment. */
function toucher(tables: Tables, now: () => Date): () => void {
  const seen = new WeakMap<object, string>();
  const look = (row: TaskRow | RoundRow, digest: string) => {
    if (seen.get(row) === digest) return;
    seen.set(row, digest);
    row.updatedAt = now();
  };
  return () => {
    for (const task of tables.tasks)
      look(task, `${task.state}/${task.generation}/${task.attempt}/${task.nextAt?.getTime() ?? ""}`);
    for (const round of tables.rounds) if (round.ending === null) look(round, `${round.epoch}/${round.plan === null}`);
  };
}

export type { EntityManager };
