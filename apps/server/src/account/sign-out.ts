import { ring } from "../bell.ts";
import type { RequestContext, Signed } from "../context.ts";
import { together } from "../transaction.ts";
import { sessionCookie } from "./session.ts";

/** The session ends everywhere at once; whoever still follows something with it is cut off by the bell (BR-8). */
export async function signOut(ctx: Signed<RequestContext>): Promise<{ signedOut: true }> {
  await together(ctx, async (tx) => {
    await tx.em.execute("delete from sessions where id = ?", [ctx.viewer.sessionId]);
    await ring(tx, "person", ctx.viewer.personId);
  });
  ctx.http.clearCookie(sessionCookie(ctx.house.config));
  return { signedOut: true };
}
