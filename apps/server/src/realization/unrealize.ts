import type { Group } from "@muster/db/entities/group";
import { Membership } from "@muster/db/entities/membership";
import type { EntityManager } from "@muster/db/orm";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { assertUnchanged } from "../endings/facts.ts";
import { holdCohort, newGroup } from "../groups/create.ts";
import { endGroup } from "../groups/end-group.ts";
import { holdLiveGroups } from "../groups/live-group.ts";
import { takeSeat } from "../groups/seats.ts";
import { Conflict } from "../refusal.ts";
import type { LockedGroup } from "../sync/lock-group.ts";
import { together, type Tx } from "../transaction.ts";
import { moveLine } from "../waiting/move-line.ts";
import { noteBatch } from "./batch.ts";
import { undoable, type Undoable } from "./undoable.ts";

interface Unrealizing {
  cohortId: number;
  /** The mark of the plan somebody read; a cohort that has changed since is left alone. */
  seen?: string | undefined;
}

/**
 * The last realization is taken back within a day (PL-12). What it made on Discord ends as every ending does: archived,
 * events removed, nothing deleted that people wrote. In its place each group stands in preview again with its people,
 * hour and line, as a group of its own: realizing it later begins anew and tells people anew.
 */
export async function unrealizeCohort(ctx: Context, input: Unrealizing): Promise<{ groups: number }> {
  return together(ctx, (tx) => unrealizeIn(tx, input));
}

/** The same inside the caller's transaction. */
export async function unrealizeIn(tx: Tx, { cohortId, seen }: Unrealizing): Promise<{ groups: number }> {
  const cohort = await holdCohort(tx, cohortId);
  const { groupIds } = await undoableNow(tx.em, cohortId, tx.clock());
  const groups = await holdLiveGroups(tx, groupIds);
  await assertUnchanged(tx, { verb: "unrealize", cohortId }, seen);
  const pairs: [before: number, after: number][] = [];
  for (const group of groups) pairs.push([group.id, (await backToPreview(tx, group)).id]);
  // Nothing of it is under way any more, and a plan that was read before is of no use.
  await noteBatch(tx, cohortId, []);
  await audit(tx, {
    action: "realization.unrealize",
    object: `cohort:${cohortId}`,
    cohortId: cohort.id,
    groupIds: pairs.flat(),
    before: { groups: pairs.map(([before]) => before) },
    after: { groups: pairs.map(([, after]) => after) },
  });
  return { groups: pairs.length };
}

/** What can be undone at this moment, or Conflict with the reason. */
export async function undoableNow(em: EntityManager, cohortId: number, now: Date): Promise<Undoable> {
  const found = await undoable(em, cohortId, now);
  if (!found)
    throw new Conflict("There is nothing to take back: no group of the last realization is left that has not met yet.");
  if (now > found.until)
    throw new Conflict(
      "What was realized can be taken back for a day. Cancel single groups, or close the cohort instead.",
    );
  return found;
}

async function backToPreview(tx: Tx, group: LockedGroup): Promise<Group> {
  const { id: before, cohort, name, weekday, startMinute, lengthMinutes, timeZone, maxSize, run, staffNote } = group;
  const members = await tx.em.find(Membership, { group: before, status: "active" }, { orderBy: { id: "asc" } });
  const at = tx.clock();
  const line = await moveLine(tx, before);
  await endGroup(tx, group, { as: "cancelled", reason: "it went back to being prepared, and you keep your place", at });
  const again = await newGroup(tx, { cohort, name, weekday, startMinute, lengthMinutes, timeZone, maxSize });
  Object.assign(again, { run, staffNote });
  await tx.em.flush();
  for (const { person, role } of members) await takeSeat(tx, { group: again, person, role }, { evenIfFull: true });
  await line.to(again.id);
  return again;
}
