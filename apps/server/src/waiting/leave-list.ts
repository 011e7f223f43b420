import { isInLine } from "@muster/domain/waiting";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { holdSignup, lockGroups } from "../groups/seats.ts";
import { together, type Tx } from "../transaction.ts";
import { findWait, type OwnWait } from "./find-wait.ts";
import { wakeTheLines } from "./lines-queue.ts";
import { groupsInLine, leaveLines } from "./lines.ts";
import { offerFreeSeats } from "./offer-seats.ts";

/**
 * Out of a line, or no to the seat that was kept, which goes to the next. The other lines are kept or left as they choose.
 * Doing it twice is doing it once.
 */
export async function leaveWaitingList(
  ctx: Context,
  leaving: Leaving,
): Promise<{ waitId: number; keptOthers: number }> {
  return together(ctx, (tx) => leaveListIn(tx, leaving));
}

type Leaving = OwnWait & { keepOthers?: boolean };

/** The same inside the caller's transaction. */
export async function leaveListIn(
  tx: Tx,
  { keepOthers = true, ...own }: Leaving,
): Promise<{ waitId: number; keptOthers: number }> {
  const { personId } = own;
  const seen = await findWait(tx.em, own);
  const [groupId, cohortId] = [seen.group.id, seen.cohort.id];
  await holdSignup(tx, { personId, cohortId });
  await lockGroups(tx, [groupId, ...(await groupsInLine(tx.em, { personId, cohortId }))]);
  const wait = await findWait(tx.em, own);
  if (isInLine(wait.state)) {
    wait.state = wait.state === "offered" ? "declined" : "left";
    wait.closedAt = tx.clock();
    await tx.em.flush();
    await offerFreeSeats(tx, groupId);
  }
  if (!keepOthers) await leaveLines(tx, { personId, cohortId });
  await ring(tx, "person", personId);
  await ring(tx, "group", groupId);
  await ring(tx, "cohort", cohortId);
  wakeTheLines(tx);
  return { waitId: wait.id, keptOthers: (await groupsInLine(tx.em, { personId, cohortId })).length };
}
