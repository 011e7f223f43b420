import type { Context } from "../context.ts";
import { Conflict } from "../refusal.ts";
import { together } from "../transaction.ts";
import { endSwap } from "./end-swap.ts";
import { holdOwnSwap, type OwnSwap } from "./hold-swap.ts";
import { swapState } from "./standing-swaps.ts";
import { swapSentence } from "./swap-words.ts";

/** No, also after a yes the other has not answered yet. Both keep their place and their line; doing it twice is doing it once. */
export async function declineSwap(ctx: Context, own: OwnSwap): Promise<{ sentence: string }> {
  return together(ctx, async (tx) => {
    const { swap, mine, other } = await holdOwnSwap(tx, own);
    const state = swapState(swap, tx.clock());
    const words = { hasAgreed: mine.hasAgreed, mine: mine.group, theirs: other.group };
    if (state === "done") throw new Conflict(`${swapSentence({ ...words, state })} Undo it instead.`);
    if (state === "open") await endSwap(tx, swap, { as: "declined", told: other.hasAgreed ? [other] : [] });
    return { sentence: swapSentence({ ...words, state: state === "open" ? "declined" : state }) };
  });
}
