import type { OutcomeReport } from "@muster/domain/report";
import { STOP_WRITING_CODES, UNREACHABLE_CODES } from "@muster/domain/report";
import type { Tx } from "../transaction.ts";
import { wakeThePost } from "./wake-the-post.ts";
import { stopWriting } from "./writing-stop.ts";

type Told = Pick<OutcomeReport, "result" | "id" | "trouble">;

/** What became of one direct message. A refusal that nothing can change is final, and the next way is taken (EM-5, RE-20). */
export async function markLetter(tx: Tx, notificationId: number, { result, id, trouble }: Told): Promise<void> {
  if (result === "done") {
    await tx.em.execute(
      `update notifications set status = 'sent', sent_at = ?, external_id = ?, error = null
       where id = ? and channel = 'discord_dm' and status <> 'sent'`,
      [tx.clock(), id ?? null, notificationId],
    );
    return;
  }
  if (!trouble) return;
  const { code, message } = trouble;
  if (STOP_WRITING_CODES.has(code)) {
    await stopWriting(tx, code);
    const due = await tx.em.execute<{ id: number }[]>(
      "select id from notifications where channel = 'discord_dm' and status = 'due' order by id",
    );
    for (const letter of due) await giveUp(tx, letter.id, message);
  } else if (UNREACHABLE_CODES.has(code)) await giveUp(tx, notificationId, message);
  else
    await tx.em.execute("update notifications set error = ?, attempts = attempts + 1 where id = ? and status = 'due'", [
      message,
      notificationId,
    ]);
}

interface GivenUp {
  key: string;
  kind: string;
  hasEmail: boolean;
  wantsMail: boolean;
}

/** Undelivered for good, with what was answered; mail instead, else the mention in the channel counts. Each step is kept. */
export async function giveUp(tx: Tx, id: number, why: string): Promise<void> {
  const [letter] = await tx.em.execute<GivenUp[]>(
    `update notifications note set status = 'failed', attempts = attempts + 1, error = ?
     from people p where note.id = ? and note.status = 'due' and p.id = note.person_id
     returning note.key, note.kind, p.email is not null as "hasEmail",
       coalesce((select wish.wanted from preferences wish where wish.person_id = p.id and wish.kind = note.kind
                 and wish.channel = 'email'), true) as "wantsMail"`,
    [why, id],
  );
  if (!letter) return;
  const instead =
    letter.hasEmail && letter.wantsMail ? "email" : letter.kind === "group_assigned" ? "discord_channel" : null;
  if (instead) await insteadBy(tx, { id, key: letter.key, instead });
  tx.house.log.info({ notification: id, instead, why }, "a direct message was not delivered; the next way is taken");
}

interface Instead {
  id: number;
  key: string;
  instead: "email" | "discord_channel";
}

/** The welcome mentions everybody, so that it has been said there already. Whatever that way has told is not told twice. */
async function insteadBy(tx: Tx, { id, key, instead }: Instead): Promise<void> {
  const isMail = instead === "email";
  const fresh = await tx.em.execute<unknown[]>(
    `insert into notifications (key, kind, channel, person_id, group_id, membership_id, payload, status, sent_at)
     select ?, kind, ?, person_id, group_id, membership_id, payload, ?, ? from notifications where id = ?
     on conflict (key) do nothing returning id`,
    [key.replace("/discord_dm", `/${instead}`), instead, isMail ? "due" : "sent", isMail ? null : tx.clock(), id],
  );
  if (isMail && fresh.length > 0) wakeThePost(tx);
  const words = isMail ? "Told by mail instead." : "The mention in the group's channel counts instead.";
  await tx.em.execute("update notifications set error = error || ' ' || ? where id = ?", [words, id]);
}
