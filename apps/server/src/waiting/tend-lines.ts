import { Group } from "@muster/db/entities/group";
import type { Loaded } from "@muster/db/orm";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { closedFor } from "../groups/join-rules.ts";
import { hasStarted } from "../groups/join.ts";
import { lockGroups } from "../groups/seats.ts";
import { together, type Tx } from "../transaction.ts";
import { endLine } from "./end-line.ts";
import { offerFreeSeats } from "./offer-seats.ts";

/**
 * Looks through all lines: offers nobody answered go to the next, lines of what has begun or ended are closed, and a seat
 * that became free in whatever way is offered. Each group is a transaction of its own under its row's lock, and changes
 * only what is still so: two servers at once, or one that was away for a day, do each thing once.
 */
export async function tendLines(ctx: Context): Promise<void> {
  for (const groupId of await groupsToTend(ctx)) {
    try {
      await together(ctx, (tx) => tendLine(tx, groupId));
    } catch (error) {
      ctx.house.log.warn({ group: groupId, err: error }, "a waiting list could not be tended; it is tried again");
    }
  }
}

async function groupsToTend(ctx: Context): Promise<number[]> {
  const now = ctx.clock();
  const rows = await ctx.em.fork().execute<{ id: number }[]>(
    `select groups.id from groups join cohorts cohort on cohort.id = groups.cohort_id
     where exists (select from waits where waits.group_id = groups.id and waits.state in ('waiting', 'offered'))
       and (groups.status not in ('preview', 'active') or cohort.status <> 'active' or not cohort.direct_join
         or groups.taken + groups.offered < coalesce(groups.max_size, cohort.max_size)
         or exists (select from waits where waits.group_id = groups.id and waits.state = 'offered'
                    and waits.offer_until <= ?)
         or exists (select from meetings where meetings.group_id = groups.id and meetings.status = 'planned'
                    and meetings.starts_at <= ?))
     order by groups.id`,
    [now, now],
  );
  return rows.map(({ id }) => id);
}

async function tendLine(tx: Tx, groupId: number): Promise<void> {
  await lockGroups(tx, [groupId]);
  const group = await tx.em.findOne(Group, groupId, { populate: ["cohort"], refresh: true });
  if (!group) return;
  const changed = (await expireOffers(tx, groupId)) + (await closeLine(tx, group));
  await offerFreeSeats(tx, groupId);
  if (changed === 0) return;
  await ring(tx, "group", groupId);
  await ring(tx, "cohort", group.cohort.id);
}

async function expireOffers(tx: Tx, groupId: number): Promise<number> {
  const now = tx.clock();
  const expired = await tx.em.execute<{ person_id: number }[]>(
    `update waits set state = 'expired', closed_at = ?
     where group_id = ? and state = 'offered' and offer_until <= ? returning person_id`,
    [now, groupId, now],
  );
  for (const { person_id } of expired) await ring(tx, "person", person_id);
  return expired.length;
}

async function closeLine(tx: Tx, group: Loaded<Group, "cohort">): Promise<number> {
  const groupId = group.id;
  const closed = group.isLive() ? closedFor(group.cohort, "participant") : `${group.name} has ended.`;
  if (closed !== null) return endLine(tx, { groupId, because: closed });
  if (!(await hasStarted(tx.em, groupId, tx.clock()))) return 0;
  const because = `${group.name} has begun, and takes in nobody new.`;
  return endLine(tx, { groupId, because, newcomersOnly: true });
}
