import { fromKysely } from "pg-boss";
import type { Tx } from "../transaction.ts";
import { DELIVERY_QUEUE } from "./delivery-queue.ts";

/** The post looks at once instead of within a minute. */
export async function wakeThePost(tx: Tx): Promise<void> {
  const db = fromKysely(tx.em.getTransactionContext() as never);
  await tx.house.boss.upsert(DELIVERY_QUEUE, {}, { singletonKey: "post", startAfter: 0, db });
}
