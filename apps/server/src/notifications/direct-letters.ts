import { selectRows } from "@muster/db/queries/select-rows";
import type { Tx } from "../transaction.ts";
import { isDeliveryHeld } from "./delivery-hold.ts";
import { writingStopped } from "./writing-stop.ts";
import { factsOf } from "./letter-facts.ts";
import { mailOf } from "./messages.ts";

export interface DirectLetter {
  notificationId: number;
  direct: { subject: string; lines: readonly string[]; link: { words: string; url: string } };
}

const DUE = `from notifications note where note.channel = 'discord_dm' and note.status = 'due' and note.person_id = ?
  and (note.next_at is null or note.next_at <= ?)`;

/** Whether somebody has asked to be written to and there is something to write. */
export async function awaitsLetters(tx: Tx, personId: number): Promise<boolean> {
  const rows = await tx.em.execute<unknown[]>(`select 1 ${DUE} limit 1`, [personId, tx.clock()]);
  if (rows.length === 0 || (await isDeliveryHeld(tx.em))) return false;
  return (await writingStopped(tx.em, tx.clock())) === null;
}

/**
 * What is due to one person, in words of now. Whoever has changed their mind, left the group or has no account any more is
 * not written to. Null when nobody can be.
 */
export async function lettersDue(
  tx: Tx,
  personId: number,
): Promise<{ discordId: string; letters: DirectLetter[] } | null> {
  const due = await selectRows<{ id: number; wanted: boolean }>(
    tx.em,
    `select note.id, exists (select 1 from preferences wish where wish.person_id = note.person_id
       and wish.kind = note.kind and wish.channel = 'discord_dm' and wish.wanted) as wanted ${DUE} order by note.id`,
    [personId, tx.clock()],
  );
  const letters: DirectLetter[] = [];
  let discordId: string | null = null;
  for (const { id, wanted } of due) {
    const read = wanted ? await factsOf(tx, tx.em, { id, instants: "marks" }) : null;
    const mail = read?.discordId ? mailOf(read.facts) : null;
    if (!read || !mail) {
      await skip(tx, id);
      continue;
    }
    discordId = read.discordId;
    letters.push({ notificationId: id, direct: { subject: mail.subject, lines: mail.lines, link: mail.button } });
  }
  return discordId === null ? null : { discordId, letters };
}

async function skip(tx: Tx, id: number): Promise<void> {
  const why = "It is not asked for any more";
  await tx.em.execute("update notifications set status = 'skipped', error = ? where id = ?", [why, id]);
}
