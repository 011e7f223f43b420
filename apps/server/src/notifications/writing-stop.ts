import { Setting } from "@muster/db/entities/setting";
import type { EntityManager } from "@muster/db/orm";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { together, type Tx } from "../transaction.ts";

/** Discord has objected to our direct messages: until then not one more is written (RE-21). */
export interface WritingStop {
  since: Date;
  /** Null: until an organiser says that Discord has been satisfied. */
  until: Date | null;
  code: string;
}

const KEY = "direct-messages/stopped";
/** Told to slow down once: an hour without any is slower than it asks for. */
const SLOWER_MS = 60 * 60_000;
const FLAGGED = "20026";

export async function writingStopped(em: EntityManager, now: Date): Promise<WritingStop | null> {
  const setting = await em.findOne(Setting, { key: KEY }, { refresh: true });
  if (!setting) return null;
  const { since, until, code } = setting.value as { since: string; until: string | null; code: string };
  if (until !== null && new Date(until) <= now) return null;
  return { since: new Date(since), until: until === null ? null : new Date(until), code };
}

/** Flagged as a sender of junk: until a person has seen to it. Too fast: for an hour. */
export async function stopWriting(tx: Tx, code: string): Promise<void> {
  const now = tx.clock();
  const until = code === FLAGGED ? null : new Date(now.getTime() + SLOWER_MS).toISOString();
  await tx.em.upsert(Setting, { key: KEY, value: { since: now.toISOString(), until, code } });
  tx.house.log.error({ code, until }, "Discord objects to direct messages: none is written any more");
  await ring(tx, "sync", 0);
}

/** An organiser has seen to it: from now on people are written to again. */
export async function resumeWriting(ctx: Context): Promise<void> {
  await together(ctx, async (tx) => {
    await tx.em.nativeDelete(Setting, { key: KEY });
    await audit(tx, { action: "notifications.resumeDirectMessages", object: "installation" });
    await ring(tx, "sync", 0);
  });
}
