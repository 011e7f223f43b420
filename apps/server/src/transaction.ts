import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as pause } from "node:timers/promises";
import type { EntityManager } from "@muster/db/orm";
import { fromKysely } from "pg-boss";
import type { Context } from "./context.ts";

const inside = new AsyncLocalStorage<true>();

/** A context whose `em` is one open transaction: rows, outbox and sync requests written through it stand or fall together. */
export type Tx<C extends Context = Context> = C & {
  readonly together: true;
  /** The queues whose one job looks at everything, by name, each with that job's key; woken before the commit. */
  readonly wakes: Map<string, string>;
};

/** Deadlock and serialization failure: nothing was written, doing it again is safe (DB-14). */
const AGAIN = new Set(["40P01", "40001"]);

/**
 * Does this together, then rings: one transaction on a fresh fork, which is thrown away afterwards whatever happened
 * (DB-8). Flushes, and asks once more whether its author may (AD-7), before the commit. Must not be nested; nothing outside the database may be called inside (INV-8).
 */
export async function together<C extends Context, T>(ctx: C, work: (tx: Tx<C>) => Promise<T>): Promise<T> {
  assertOutside("another transaction");
  for (let attempt = 1; ; attempt++) {
    try {
      return await inside.run(true, () =>
        ctx.house.orm.em.fork().transactional(async (em) => {
          const tx: Tx<C> = { ...ctx, em: em as EntityManager, together: true, wakes: new Map() };
          const result = await work(tx);
          await em.flush();
          await ctx.mayStill?.(tx.em);
          await wakeAll(tx);
          return result;
        }),
      );
    } catch (error) {
      if (attempt >= 4 || !AGAIN.has(codeOf(error))) throw error;
      await pause(ctx.house.chance.below(20 * 2 ** attempt));
    }
  }
}

/**
 * Such a job is one row for everybody: taken last and in one order, it is held for a moment, and two who wake the same
 * queues never wait for each other in a ring (DB-14).
 */
async function wakeAll({ em, house, wakes }: Tx): Promise<void> {
  const db = fromKysely(em.getTransactionContext() as never);
  for (const [queue, singletonKey] of [...wakes].toSorted(([one], [other]) => (one < other ? -1 : 1)))
    await house.boss.upsert(queue, {}, { singletonKey, startAfter: 0, db });
}

/** Every door to the outside calls this first: a slow answer must never hold a transaction open (DB-6, INV-8). */
export function assertOutside(what: string): void {
  if (inside.getStore()) throw new Error(`${what} was called inside a transaction`);
}

/** PostgreSQL's own code of an error, wherever the driver put it. */
export function codeOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown };
    if (typeof code === "string") return code;
  }
  return "";
}
