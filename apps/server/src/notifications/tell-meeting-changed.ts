import type { Group } from "@muster/db/entities/group";
import type { MeetingChange } from "@muster/domain/message-kind";
import type { Tx } from "../transaction.ts";
import { membersOf, toChannelOf } from "./tell-group.ts";
import { tell } from "./tell.ts";

interface Change {
  payload: MeetingChange;
  /** The number of the change in the history: what makes this telling another one than the last. */
  occasion: string;
}

/** Every member hears that one meeting is at another time or not held, in the ways they chose, and the channel once (EM-6). */
export async function tellMeetingChanged(tx: Tx, group: Group, change: Change): Promise<void> {
  const telling = { kind: "meeting_moved" as const, ...change };
  for (const member of await membersOf(tx, group.id))
    await tell(tx, member, { ...telling, channels: member.hasEmail ? ["email"] : [] });
  await tell(tx, toChannelOf(group), { ...telling, channels: ["discord_channel"] });
}
