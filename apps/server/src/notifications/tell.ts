import type { Channel, MessageOf } from "@muster/domain/message-kind";
import { notificationKey } from "@muster/domain/message-kind";
import { fromKysely } from "pg-boss";
import type { Tx } from "../transaction.ts";
import { DELIVERY_QUEUE } from "./delivery-queue.ts";

/** Whose stay it is about, and how that person can be reached. */
export interface Told {
  /** Null for somebody without a place in the group; `about` then names what the telling hangs on. */
  membershipId: number | null;
  /** Part of the once-only key, such as `offer:7`; the membership unless named. */
  about?: string;
  /** Null for what a channel is told about nobody in particular. */
  personId: number | null;
  groupId: number;
  hasEmail: boolean;
}

/** The payload may be left out where the kind has none. */
type What<Each = MessageOf> = Each extends MessageOf
  ? Each["payload"] extends Record<string, never>
    ? { kind: Each["kind"]; payload?: Each["payload"] }
    : Each
  : never;

type Telling = What & {
  channels: readonly Channel[];
  /** Ready as it is made: the welcome has said it already. */
  status?: "due" | "sent";
  /** What tells this time from another of the same kind, where a stay can have several. */
  occasion?: string;
  /** A letter waits until then, so that what is taken back meanwhile is told to nobody. */
  notBefore?: Date;
};

/**
 * Writes down that somebody must be told, in the caller's transaction, once for each membership, kind, channel and
 * occasion: the check and the write are one statement, so that two who notice the same thing tell it once (C25, C26).
 * Answers the channels that were new.
 */
export async function tell(tx: Tx, told: Told, telling: Telling): Promise<Channel[]> {
  const { kind, channels, status = "due", occasion, payload = {}, notBefore = null } = telling;
  const about = told.about ?? `membership:${told.membershipId}`;
  const fresh: Channel[] = [];
  for (const channel of channels) {
    const rows = await tx.em.execute<unknown[]>(
      `insert into notifications (key, kind, channel, person_id, group_id, membership_id, status, sent_at, payload, next_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (key) do nothing returning id`,
      [
        notificationKey(about, { kind, channel, occasion }),
        kind,
        channel,
        told.personId,
        told.groupId,
        told.membershipId,
        status,
        status === "sent" ? tx.clock() : null,
        JSON.stringify(payload),
        notBefore,
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
