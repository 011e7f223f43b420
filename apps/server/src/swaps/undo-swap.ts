import { Group } from "@muster/db/entities/group";
import type { Membership } from "@muster/db/entities/membership";
import { Move } from "@muster/db/entities/move";
import type { EntityManager } from "@muster/db/orm";
import { isOpen } from "@muster/domain/cohort";
import { giveUpSeat, takeSeat } from "../groups/seats.ts";
import { Conflict } from "../refusal.ts";
import { keepsRules, NOT_BACK } from "../rules/own-choice.ts";
import { readRules } from "../rules/read-rules.ts";
import { syncAfterGroupChange } from "../sync/sync-after-group-change.ts";
import type { Tx } from "../transaction.ts";
import { returnToLines } from "../waiting/lines.ts";
import { endSwap } from "./end-swap.ts";
import { holdSwap } from "./hold-swap.ts";
import { sidesFor, standingSwaps, type Side, type StandingSwap } from "./standing-swaps.ts";

/** The done swap a move was part of; null for any other move. */
export async function swapOfMove(em: EntityManager, moveId: number): Promise<StandingSwap | null> {
  const [swap] = await standingSwaps(em, { moveId });
  return swap?.state === "done" ? swap : null;
}

/** Why a swap cannot be taken back any more; null while it can. The time it is possible in is every move's. */
export async function whyNotUndoSwap(em: EntityManager, { cohortId, sides }: StandingSwap): Promise<string | null> {
  if (sides.length < 2) return "The other person is no longer here, so this cannot be undone.";
  for (const { moveId, groupId } of sides) {
    const move = await em.findOneOrFail(Move, moveId!, { populate: ["takenMembership"], refresh: true });
    if (move.takenMembership?.status !== "active")
      return "One of you has another place since, so this cannot be undone.";
    const group = await em.findOneOrFail(Group, groupId, { populate: ["cohort"], refresh: true });
    if (!isOpen(group.cohort)) return `${group.cohort.name} is closed, so this cannot be undone.`;
    if (!group.isLive()) return `${group.name} has ended, so this cannot be undone.`;
  }
  const back = sides.map(({ personId, groupId }) => ({ personId, to: groupId }));
  return keepsRules(await readRules(em, cohortId), back) ? null : NOT_BACK;
}

/**
 * Both go back at once, since neither seat is free: whoever asks for it has changed their mind and leaves the line too,
 * the other stands in line again where they stood. The other is told.
 */
export async function undoSwap(tx: Tx, { swapId, personId }: { swapId: number; personId: number }): Promise<void> {
  const swap = await holdSwap(tx, swapId);
  if (swap.state !== "done") return;
  const refusal = await whyNotUndoSwap(tx.em, swap);
  if (refusal) throw new Conflict(refusal);
  const [one, other] = swap.sides as [Side, Side];
  const moves = await tx.em.find(
    Move,
    { id: { $in: swap.sides.map(({ moveId }) => moveId!) } },
    { populate: ["takenMembership"], orderBy: { id: "asc" }, refresh: true },
  );
  for (const { takenMembership } of moves)
    await giveUpSeat(tx, takenMembership as Membership, { as: "left", reason: "undone", isHandedOver: true });
  for (const { groupId, personId: id } of [one, other]) {
    const group = await tx.em.findOneOrFail(Group, groupId, { populate: ["cohort"], refresh: true });
    await takeSeat(tx, { group, person: { id }, role: "participant" }, { evenIfFull: true });
  }
  for (const move of moves) {
    move.undoneAt = tx.clock();
    await tx.em.flush();
    await returnToLines(tx, move.id);
  }
  const { other: theOther } = sidesFor(swap, personId)!;
  await tx.em.execute(
    `update waits set state = 'waiting', closed_at = null, closed_by_id = null where id = ? and state = 'accepted'
       and not exists (select from waits again where again.person_id = waits.person_id and again.group_id = waits.group_id
         and again.state in ('waiting', 'offered'))`,
    [theOther.waitId],
  );
  await syncAfterGroupChange(tx, other.groupId, one.groupId);
  await endSwap(tx, swap, { as: "undone", told: [theOther] });
}
