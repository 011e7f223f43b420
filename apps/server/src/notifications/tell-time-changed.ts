import type { Group } from "@muster/db/entities/group";
import { sameSlot, type MeetingSlot } from "@muster/domain/meeting-slot";
import type { Channel, TimeChange } from "@muster/domain/message-kind";
import type { Tx } from "../transaction.ts";
import { membersOf, toChannelOf } from "./tell-group.ts";
import { tell } from "./tell.ts";

const MINUTE = 60_000;
/** Changes within these minutes are told as one, and what is changed back meanwhile is told to nobody (EM-7). */
const HOLD_MS = 10 * MINUTE;
/** So that the last of several changes can be taken back too. */
const AT_LEAST_MS = 3 * MINUTE;
/** Whoever is about to set out hears of it at once. */
const SOON_MS = 2 * 60 * MINUTE;

interface Change {
  /** When it met before this change. */
  from: MeetingSlot;
  /** The number of the change in the history: what makes this telling another one than the last. */
  occasion: string;
  /** The nearest date before or after the change; null when none lies ahead. */
  soonest: Date | null;
}

interface Held {
  id: number;
  membership_id: number | null;
  channel: Channel;
  payload: TimeChange;
}

/**
 * Every member hears once when their group meets from now on, in the ways they chose, and the channel once (EM-6, EM-7, DC-12). A letter
 * that still waits tells this change too; one that would tell nothing new any more is dropped.
 */
export async function tellTimeChanged(tx: Tx, group: Group, change: Change): Promise<void> {
  const held = await tx.em.execute<Held[]>(
    `select id, membership_id, channel, payload from notifications
     where group_id = ? and kind = 'group_changed' and status = 'due' and next_at > ? order by id for update`,
    [group.id, tx.clock()],
  );
  await tellWithTheOthers(tx, group, held);
  const knows = new Set(held.map(({ channel, membership_id: stay }) => `${channel}/${stay ?? ""}`));
  const now = tx.clock().getTime();
  const isSoon = change.soonest !== null && change.soonest.getTime() - now < SOON_MS;
  const telling = {
    kind: "group_changed" as const,
    payload: { from: change.from, by: tx.actor.words },
    occasion: change.occasion,
    notBefore: new Date(now + (isSoon ? MINUTE : HOLD_MS)),
  };
  for (const member of await membersOf(tx, group.id))
    if (!["email", "discord_dm"].some((channel) => knows.has(`${channel}/${member.membershipId}`)))
      await tell(tx, member, { ...telling, channels: member.hasEmail ? ["email"] : [] });
  if (knows.has("discord_channel/")) return;
  await tell(tx, toChannelOf(group), { ...telling, channels: ["discord_channel"] });
}

async function tellWithTheOthers(tx: Tx, group: Group, held: readonly Held[]): Promise<void> {
  for (const { id, payload } of held) {
    if (sameSlot(payload.from, group.slot()))
      await tx.em.execute("update notifications set status = 'skipped', next_at = null, error = ? where id = ?", [
        "It was changed back before anybody was told",
        id,
      ]);
    else
      await tx.em.execute("update notifications set next_at = greatest(next_at, ?) where id = ?", [
        new Date(tx.clock().getTime() + AT_LEAST_MS),
        id,
      ]);
  }
}
