import { CallBack } from "@muster/db/entities/call-back";
import type { CallBackState } from "@muster/domain/call-back";
import type { Context, Signed } from "../context.ts";

export interface MyCallBack {
  callBackId: number;
  state: CallBackState;
  askedAt: Date;
  note: string | null;
  closedAt: Date | null;
  /** The organiser's words. */
  answer: string | null;
}

/** The last one this person asked for in a cohort, whatever became of it; null when they never did. */
export async function myCallBack(ctx: Signed<Context>, { cohortId }: { cohortId: number }): Promise<MyCallBack | null> {
  const last = await ctx.em.findOne(
    CallBack,
    { person: ctx.viewer.personId, cohort: cohortId },
    { orderBy: { id: "desc" } },
  );
  return last && told(last);
}

export const told = ({ id, state, askedAt, note, closedAt, answer }: CallBack): MyCallBack => ({
  callBackId: id,
  state,
  askedAt,
  note,
  closedAt,
  answer,
});
