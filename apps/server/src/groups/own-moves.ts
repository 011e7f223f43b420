import type { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import type { Membership } from "@muster/db/entities/membership";
import { Move } from "@muster/db/entities/move";
import { undoUntil } from "@muster/domain/membership";
import type { Context } from "../context.ts";
import type { Tx } from "../transaction.ts";
import { swapOfMove } from "../swaps/undo-swap.ts";
import { groupBefore, whyNotUndo } from "./undo-move.ts";

export interface MyMove {
  moveId: number;
  at: Date;
  /** Names of groups; null where there was none. */
  from: string | null;
  to: string | null;
  /** Somebody else went the other way; undone, they go back too. */
  isTrade: boolean;
  /** Only of the last one, and for 15 minutes: until when it can be undone, or why it cannot. */
  undo: { until: Date; notBecause: string | null } | null;
}

const TOLD = 5;

/** What this person did with their own place in a cohort, the latest first; what they undid is not told (JS-8). */
export async function ownMoves(
  ctx: Context,
  { personId, cohortId }: { personId: number; cohortId: number },
): Promise<MyMove[]> {
  const moves = await ctx.em.find(
    Move,
    { person: personId, cohort: cohortId, undoneAt: null },
    { populate: ["leftMembership", "takenMembership"], orderBy: { id: "desc" }, limit: TOLD },
  );
  const stays = moves.flatMap(({ leftMembership, takenMembership }) => [leftMembership, takenMembership]);
  const ids = stays.flatMap((stay) => (stay ? [stay.group.id] : []));
  const groups = await ctx.em.find(Group, { id: { $in: ids } });
  const nameOf = (stay: Membership | null) => groups.find(({ id }) => id === stay?.group.id)?.name ?? null;
  const now = ctx.clock();
  const told: MyMove[] = [];
  for (const [index, move] of moves.entries()) {
    const isTrade = (await swapOfMove(ctx.em, move.id)) !== null;
    const isRecent = index === 0 && now <= undoUntil(move.at);
    const asking = isRecent && { move, group: await groupBefore(ctx.em, move), now };
    told.push({
      moveId: move.id,
      at: move.at,
      from: nameOf(move.leftMembership),
      to: nameOf(move.takenMembership),
      isTrade,
      undo: asking ? { until: undoUntil(move.at), notBecause: await whyNotUndo(ctx.em, asking) } : null,
    });
  }
  return told;
}

interface Stays {
  person: { id: number };
  cohort: Pick<Cohort, "id">;
  left: Membership | null;
  taken: Membership | null;
  /** In their own words, for the organiser. */
  reason?: string | null | undefined;
}

/** Written down in the transaction that does it. */
export async function recordMove(tx: Tx, { person, cohort, left, taken, reason = null }: Stays): Promise<Move> {
  const move = tx.em.create(Move, {
    person: person.id,
    cohort: cohort.id,
    leftMembership: left,
    takenMembership: taken,
    at: tx.clock(),
    reason,
  });
  await tx.em.persist(move).flush();
  return move;
}
