import { Swap } from "@muster/db/entities/swap";
import type { SwapEnding } from "@muster/domain/swap";
import { tell } from "../notifications/tell.ts";
import type { Tx } from "../transaction.ts";
import { ringSwap } from "./hold-swap.ts";
import type { Side, StandingSwap } from "./standing-swaps.ts";

interface Ending {
  as: SwapEnding;
  /** Who gets a letter; the others read it on their page. */
  told: readonly Side[];
}

/** A swap comes to its end, in the caller's transaction and with all it rests on held. */
export async function endSwap(tx: Tx, swap: StandingSwap, { as, told }: Ending): Promise<void> {
  const row = await tx.em.findOneOrFail(Swap, swap.swapId);
  Object.assign(row, { state: as, closedAt: tx.clock() });
  await tx.em.flush();
  for (const side of told) {
    const other = swap.sides.find(({ sideId }) => sideId !== side.sideId);
    if (!other) continue;
    const { personId, hasEmail, group: mine } = side;
    // A letter about the trade says when the group meets that one is in afterwards.
    const groupId = as === "done" ? other.groupId : side.groupId;
    await tell(
      tx,
      { membershipId: null, about: `swap:${swap.swapId}`, personId, groupId, hasEmail },
      {
        kind: "swap_over",
        payload: { as, mine, theirs: other.group },
        channels: hasEmail ? ["email"] : [],
        occasion: `${as}-${personId}`,
      },
    );
  }
  await ringSwap(tx, swap);
}
