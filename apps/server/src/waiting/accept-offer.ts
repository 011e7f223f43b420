import type { Context } from "../context.ts";
import { currentPlace, joinIn, type Joined } from "../groups/join.ts";
import { holdSignup, lockGroups } from "../groups/seats.ts";
import { Conflict } from "../refusal.ts";
import { together, type Tx } from "../transaction.ts";
import { findWait, type OwnWait, type PlaceInLine } from "./find-wait.ts";
import { groupsInLine, leaveLines } from "./lines.ts";
import { offerWords } from "./offer-words.ts";

/**
 * The kept seat is taken; whoever has a group leaves it in the same act, and every other line of the cohort too (JS-11).
 * Accepting twice answers the same; undoing the move puts them back into the other lines.
 */
export async function acceptOffer(ctx: Context, own: OwnWait): Promise<Joined> {
  return together(ctx, async (tx) => {
    const { personId } = own;
    const seen = await findWait(tx.em, own);
    const [groupId, cohortId] = [seen.group.id, seen.cohort.id];
    await holdSignup(tx, { personId, cohortId });
    const current = await currentPlace(tx.em, { personId, cohortId });
    const lines = await groupsInLine(tx.em, { personId, cohortId });
    await lockGroups(tx, [current?.group.id ?? null, groupId, ...lines]);
    const wait = await findWait(tx.em, own);
    const before = await acceptedBefore(tx, wait, personId);
    if (before) return before;
    const offer = offerWords(wait, tx.clock());
    if (!offer.open) throw new Conflict(offer.sentence);
    const joined = await joinIn(tx, { personId, groupId });
    await tx.em.execute("update waits set closed_by_id = ? where id = ?", [joined.moveId, wait.id]);
    await leaveLines(tx, { personId, cohortId }, joined.moveId);
    return joined;
  });
}

/** The answer of the first time, while the seat is still theirs. */
async function acceptedBefore(tx: Tx, wait: PlaceInLine, personId: number): Promise<Joined | null> {
  if (wait.state !== "accepted" || !wait.closedBy) return null;
  const place = await currentPlace(tx.em, { personId, cohortId: wait.cohort.id });
  if (place?.group.id !== wait.group.id) return null;
  return { groupId: wait.group.id, membershipId: place.id, previousGroupId: null, moveId: wait.closedBy.id };
}
