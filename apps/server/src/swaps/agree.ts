import { SwapSide } from "@muster/db/entities/swap-side";
import type { Context } from "../context.ts";
import { Conflict } from "../refusal.ts";
import { BY_HAND } from "../rules/own-choice.ts";
import { together } from "../transaction.ts";
import { carryOut } from "./carry-out.ts";
import { holdOwnSwap, ringSwap, type OwnSwap } from "./hold-swap.ts";
import { tradeKeepsRules } from "./propose.ts";
import { swapState } from "./standing-swaps.ts";
import { swapSentence } from "./swap-words.ts";

export interface Agreed {
  /** Both have said yes, and they have traded places. */
  done: boolean;
  /** What undoMove takes back, once it is done. */
  moveId: number | null;
  sentence: string;
}

/** Yes to trading places; when both have said it, it is done in the same transaction. Saying it twice is saying it once. */
export async function agreeToSwap(ctx: Context, own: OwnSwap): Promise<Agreed> {
  return together(ctx, async (tx) => {
    const { swap, mine, other } = await holdOwnSwap(tx, own);
    const state = swapState(swap, tx.clock());
    const words = { hasAgreed: true, mine: mine.group, theirs: other.group };
    if (state === "done" && mine.moveId !== null)
      return { done: true, moveId: mine.moveId, sentence: swapSentence({ ...words, state }) };
    if (state !== "open") throw new Conflict(swapSentence({ ...words, state }));
    if (!(await tradeKeepsRules(tx.em, { cohortId: swap.cohortId, halves: [mine, other] })))
      throw new Conflict(BY_HAND);
    const side = await tx.em.findOneOrFail(SwapSide, mine.sideId);
    side.agreedAt ??= tx.clock();
    await tx.em.flush();
    if (!other.hasAgreed) {
      await ringSwap(tx, swap);
      return { done: false, moveId: null, sentence: swapSentence({ ...words, state }) };
    }
    const moves = await carryOut(tx, swap);
    return { done: true, moveId: moves.get(mine.sideId)!, sentence: swapSentence({ ...words, state: "done" }) };
  });
}
