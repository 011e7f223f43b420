import { CallBack } from "@muster/db/entities/call-back";
import { LockMode, type FilterQuery } from "@muster/db/orm";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context, Signed } from "../context.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { together, type Tx } from "../transaction.ts";
import { told, type MyCallBack } from "./mine.ts";

interface Answering {
  callBackId: number;
  answer?: string | null | undefined;
}

/** An organiser has dealt with it; the member reads their words. Answering twice is refused, so that no words are lost. */
export async function answerCallBack(ctx: Context, { callBackId, answer = null }: Answering): Promise<void> {
  await together(ctx, async (tx) => {
    const asked = await held(tx, { id: callBackId });
    if (!asked) throw new NotFound("There is no such request.");
    if (asked.state === "answered") throw new Conflict("Somebody has answered this already.");
    if (asked.state === "withdrawn") throw new Conflict("They have taken this back.");
    Object.assign(asked, { state: "answered", closedAt: tx.clock(), answer });
    await audit(tx, {
      action: "callBacks.answer",
      object: `person:${asked.person.id}`,
      before: { cohort: asked.cohort.id, state: "open", askedAt: asked.askedAt },
      after: { state: "answered", answer },
    });
    await ringBoth(tx, asked);
  });
}

/** The member has found something, or thinks again. What was answered meanwhile stays answered. */
export async function takeBackCallBack(
  ctx: Signed<Context>,
  { callBackId }: { callBackId: number },
): Promise<MyCallBack> {
  return together(ctx, async (tx) => {
    const asked = await held(tx, { id: callBackId, person: ctx.viewer.personId });
    if (!asked) throw new NotFound("There is no such request.");
    if (asked.state !== "open") return told(asked);
    Object.assign(asked, { state: "withdrawn", closedAt: tx.clock() });
    await ringBoth(tx, asked);
    return told(asked);
  });
}

const held = (tx: Tx, which: FilterQuery<CallBack>): Promise<CallBack | null> =>
  tx.em.findOne(CallBack, which, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });

async function ringBoth(tx: Tx, { person, cohort }: CallBack): Promise<void> {
  await ring(tx, "cohort", cohort.id);
  await ring(tx, "person", person.id);
}
