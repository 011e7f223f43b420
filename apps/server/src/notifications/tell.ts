import type { Channel, MessageKind } from "@muster/domain/message-kind";
import { notificationKey } from "@muster/domain/message-kind";
import { fromKysely } from "pg-boss";
import type { Tx } from "../transaction.ts";
import { DELIVERY_QUEUE } from "./delivery-queue.ts";

/** Whose stay it is about, and how that person can be reached. */
export interface Told {
  membershipId: number;
  personId: number;
  groupId: number;
  hasEmail: boolean;
}

interface Telling {
  kind: MessageKind;
  channels: readonly Channel[];
  /** Ready as it is made: the welcome has said it already. */
  status?: "due" | "sent";
}

/**
 * Writes down that somebody must be told, in the caller's transaction, once for each membership, kind and channel: the
 * check and the write are one statement, so that two who notice the same thing tell it once (C25, C26). Answers the
 * channels that were new.
 */
export async function tell(tx: Tx, told: Told, { kind, channels, status = "due" }: Telling): Promise<Channel[]> {
  const fresh: Channel[] = [];
  for (const channel of channels) {
    const rows = await tx.em.execute<unknown[]>(
      `insert into notifications (key, kind, channel, person_id, group_id, membership_id, status, sent_at)
       values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (key) do nothing returning id`,
      [
        notificationKey(told.membershipId, kind, channel),
        kind,
        channel,
        told.personId,
        told.groupId,
        told.membershipId,
        status,
        status === "sent" ? tx.clock() : null,
      ],
    );
    if (rows.length > 0) fresh.push(channel);
  }
  if (fresh.includes("email")) await wakeThePost(tx);
  return fresh;
}

/** The post looks at once instead of within a minute. */
export async function wakeThePost(tx: Tx): Promise<void> {
  const db = fromKysely(tx.em.getTransactionContext() as never);
  await tx.house.boss.upsert(DELIVERY_QUEUE, {}, { singletonKey: "post", startAfter: 0, db });
}
