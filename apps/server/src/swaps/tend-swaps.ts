import type { Context } from "../context.ts";
import { together, type Tx } from "../transaction.ts";
import { endSwap } from "./end-swap.ts";
import { holdSwap } from "./hold-swap.ts";
import { pairsToAsk, proposeSwap } from "./propose.ts";
import { standingSwaps, swapState } from "./standing-swaps.ts";

/**
 * Ends swaps nobody answered in time and those whose ground is gone, then asks whoever could trade now. Each is a
 * transaction of its own that changes only what is still so: two servers at once do each thing once.
 */
export async function tendSwaps(ctx: Context): Promise<void> {
  const now = ctx.clock();
  for (const swap of await standingSwaps(ctx.em.fork(), "open"))
    if (swapState(swap, now) !== "open") await quietly(ctx, swap.swapId, (tx) => endIfOver(tx, swap.swapId));
  for (const pair of await pairsToAsk(ctx.em.fork()))
    await quietly(ctx, pair.halves[0].waitId, (tx) => proposeSwap(tx, pair));
}

async function endIfOver(tx: Tx, swapId: number): Promise<void> {
  const swap = await holdSwap(tx, swapId);
  const state = swapState(swap, tx.clock());
  if (swap.state !== "open" || (state !== "expired" && state !== "off")) return;
  await endSwap(tx, swap, { as: state, told: swap.sides.filter(({ hasAgreed }) => hasAgreed) });
}

async function quietly(ctx: Context, about: number, work: (tx: Tx) => Promise<void>): Promise<void> {
  try {
    await together(ctx, work);
  } catch (error) {
    ctx.house.log.warn({ about, err: error }, "a swap could not be tended; it is tried again");
  }
}
