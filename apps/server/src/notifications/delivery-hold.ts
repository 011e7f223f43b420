import { Setting } from "@muster/db/entities/setting";
import { databasePlace } from "@muster/db/queries/database-place";
import { selectRows } from "@muster/db/queries/select-rows";
import type { EntityManager } from "@muster/db/orm";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { together } from "../transaction.ts";

const PLACE = "delivery/place";
export const HELD = "delivery/held";

/** Messages nobody is told until an organiser has said what becomes of them, by the way they would take. */
export interface DeliveryHold {
  since: Date;
  letters: number;
  direct: number;
  inChannels: number;
}

/**
 * Called at each start, before anything can be sent. A database that has come back from a backup does not know what was
 * told since: nothing is said by any way until an organiser releases it (NO-8). The first start remembers the place.
 */
export async function holdAfterRestore(ctx: Context): Promise<boolean> {
  return together(ctx, async (tx) => {
    const place = await databasePlace(tx.em);
    const known = await tx.em.findOne(Setting, { key: PLACE }, { refresh: true });
    if (known?.value === place) return false;
    await tx.em.upsert(Setting, { key: PLACE, value: place });
    if (!known) return false;
    await tx.em.upsert(Setting, { key: HELD, value: { since: tx.clock().toISOString() } });
    tx.house.log.warn("the database is not where it was: nothing is told to anybody until an organiser says so");
    await ring(tx, "sync", 0);
    return true;
  });
}

export const isDeliveryHeld = async (em: EntityManager): Promise<boolean> =>
  (await em.count(Setting, { key: HELD })) > 0;

/** What waits for an organiser's word; null while everything goes out as it becomes due. */
export async function deliveryHold(em: EntityManager): Promise<DeliveryHold | null> {
  const setting = await em.findOne(Setting, { key: HELD }, { refresh: true });
  if (!setting) return null;
  const { since } = setting.value as { since: string };
  const [waiting] = await selectRows<Omit<DeliveryHold, "since">>(
    em,
    `select count(*) filter (where channel = 'email') as letters, count(*) filter (where channel = 'discord_dm') as direct,
            count(*) filter (where channel = 'discord_channel') as "inChannels"
     from notifications where status in ('due', 'claimed')`,
  );
  return { since: new Date(since), letters: 0, direct: 0, inChannels: 0, ...waiting };
}
