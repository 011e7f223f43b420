import { Notification } from "@muster/db/entities/notification";
import { personSubject } from "@muster/domain/subject";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { together } from "../transaction.ts";
import { requestSync } from "../sync/request-sync.ts";
import { wakeThePost } from "./wake-the-post.ts";

/** Once more, now: with as many tries as anything new. The mailer knows its key, so that nobody gets it twice (NO-1). */
export async function resend(ctx: Context, { notificationId }: { notificationId: number }): Promise<void> {
  await together(ctx, async (tx) => {
    const letter = await tx.em.findOne(Notification, { id: notificationId, status: "failed" });
    if (!letter) throw new NotFound("There is nothing to send again here.");
    tx.em.assign(letter, { status: "due", attempts: 0, nextAt: null });
    await tx.em.flush();
    if (letter.channel === "discord_dm" && letter.person)
      await requestSync(tx, personSubject(letter.person.id), { systems: ["discord"], allowCreate: true });
    else wakeThePost(tx);
    await audit(tx, { action: "notifications.resend", object: `notification:${notificationId}` });
    await ring(tx, "sync", 0);
  });
}
