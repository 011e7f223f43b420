import { Setting } from "@muster/db/entities/setting";
import { groupSubject, personSubject, type Subject } from "@muster/domain/subject";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { Conflict } from "../refusal.ts";
import { requestSync } from "../sync/request-sync.ts";
import { together, type Tx } from "../transaction.ts";
import { HELD, isDeliveryHeld } from "./delivery-hold.ts";
import { wakeThePost } from "./wake-the-post.ts";

/** An organiser has looked: what waits is sent, or dropped because it was told before. From now on all goes out as usual. */
export async function releaseDelivery(
  ctx: Context,
  { what }: { what: "send" | "drop" },
): Promise<{ messages: number }> {
  return together(ctx, async (tx) => {
    await tx.em.execute("select 1 from settings where key = ? for update", [HELD]);
    if (!(await isDeliveryHeld(tx.em))) throw new Conflict("Nothing is held back any more.");
    await tx.em.nativeDelete(Setting, { key: HELD });
    const messages = what === "drop" ? await dropAll(tx) : await wakeAll(tx);
    await audit(tx, { action: "notifications.release", object: "installation", after: { what, messages } });
    await ring(tx, "sync", 0);
    return { messages };
  });
}

async function dropAll(tx: Tx): Promise<number> {
  const rows = await tx.em.execute<unknown[]>(
    `update notifications set status = 'skipped', next_at = null,
            error = 'Held after the database was restored, and not sent by an organiser''s choice'
     where status in ('due', 'claimed') returning id`,
  );
  return rows.length;
}

/** Each way looks again: the post, and the rounds of everybody and every group that is to hear something. */
async function wakeAll(tx: Tx): Promise<number> {
  const rows = await tx.em.execute<{ channel: string; person_id: number | null; group_id: number | null }[]>(
    "select channel, person_id, group_id from notifications where status in ('due', 'claimed') order by id",
  );
  wakeThePost(tx);
  const groups = rows.flatMap(({ channel, group_id: id }) => (channel === "discord_channel" && id ? [id] : []));
  const people = rows.flatMap(({ channel, person_id: id }) => (channel === "discord_dm" && id ? [id] : []));
  for (const subject of inOrder(groups, groupSubject))
    await requestSync(tx, subject, { systems: ["discord"], allowCreate: false });
  for (const subject of inOrder(people, personSubject))
    await requestSync(tx, subject, { systems: ["discord"], allowCreate: true });
  return rows.length;
}

const inOrder = (ids: readonly number[], subjectOf: (id: number) => Subject): Subject[] =>
  [...new Set(ids)].toSorted((a, b) => a - b).map(subjectOf);
