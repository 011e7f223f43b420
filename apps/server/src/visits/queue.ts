import type { PgBoss } from "pg-boss";
import type { Tx } from "../transaction.ts";

export const VISITS_QUEUE = "keep-visits";

/** One job looks at all visits: it is the same whoever asked for it. */
export async function createVisitsQueue(boss: PgBoss): Promise<void> {
  await boss.createQueue(VISITS_QUEUE, {
    policy: "short",
    notify: true,
    retryLimit: 3,
    retryDelay: 5,
    heartbeatSeconds: 10,
  });
}

/** Something that visits rest on has changed: they are looked at after the commit instead of within a minute. */
export const wakeVisits = ({ wakes }: Tx): void => void wakes.set(VISITS_QUEUE, "visits");
