import { Notification } from "@muster/db/entities/notification";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { together } from "../transaction.ts";
import { wakeThePost } from "./tell.ts";

/** Once more, now: with as many tries as anything new. The mailer knows its key, so that nobody gets it twice (NO-1). */
export async function resend(ctx: Context, { notificationId }: { notificationId: number }): Promise<void> {
  await together(ctx, async (tx) => {
    const rows = await tx.em.nativeUpdate(
      Notification,
      { id: notificationId, status: "failed" },
      { status: "due", attempts: 0, nextAt: null },
    );
    if (rows === 0) throw new NotFound("There is nothing to send again here.");
    await wakeThePost(tx);
    await audit(tx, { action: "notifications.resend", object: `notification:${notificationId}` });
    await ring(tx, "sync", 0);
  });
}
