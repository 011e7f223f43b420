import { setTimeout as pause } from "node:timers/promises";
import type { MikroORM } from "@muster/db/orm";
import {
  OUTBOX_START,
  outboxAfter,
  outboxHead,
  outboxHeldBack,
  parseCursor,
  type OutboxCursor,
  type OutboxEntry,
} from "@muster/db/queries/outbox-after";
import type { Subject } from "@muster/domain/subject";
import { Client } from "pg";
import type { Logger } from "pino";
import type { Tx } from "./transaction.ts";

/** What a bell can be about. Pages hear the first five; `due` is for the bot: a subject has something to do. */
export const TOPICS = ["cohort", "group", "run", "sync", "person", "due"] as const;
export type Topic = (typeof TOPICS)[number];

/** Something about this subject may have changed: look at the truth. */
export interface Ring {
  kind: "ring";
  cursor: OutboxCursor;
  topic: Topic;
  /** A number for pages' topics, a subject such as `group:12` for `due`. */
  subject: string;
}

/** The follower's place in the past is gone, or it read too slowly: look at everything afresh (BR-3, BR-6). */
export interface Resync {
  kind: "resync";
  cursor: OutboxCursor;
}

/** A follower that falls this far behind is told to look at everything afresh instead (BR-6). */
const MOST_WAITING = 256;
const PAGE = 500;

/** Writes that something changed into the caller's transaction; followers hear of it after the commit, wherever they are. */
export async function ring(tx: Tx, topic: Topic, subject: number | Subject): Promise<void> {
  await tx.em.execute("insert into outbox_events (topic, subject) values (?, ?)", [topic, String(subject)]);
  await tx.em.execute("select pg_notify('muster', '')");
}

interface Follower {
  waiting: Ring[];
  overflowed: boolean;
  wake: () => void;
}

export interface Bell extends AsyncDisposable {
  /** Everything rung after `after`, then everything as it is rung, in one order, losing nothing, until `signal` aborts. */
  follow: (options: { after?: string | undefined; signal: AbortSignal }) => AsyncGenerator<Ring | Resync>;
  /** When the outbox was last read to its end: /readyz looks at it. */
  lastReadAt: () => Date;
}

interface BellOptions {
  orm: MikroORM;
  databaseUrl: string;
  clock: () => Date;
  log: Logger;
  pollMs?: number;
}

/**
 * One reader of the outbox for each process. NOTIFY only says "look now": the poll every five seconds is the truth.
 * Reads in the order of `(xid, id)` below the oldest running transaction, so that a late commit is never stepped over (DB-2).
 */
export async function openBell({ orm, databaseUrl, clock, log, pollMs = 5_000 }: BellOptions): Promise<Bell> {
  const followers = new Set<Follower>();
  const ending = new AbortController();
  let position: OutboxCursor = await outboxHead(orm.em.fork());
  let readAt = clock();

  const readOn = async (): Promise<number> => {
    const rows = await outboxAfter(orm.em.fork(), position, PAGE);
    for (const row of rows) {
      position = row.cursor;
      const next = ringOf(row);
      if (next) for (const follower of followers) hand(follower, next);
    }
    readAt = clock();
    return rows.length === PAGE ? rows.length + (await readOn()) : rows.length;
  };
  const reader = singleFlight(async () => {
    // What an older transaction still holds back is not announced again when that ends: look on until nothing is left.
    for (const wait of glances()) {
      if (wait) await pause(wait, undefined, { signal: ending.signal });
      if (ending.signal.aborted) return;
      await readOn();
      if (!(await outboxHeldBack(orm.em.fork(), position))) return;
    }
  });
  let looking: Promise<unknown> = Promise.resolve();
  const look = () => {
    looking = reader().catch((error: unknown) => ending.signal.aborted || log.error({ err: error }, "outbox"));
  };

  const poll = setInterval(() => look(), pollMs);
  const listening = keepListening({ databaseUrl, log, onNotify: look, signal: ending.signal });

  return {
    follow: ({ after, signal }) => follow({ after, signal, orm, followers, head: () => position }),
    lastReadAt: () => readAt,
    [Symbol.asyncDispose]: async () => {
      ending.abort();
      clearInterval(poll);
      for (const follower of followers) follower.wake();
      await Promise.all([listening, looking]);
    },
  };
}

interface Following {
  after: string | undefined;
  signal: AbortSignal;
  orm: MikroORM;
  followers: Set<Follower>;
  head: () => OutboxCursor;
}

