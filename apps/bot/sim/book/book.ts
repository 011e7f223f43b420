import type { EntityManager } from "@muster/db/orm";
import { readConfig } from "../../../server/src/config.ts";
import { systemContext, type Context } from "../../../server/src/context.ts";
import type { House } from "../../../server/src/house.ts";
import { SYNC_QUEUE } from "../../../server/src/sync/queues.ts";
import { requestSync } from "../../../server/src/sync/request-sync.ts";
import { sweep } from "../../../server/src/sync/sweep.ts";
import { prepare } from "../../../server/src/sync/worker.ts";
import { together } from "../../../server/src/transaction.ts";
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
  inBackground: (work: () => Promise<unknown>) => void;
  crashes: Error[];
  /** A verb somebody waits for: the step that asked for it is over when it is. */
  doing: <T>(work: () => Promise<T>) => Promise<T>;
  /** Whether a transaction is open at this moment: then nothing outside may be called (INV-8). */
  isInTransaction: () => boolean;
  /** Active groups become what their cohort becomes, previews are given up. */
  endGroups: (as: "completed" | "cancelled") => Promise<void>;
  /** Everything as it stands now, with what is too much to read after every step. */
  readAll: () => Promise<void>;
  close: () => Promise<void>;
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
  const now = () => new Date(BEGAN + time.today());
  let ids = 0;
  let heard = () => {};
  const memory: Memory = {
    tables,
    now,
    nextId: () => ++ids,
    oneAtATime: queue(),
    touch: toucher(tables, now),
    ring: (topic) => topic === "due" && heard(),
  };
  const managers = {
    em: memoryManager(memory, { undoes: false }),
    carefulEm: memoryManager(memory, { undoes: true }),
  };
  const book = bookOver({ time, chance, tables, ...managers, nextId: memory.nextId });
  heard = book.rung;
  return {
    ...book,
    doing: (work) => work(),
    readAll: async () => {},
    isInTransaction: () => false,
    endGroups: (as) => endGroups(book.ctx(), tables, as),
    close: async () => {},
  };
}

/** Members of what is given up leave it. */
async function endGroups(ctx: Context, tables: Tables, as: "completed" | "cancelled"): Promise<void> {
  await together(ctx, async (tx) => {
    for (const group of tables.groups.filter((one) => one.isLive())) {
      const end = group.status === "active" ? as : "cancelled";
      group.become(end);
      const stays = tables.memberships.filter((one) => one.group.id === group.id && one.status === "active");
      if (end === "cancelled") for (const stay of stays) stay.status = "removed";
      await requestSync(tx, group.subject(), { systems: ["discord"], allowCreate: false });
    }
  });
}

interface Rows {
  time: VirtualTime;
  chance: Chance;
  tables: Tables;
  em: EntityManager;
  /** For verbs that may refuse half-way. */
  carefulEm: EntityManager;
  nextId: () => number;
}

/** A server over rows, wherever these lie: its house, its jobs, its sweep, and the times it does not answer. */
export function bookOver({ time, chance, tables, em, carefulEm, nextId }: Rows) {
  const owner = nobody();
  const duty = new Set<() => void>();
  const fallen = new Set<() => void>();
  let upFrom = 0;
  const isUp = () => time.now() >= upFrom;
  const crashes: Error[] = [];
  const inBackground = (work: () => Promise<unknown>) =>
    void work().catch((error: unknown) => crashes.push(error instanceof Error ? error : new Error(String(error))));
  const jobs = new Map<string, symbol>();
  const house = {
    config: { ...CONFIG, settleWindowMs: SETTLE_WINDOW_MS },
    clock: () => new Date(BEGAN + time.today()),
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
  const careful = { ...house, orm: { em: carefulEm } } as unknown as House;
  const book = {
    tables,
    house,
    ctx: () => systemContext(house, "sim"),
    carefulCtx: () => systemContext(careful, "sim"),
    owner,
    isUp,
    goDown: (ms: number) => {
      upFrom = Math.max(upFrom, time.now() + ms);
      for (const heard of fallen) heard();
    },
    onDue: (heard: () => void) => void duty.add(heard),
    onDown: (heard: () => void) => void fallen.add(heard),
    nextId,
    inBackground,
    crashes,
    /** Something has become due. */
    rung: () => time.after(2, owner, "bell", () => duty.forEach((heard) => heard())),
  };

  function enqueue(subject: Subject, { startAfter }: JobOptions): void {
    const job = Symbol(subject);
    jobs.set(subject, job);
    const work = () => {
      if (jobs.get(subject) !== job) return;
      if (!isUp()) return time.after(1_000, owner, `job ${subject}`, work);
      jobs.delete(subject);
      book.inBackground(() => prepare(book.ctx(), subject));
    };
    time.after(startAfter * 1_000, owner, `job ${subject}`, work);
  }

  function lookAtVisits(): void {
    if (!isUp()) return time.after(1_000, owner, "visits", lookAtVisits);
    book.inBackground(() => keepVisits(book.ctx()));
  }

  const every = (ms: number, label: string, work: () => void) => {
    const again = () => {
      if (isUp()) work();
      time.after(ms, owner, label, again);
    };
    time.after(ms, owner, label, again);
  };
  every(SWEEP_MS, "sweep", () => book.inBackground(() => sweep(book.ctx())));
  every(VISITS_MS, "visits", lookAtVisits);
  return book;
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
