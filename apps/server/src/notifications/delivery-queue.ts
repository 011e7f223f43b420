import type { PgBoss } from "pg-boss";

export const DELIVERY_QUEUE = "deliver-mail";

/** One job wakes the post for everything that is due. */
export async function createDeliveryQueue(boss: PgBoss): Promise<void> {
  await boss.createQueue(DELIVERY_QUEUE, {
    policy: "short",
    notify: true,
    retryLimit: 3,
    retryDelay: 5,
    heartbeatSeconds: 10,
  });
}
