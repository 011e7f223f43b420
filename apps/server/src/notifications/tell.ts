import type { Channel, MessageOf } from "@muster/domain/message-kind";
import { notificationKey } from "@muster/domain/message-kind";
import type { Tx } from "../transaction.ts";
import { personSubject } from "@muster/domain/subject";
import { requestSync } from "../sync/request-sync.ts";
import { giveUp } from "./fall-back.ts";
import { wakeThePost } from "./wake-the-post.ts";
import { writingStopped } from "./writing-stop.ts";

/** Whose stay it is about, and how that person can be reached. */
export interface Told {
  /** Null for somebody without a place in the group; `about` then names what the telling hangs on. */
  membershipId: number | null;
  /** Part of the once-only key, such as `offer:7`; the membership unless named. */
  about?: string;
  /** Null for what a channel is told about nobody in particular. */
  personId: number | null;
  /** Null for what is about a group that is there no longer. */
  groupId: number | null;
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
 * A mail is left out for who does not want it, and a direct message added for who asked for one (EM-3, EM-4). Answers the
 * channels that were new.
 */
export async function tell(tx: Tx, told: Told, telling: Telling): Promise<Channel[]> {
  const { kind, channels, status = "due", occasion, payload = {}, notBefore = null } = telling;
  const about = told.about ?? `membership:${told.membershipId}`;
  const { personId } = told;
  const wishes = personId === null ? NOBODYS : await wishesOf(tx, personId, kind);
  const chosen = channels.filter((channel) => channel !== "email" || wishes.mail);
  const fresh: Channel[] = [];
  for (const channel of [...chosen, ...(wishes.direct ? (["discord_dm"] as const) : [])]) {
    const isDue = status === "due" || channel === "discord_dm";
    const rows = await tx.em.execute<{ id: number }[]>(
      `insert into notifications (key, kind, channel, person_id, group_id, membership_id, status, sent_at, payload, next_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (key) do nothing returning id`,
      [
        notificationKey(about, { kind, channel, occasion }),
        kind,
        channel,
        told.personId,
        told.groupId,
        told.membershipId,
        isDue ? "due" : "sent",
        isDue ? null : tx.clock(),
        JSON.stringify(payload),
        notBefore,
      ],
    );
    if (rows[0]) fresh.push(channel);
    if (rows[0] && personId !== null && channel === "discord_dm") await askToWrite(tx, { personId, id: rows[0].id });
  }
  if (fresh.includes("email")) wakeThePost(tx);
  return fresh;
}

interface Wishes {
  mail: boolean;
  direct: boolean;
}

const NOBODYS: Wishes = { mail: true, direct: false };

/** How this person wants to hear of this kind. Nobody is written to who did not ask, or whom Discord would not let us reach. */
async function wishesOf(tx: Tx, personId: number, kind: string): Promise<Wishes> {
  const [wishes] = await tx.em.execute<Wishes[]>(
    `select coalesce((select wanted from preferences w where w.person_id = p.id and w.kind = ? and w.channel = 'email'), true) as mail,
            p.discord_id is not null and p.in_guild is distinct from false and coalesce((select wanted from preferences w
              where w.person_id = p.id and w.kind = ? and w.channel = 'discord_dm'), false) as direct
     from people p where p.id = ?`,
    [kind, kind, personId],
  );
  return wishes ?? NOBODYS;
}

/** The bot writes; where Discord has stopped it from writing, the next way is taken at once. */
async function askToWrite(tx: Tx, { personId, id }: { personId: number; id: number }): Promise<void> {
  if (await writingStopped(tx.em, tx.clock())) return giveUp(tx, id, "Discord lets the bot write to nobody for now.");
  await requestSync(tx, personSubject(personId), { systems: ["discord"], allowCreate: true });
}
