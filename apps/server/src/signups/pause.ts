import type { Context, Signed } from "../context.ts";
import { together } from "../transaction.ts";
import { stepAside } from "./step-aside.ts";

export interface SteppedAside {
  /** Undoing this move brings the seat back as well; null for whoever had none, who just comes back. */
  moveId: number | null;
}

interface Pausing {
  cohortId: number;
  reason?: string | null | undefined;
}

/** Stays signed up, and is neither a candidate for runs nor told of things until they come back (JS-13). */
export async function pause(ctx: Signed<Context>, { cohortId, reason = null }: Pausing): Promise<SteppedAside> {
  const { personId } = ctx.viewer;
  return together(ctx, async (tx) => {
    const { moveId } = await stepAside(tx, { personId, cohortId, because: "paused", reason });
    return { moveId };
  });
}
