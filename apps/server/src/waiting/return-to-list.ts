import type { EntityManager } from "@muster/db/orm";
import { isOpen } from "@muster/domain/cohort";
import { undoUntil } from "@muster/domain/membership";
import { isInLine } from "@muster/domain/waiting";
import { ring } from "../bell.ts";
import type { Context, Signed } from "../context.ts";
import { currentPlace } from "../groups/join.ts";
import { holdSignup, lockGroups } from "../groups/seats.ts";
import { Conflict } from "../refusal.ts";
import { together } from "../transaction.ts";
import { findWait, type PlaceInLine } from "./find-wait.ts";
import { groupsInLine } from "./lines.ts";
import { offerFreeSeats } from "./offer-seats.ts";

/** Undo: back in line where one stood, for a quarter of an hour. A seat that went on to somebody else stays theirs. */
export async function returnToWaitingList(
  ctx: Signed<Context>,
  { waitId }: { waitId: number },
): Promise<{ waitId: number }> {
  const { personId } = ctx.viewer;
  return together(ctx, async (tx) => {
    const seen = await findWait(tx.em, { waitId, personId });
    const [groupId, cohortId] = [seen.group.id, seen.cohort.id];
    await holdSignup(tx, { personId, cohortId });
    await lockGroups(tx, [groupId]);
    const wait = await findWait(tx.em, { waitId, personId });
    if (isInLine(wait.state)) return { waitId };
    const refusal = (await whereAlready(tx.em, wait)) ?? whyNotBack(wait, tx.clock());
    if (refusal) throw new Conflict(refusal);
    Object.assign(wait, { state: "waiting", closedAt: null, offeredAt: null, offerUntil: null });
    await tx.em.flush();
    await offerFreeSeats(tx, groupId);
    await ring(tx, "person", personId);
    await ring(tx, "group", groupId);
    await ring(tx, "cohort", cohortId);
    return { waitId };
  });
}

/** Somebody stands in a line once, and in none for a seat they have. */
async function whereAlready(em: EntityManager, { person, group, cohort }: PlaceInLine): Promise<string | null> {
  const somebody = { personId: person.id, cohortId: cohort.id };
  if ((await groupsInLine(em, somebody)).includes(group.id)) return `You are in line for ${group.name} already.`;
  const current = await currentPlace(em, somebody);
  return current?.group.id === group.id ? `You are already in ${group.name}.` : null;
}

function whyNotBack({ state, closedAt, closedBy, group, cohort }: PlaceInLine, now: Date): string | null {
  const { name } = group;
  if (!isOpen(cohort) || !group.isLive()) return `${name} takes nobody in any more.`;
  if (state !== "left" && state !== "declined") return "There is nothing to undo here.";
  if (closedBy) return "Undo the move instead: it took you out of this line.";
  if (closedAt === null || now > undoUntil(closedAt))
    return "This could be undone for 15 minutes. You can join the list again, at its end.";
  return null;
}