async function* follow({ after, signal, orm, followers, head }: Following): AsyncGenerator<Ring | Resync> {
  const follower: Follower = { waiting: [], overflowed: false, wake: () => {} };
  // Listen first, then read, then follow: nothing falls between.
  followers.add(follower);
  const onAbort = () => follower.wake();
  signal.addEventListener("abort", onAbort);
  try {
    let position = head();
    if (after !== undefined) {
      const from = await knownCursor(orm, after);
      if (!from) yield { kind: "resync", cursor: position };
      for (let at = from; at;) {
        const rows = await outboxAfter(orm.em.fork(), at, PAGE);
        for (const row of rows) {
          const missed = ringOf(row);
          if (missed) yield missed;
        }
        position = rows.at(-1)?.cursor ?? position;
        at = rows.length === PAGE ? position : null;
      }
    }
    while (!signal.aborted) {
      if (follower.overflowed) {
        follower.overflowed = false;
        follower.waiting.length = 0;
        yield { kind: "resync", cursor: head() };
      }
      const next = follower.waiting.shift();
      if (!next) {
        await new Promise<void>((resolve) => {
          follower.wake = resolve;
          if (signal.aborted || follower.waiting.length > 0) resolve();
        });
      } else if (isAfter(next.cursor, position)) yield next;
    }
  } finally {
    followers.delete(follower);
    signal.removeEventListener("abort", onAbort);
  }
}

function hand(follower: Follower, next: Ring): void {
  if (follower.waiting.length >= MOST_WAITING) follower.overflowed = true;
  else follower.waiting.push(next);
  follower.wake();
}

/** A cursor is a position and nothing more; one that is no position, or older than what is kept, is unknown. */
async function knownCursor(orm: MikroORM, text: string): Promise<OutboxCursor | null> {
  if (!/^\d{1,20}-\d{1,18}$/.test(text)) return null;
  const cursor = text as OutboxCursor;
  if (cursor === OUTBOX_START) return cursor;
  const { xid, id } = parseCursor(cursor);
  const kept = await orm.em
    .fork()
    .execute<unknown[]>("select 1 from outbox_events where id = ?::bigint and xid::text = ?", [id, xid]);
  return kept.length > 0 ? cursor : null;
}

/** The order in which the outbox is read: the writing transaction first, then the row. */
function isAfter(one: OutboxCursor, other: OutboxCursor): boolean {
  const [a, b] = [parseCursor(one), parseCursor(other)];
  return a.xid === b.xid ? BigInt(a.id) > BigInt(b.id) : BigInt(a.xid) > BigInt(b.xid);
}

/** Null for a topic that a newer or older server wrote and this one does not know: it is passed over (EV-15). */
function ringOf({ cursor, topic: written, subject }: OutboxEntry): Ring | null {
  const topic = TOPICS.find((known) => known === written);
  return topic ? { kind: "ring", cursor, topic, subject } : null;
}

/** A connection of its own that hears NOTIFY, made again for ever when it breaks. */
async function keepListening(options: {
  databaseUrl: string;
  log: Logger;
  onNotify: () => void;
  signal: AbortSignal;
}): Promise<void> {
  const { databaseUrl, log, onNotify, signal } = options;
  while (!signal.aborted) {
    const client = new Client({ connectionString: databaseUrl, application_name: "muster-bell" });
    const broken = new Promise<void>((resolve) => {
      client.on("error", () => resolve());
      client.on("end", () => resolve());
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    try {
      await client.connect();
      client.on("notification", onNotify);
      await client.query("listen muster");
      onNotify();
      await broken;
    } catch (error) {
      log.warn({ err: error }, "the bell could not listen; it looks every few seconds meanwhile");
    }
    await client.end().catch(() => {});
    await pause(1_000, undefined, { signal }).catch(() => {});
  }
}

/** How long to wait before each look, in milliseconds: at once, then soon, then three times a second. */
function* glances(): Generator<number> {
  yield* [0, 20, 80];
  for (;;) yield 320;
}

/** Never two at once; a call meanwhile means once more afterwards. */
function singleFlight(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let again = false;
  return async function run(): Promise<void> {
    if (running) {
      again = true;
      return running;
    }
    try {
      do {
        again = false;
        running = work();
        await running;
      } while (again);
    } finally {
      running = null;
    }
  };
}
