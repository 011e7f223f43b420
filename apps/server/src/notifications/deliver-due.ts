import { systemContext, type Context } from "../context.ts";
import type { House } from "../house.ts";
import { together } from "../transaction.ts";
import { isDeliveryHeld } from "./delivery-hold.ts";
import { createDeliveryQueue, DELIVERY_QUEUE } from "./delivery-queue.ts";
import type { Mailer } from "./email.ts";
import { factsOf } from "./letter-facts.ts";
import { mailOf } from "./messages.ts";
import { releaseHeld } from "./release-held.ts";

/** Delivers mail as it becomes due, and looks for what was left behind every minute. */
export async function openDelivery(house: House, mailer: Mailer): Promise<AsyncDisposable> {
  const { boss } = house;
  await createDeliveryQueue(boss);
  const polling = { notifyPollingIntervalSeconds: 2, pollingIntervalSeconds: 2 };
  await boss.work(DELIVERY_QUEUE, polling, async ([job]) => {
    await deliverDue(systemContext(house, job?.id ?? "post"), mailer);
  });
  await boss.schedule(DELIVERY_QUEUE, "* * * * *");
  return { [Symbol.asyncDispose]: () => boss.offWork(DELIVERY_QUEUE, { wait: true }) };
}

const AT_ONCE = 50;
const MOST_ATTEMPTS = 8;
/** A claim this old belongs to a server that died between sending and marking. */
const CLAIM_MS = 5 * 60_000;

interface Claimed {
  id: number;
  key: string;
  attempts: number;
}

/**
 * Claims what is due, sends it outside any transaction, and marks it. A failure is one letter's own: the others go on
 * (EM-4). The mailer knows the key, so that a claim taken over after a crash sends nothing twice (NO-1, INV-4).
 */
export async function deliverDue(
  ctx: Context,
  mailer: Mailer,
): Promise<{ sent: number; failed: number; skipped: number }> {
  const told = { sent: 0, failed: 0, skipped: 0 };
  if (await isDeliveryHeld(ctx.em.fork())) return told;
  await releaseHeld(ctx);
  for (;;) {
    const claimed = await claim(ctx);
    for (const one of claimed) told[await deliver(ctx, mailer, one)]++;
    if (claimed.length < AT_ONCE) return told;
  }
}

async function claim(ctx: Context): Promise<Claimed[]> {
  const now = ctx.clock();
  return together(ctx, (tx) =>
    tx.em.execute<Claimed[]>(
      `update notifications set status = 'claimed', attempts = attempts + 1, next_at = ?
       where id in (
         select id from notifications
         where channel = 'email' and ((status = 'due' and (next_at is null or next_at <= ?)) or (status = 'claimed' and next_at <= ?))
         order by id limit ${AT_ONCE} for update skip locked)
       returning id, key, attempts`,
      [new Date(now.getTime() + CLAIM_MS), now, now],
    ),
  );
}

async function deliver(
  ctx: Context,
  mailer: Mailer,
  { id, key, attempts }: Claimed,
): Promise<"sent" | "failed" | "skipped"> {
  try {
    const letter = await letterOf(ctx, id);
    if (!letter) {
      await markSkipped(ctx, id);
      return "skipped";
    }
    await mailer.send({ ...letter, key });
    await markSent(ctx, id);
    return "sent";
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    ctx.house.log.warn({ notification: id, attempts, error: message }, "a letter did not go out");
    await postpone(ctx, { id, attempts, message });
    return "failed";
  }
}

async function markSent(ctx: Context, id: number): Promise<void> {
  await together(ctx, (tx) =>
    tx.em.execute("update notifications set status = 'sent', sent_at = ?, next_at = null, error = null where id = ?", [
      tx.clock(),
      id,
    ]),
  );
}

async function markSkipped(ctx: Context, id: number): Promise<void> {
  const why = "There is nobody to write to any more";
  await together(ctx, (tx) =>
    tx.em.execute("update notifications set status = 'skipped', next_at = null, error = ? where id = ?", [why, id]),
  );
}

/** Twice as long each time, an hour at most; after eight tries it is shown as failed. */
async function postpone(
  ctx: Context,
  { id, attempts, message }: { id: number; attempts: number; message: string },
): Promise<void> {
  const waitMs = Math.min(3_600_000, 15_000 * 2 ** attempts);
  const status = attempts >= MOST_ATTEMPTS ? "failed" : "due";
  await together(ctx, (tx) =>
    tx.em.execute("update notifications set status = ?, next_at = ?, error = ? where id = ?", [
      status,
      new Date(tx.clock().getTime() + waitMs),
      message.slice(0, 500),
      id,
    ]),
  );
}

async function letterOf(ctx: Context, id: number) {
  const read = await factsOf(ctx, ctx.house.orm.em.fork(), { id, instants: undefined });
  if (!read?.email) return null;
  const mail = mailOf(read.facts);
  return mail && { ...mail, to: read.email };
}
