import { selectRows } from "@muster/db/queries/select-rows";
import type { EntityManager } from "@muster/db/orm";
import { ring } from "../bell.ts";
import type { Tx } from "../transaction.ts";
import { offerFreeSeats } from "./offer-seats.ts";

export interface Line {
  /** How many come before the reader, or would if they joined now; whoever is offered a seat comes before all others. */
  ahead: number;
  /** The reader's own place in it. */
  mine: { waitId: number; state: "waiting" | "offered"; offerUntil: Date | null } | null;
}

interface LineRow {
  groupId: number;
  ahead: number;
  waitId: number | null;
  state: "waiting" | "offered" | null;
  offerUntilAt: Date | null;
}

/** The lines of these groups as one person sees them; a group without a line is not among them. */
export async function linesSeenBy(
  em: EntityManager,
  { personId, groupIds }: { personId: number; groupIds: readonly number[] },
): Promise<Map<number, Line>> {
  if (groupIds.length === 0) return new Map();
  const rows = await selectRows<LineRow>(
    em,
    `select line.group_id as "groupId", mine.id as "waitId", mine.state, mine.offer_until as "offerUntilAt",
            count(*) filter (where mine.id is null
              or (line.id <> mine.id and (line.asked_at, line.id) < (mine.asked_at, mine.id))) as ahead
     from waits line
     left join waits mine on mine.group_id = line.group_id and mine.person_id = ? and mine.state in ('waiting', 'offered')
     where line.state in ('waiting', 'offered') and line.group_id in (${groupIds.map(() => "?").join(", ")})
     group by line.group_id, mine.id, mine.state, mine.offer_until`,
    [personId, ...groupIds],
  );
  return new Map(
    rows.map(({ groupId, ahead, waitId, state, offerUntilAt }) => [
      groupId,
      { ahead, mine: waitId !== null && state !== null ? { waitId, state, offerUntil: offerUntilAt } : null },
    ]),
  );
}

/** How many stand in line for each group, the offered among them. */
export async function lengthsOf(em: EntityManager, groupIds: readonly number[]): Promise<Map<number, number>> {
  if (groupIds.length === 0) return new Map();
  const rows = await em.execute<{ group_id: number; count: string }[]>(
    `select group_id, count(*) from waits where state in ('waiting', 'offered')
       and group_id in (${groupIds.map(() => "?").join(", ")}) group by group_id`,
    [...groupIds],
  );
  return new Map(rows.map(({ group_id, count }) => [group_id, Number(count)]));
}

interface Somebody {
  personId: number;
  cohortId: number;
}

/** The groups of a cohort somebody stands in line for: their rows are held before anything about it changes (DB-14). */
export async function groupsInLine(em: EntityManager, { personId, cohortId }: Somebody): Promise<number[]> {
  const rows = await em.execute<{ group_id: number }[]>(
    "select group_id from waits where person_id = ? and cohort_id = ? and state in ('waiting', 'offered')",
    [personId, cohortId],
  );
  return rows.map(({ group_id }) => group_id);
}

/**
 * Out of every line of a cohort; seats that were kept go to the next. The groups' rows must be held. `by` is the move that
 * made it so, which puts them back when it is undone.
 */
export async function leaveLines(tx: Tx, { personId, cohortId }: Somebody, by: number | null = null): Promise<void> {
  const left = await tx.em.execute<{ group_id: number }[]>(
    `update waits set state = 'left', closed_at = ?, closed_by_id = ?
     where person_id = ? and cohort_id = ? and state in ('waiting', 'offered') returning group_id`,
    [tx.clock(), by, personId, cohortId],
  );
  for (const { group_id } of left.toSorted((a, b) => a.group_id - b.group_id)) {
    await offerFreeSeats(tx, group_id);
    await ring(tx, "group", group_id);
  }
}

const BACK_IN_LINE = `
  update waits set state = 'waiting', offered_at = null, offer_until = null, closed_at = null, closed_by_id = null
  where state = 'left' and group_id is not null and not exists (
    select from waits again where again.person_id = waits.person_id and again.group_id = waits.group_id
      and again.state in ('waiting', 'offered'))`;

/** Back into the lines a move took somebody out of, where they stood; a line they joined again since stays as it is. */
export async function returnToLines(tx: Tx, moveId: number): Promise<void> {
  await tx.em.execute(`${BACK_IN_LINE} and closed_by_id = ?`, [moveId]);
}

/** The same for what they left at one instant without a move. */
export async function returnToLinesLeftAt(tx: Tx, { personId, cohortId, at }: Somebody & { at: Date }): Promise<void> {
  const params = [personId, cohortId, at];
  await tx.em.execute(`${BACK_IN_LINE} and person_id = ? and cohort_id = ? and closed_at = ?`, params);
}

/** Whoever takes a seat stands in line for it no longer; a seat that was kept for them is free for them at this moment. */
export async function seatFound(tx: Tx, { personId, groupId }: { personId: number; groupId: number }): Promise<void> {
  await tx.em.execute(
    `update waits set state = 'accepted', closed_at = ?
     where person_id = ? and group_id = ? and state in ('waiting', 'offered')`,
    [tx.clock(), personId, groupId],
  );
}
