import { Group } from "@muster/db/entities/group";
import { Membership } from "@muster/db/entities/membership";
import { Move } from "@muster/db/entities/move";
import { Signup } from "@muster/db/entities/signup";
import type { EntityManager, Loaded } from "@muster/db/orm";
import { isOpen } from "@muster/domain/cohort";
import { undoUntil } from "@muster/domain/membership";
import type { Context, Signed } from "../context.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { keepsRules, NOT_BACK } from "../rules/own-choice.ts";
import { readRules } from "../rules/read-rules.ts";
import { syncAfterGroupChange } from "../sync/sync-after-group-change.ts";
import { comeBackIn } from "../signups/come-back.ts";
import { swapOfMove, undoSwap, whyNotUndoSwap } from "../swaps/undo-swap.ts";
import { together, type Tx } from "../transaction.ts";
import { returnToLines } from "../waiting/lines.ts";
import { giveUpSeat, holdSignup, lockGroups, takeSeat } from "./seats.ts";

export type OwnMove = Loaded<Move, "leftMembership" | "takenMembership">;

/**
 * Back to where one was before one's own last move, for 15 minutes and while the seat is free (JS-8). Whoever switched
 * leaves the new group in the same transaction. Clicking twice undoes once.
 */
export async function undoMove(
  ctx: Signed<Context>,
  { moveId }: { moveId: number },
): Promise<{ groupId: number | null }> {
  const { personId } = ctx.viewer;
  return together(ctx, async (tx) => {
    const seen = await findMove(tx.em, { moveId, personId });
    if (await undoneAsSwap(tx, seen, personId)) return { groupId: seen.leftMembership?.group.id ?? null };
    await holdSignup(tx, { personId, cohortId: seen.cohort.id });
    const back = seen.leftMembership?.group.id ?? null;
    const away = seen.takenMembership?.group.id ?? null;
    await lockGroups(tx, [away, back]);
    const move = await findMove(tx.em, { moveId, personId });
    if (move.undoneAt) return { groupId: back };
    const group = await groupBefore(tx.em, move);
    const refusal = await whyNotUndo(tx.em, { move, group, now: tx.clock() });
    if (refusal) throw new Conflict(refusal);
    if (move.takenMembership) await giveUpSeat(tx, move.takenMembership, { as: "left", reason: "undone" });
    if (group) await takeSeat(tx, { group, person: { id: personId }, role: move.leftMembership!.role });
    move.undoneAt = tx.clock();
    await returnToLines(tx, move.id);
    await returnToTheCourse(tx, { personId, cohortId: move.cohort.id });
    await syncAfterGroupChange(tx, back, away);
    return { groupId: back };
  });
}

/** A move that was half of a swap goes back together with the other half. */
async function undoneAsSwap(tx: Tx, move: OwnMove, personId: number): Promise<boolean> {
  const swap = move.undoneAt ? null : await swapOfMove(tx.em, move.id);
  if (!swap) return false;
  if (tx.clock() > undoUntil(move.at)) throw new Conflict(TOO_LATE);
  await undoSwap(tx, { swapId: swap.swapId, personId });
  return true;
}

const TOO_LATE = "This could be undone for 15 minutes. You can still switch.";

/** Whoever gave up the seat by pausing or deferring takes part again with it. */
async function returnToTheCourse(
  tx: Tx,
  { personId, cohortId }: { personId: number; cohortId: number },
): Promise<void> {
  const signup = await tx.em.findOne(Signup, { person: personId, cohort: cohortId }, { refresh: true });
  if (signup) await comeBackIn(tx, signup);
}

async function findMove(em: EntityManager, { moveId, personId }: { moveId: number; personId: number }) {
  const populate = ["leftMembership", "takenMembership"] as const;
  const move = await em.findOne(Move, { id: moveId, person: personId }, { populate, refresh: true });
  if (!move) throw new NotFound("There is nothing to undo.");
  return move;
}

/** The group one was in before; null for whoever had none. */
export async function groupBefore(em: EntityManager, move: OwnMove): Promise<Loaded<Group, "cohort"> | null> {
  if (!move.leftMembership) return null;
  return em.findOneOrFail(Group, move.leftMembership.group.id, { populate: ["cohort"], refresh: true });
}

interface Undoing {
  move: OwnMove;
  group: Loaded<Group, "cohort"> | null;
  now: Date;
}

/** Why a move cannot be taken back any more; null while it can. */
export async function whyNotUndo(em: EntityManager, { move, group, now }: Undoing): Promise<string | null> {
  if (now > undoUntil(move.at)) return TOO_LATE;
  const swap = await swapOfMove(em, move.id);
  if (swap) return whyNotUndoSwap(em, swap);
  if (!(await isAsItLeftThings(em, move))) return "Your place has changed since, so this cannot be undone.";
  if (!group) return null;
  if (!isOpen(group.cohort)) return `${group.cohort.name} is closed, so this cannot be undone.`;
  if (!group.isLive()) return `${group.name} has ended, so this cannot be undone.`;
  const { id: personId } = move.person;
  if (!keepsRules(await readRules(em, group.cohort.id), [{ personId, to: group.id }])) return NOT_BACK;
  if (group.freeSeats(group.cohort) > 0) return null;
  return group.offered > 0
    ? `Your seat in ${group.name} was offered to the first in its waiting list.`
    : `Your seat in ${group.name} was taken by somebody else.`;
}

/** Nobody, neither they nor an organiser, has changed their place in between. */
async function isAsItLeftThings(em: EntityManager, { person, cohort, ...move }: OwnMove): Promise<boolean> {
  const { leftMembership: left, takenMembership: taken } = move;
  if (taken && taken.status !== "active") return false;
  if (!left) return true;
  const signup = await em.findOne(Signup, { person: person.id, cohort: cohort.id });
  if (signup?.role !== left.role) return false;
  if (taken) return true;
  const elsewhere = left.role === "participant" ? {} : { group: left.group.id };
  const held = { person: person.id, cohort: cohort.id, status: "active", role: left.role, ...elsewhere } as const;
  return (await em.count(Membership, held)) === 0;
}
