import type { SyncRound } from "@muster/db/entities/sync-round";
import { keys, type PersonBrief } from "@muster/domain/brief";
import { personSubject } from "@muster/domain/subject";
import { lettersDue } from "../notifications/direct-letters.ts";
import type { Tx } from "../transaction.ts";
import { roundFrame } from "./compose-brief.ts";

/** What one person asked to be told by direct message. Null when nothing is to be written to them any more. */
export async function composePerson(tx: Tx, round: SyncRound, personId: number): Promise<PersonBrief | null> {
  const due = await lettersDue(tx, personId);
  if (!due) return null;
  return {
    ...(await roundFrame(tx, round, [personSubject(personId)])),
    about: "person",
    discordId: due.discordId,
    letters: due.letters.map(({ notificationId, direct }) => ({
      ...direct,
      notificationId,
      key: keys.letter(personId, notificationId),
      nonce: `muster-${notificationId}`,
    })),
  };
}
