import { Group } from "@muster/db/entities/group";
import { Membership } from "@muster/db/entities/membership";
import { Move } from "@muster/db/entities/move";
import { SwapSide } from "@muster/db/entities/swap-side";
import { recordMove } from "../groups/own-moves.ts";
import { giveUpSeat, takeSeat } from "../groups/seats.ts";
import { syncAfterGroupChange } from "../sync/sync-after-group-change.ts";
import type { Tx } from "../transaction.ts";
import { leaveLines } from "../waiting/lines.ts";
import { endSwap } from "./end-swap.ts";
import type { Side, StandingSwap } from "./standing-swaps.ts";

/**
 * The two trade places in one act: neither group is ever one too many, and nobody in line is offered a seat that is handed
 * over. Each has a move of their own, and leaves their other lines as with any switch. Answers each side's move.
 */
export async function carryOut(tx: Tx, swap: StandingSwap): Promise<Map<number, number>> {
  const [one, other] = swap.sides as [Side, Side];
  const left = new Map<number, Membership>();
  for (const [side, theirs] of [[one, other] as const, [other, one] as const]) {
    const stay = await tx.em.findOneOrFail(Membership, side.membershipId, { refresh: true });
    await giveUpSeat(tx, stay, {
      as: "left",
      reason: `traded places with somebody in ${theirs.group}`,
      isHandedOver: true,
    });
    left.set(side.sideId, stay);
  }
  const moves = new Map<number, number>();
  for (const [side, theirs] of [[one, other] as const, [other, one] as const]) {
    const group = await tx.em.findOneOrFail(Group, theirs.groupId, { populate: ["cohort"], refresh: true });
    const person = { id: side.personId };
    const taken = await takeSeat(tx, { group, person, role: "participant" }, { evenIfFull: true });
    const move = await recordMove(tx, { person, cohort: group.cohort, left: left.get(side.sideId)!, taken });
    const row = await tx.em.findOneOrFail(SwapSide, side.sideId);
    row.move = tx.em.getReference(Move, move.id, { wrapped: true });
    await tx.em.flush();
    await tx.em.execute("update waits set closed_by_id = ? where id = ?", [move.id, side.waitId]);
    moves.set(side.sideId, move.id);
  }
  for (const { personId, sideId } of swap.sides)
    await leaveLines(tx, { personId, cohortId: swap.cohortId }, moves.get(sideId)!);
  await syncAfterGroupChange(tx, other.groupId, one.groupId);
  await endSwap(tx, swap, { as: "done", told: swap.sides });
  return moves;
}
