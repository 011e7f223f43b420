import { Group } from "@muster/db/entities/group";
import { selectRows } from "@muster/db/queries/select-rows";
import { offerUntil } from "@muster/domain/waiting";
import { ring } from "../bell.ts";
import { closedFor } from "../groups/join-rules.ts";
import { keepsRules } from "../rules/own-choice.ts";
import { readRules } from "../rules/read-rules.ts";
import { tell } from "../notifications/tell.ts";
import type { Tx } from "../transaction.ts";

interface Next {
  waitId: number;
  personId: number;
  /** Of a newcomer, who can come until the first meeting begins; null for whoever has a group, and without meetings. */
  lastChanceAt: Date | null;
  hasEmail: boolean;
}

/**
 * Every seat nobody has goes to the first in line, who is told and for whom it is kept: first come, first served (JS-11).
 * Called by whoever frees a seat, in the same transaction and with the group's row held, so that nobody slips in between.
 */
export async function offerFreeSeats(tx: Tx, groupId: number): Promise<void> {
  const group = await tx.em.findOne(Group, groupId, { populate: ["cohort"], refresh: true });
  if (!group?.isLive() || closedFor(group.cohort, "participant") !== null) return;
  for (let free = group.freeSeats(group.cohort); free > 0; free--) {
    const next = await firstInLine(tx, group);
    if (!next) return;
    await offer(tx, group, next);
  }
}

async function offer(tx: Tx, group: Group, next: Next): Promise<void> {
  const at = tx.clock();
  const until = offerUntil(at, next.lastChanceAt);
  await tx.em.execute("update waits set state = 'offered', offered_at = ?, offer_until = ? where id = ?", [
    at,
    until,
    next.waitId,
  ]);
  const reader = { membershipId: null, about: `wait:${next.waitId}`, personId: next.personId, groupId: group.id };
  await tell(
    tx,
    { ...reader, hasEmail: next.hasEmail },
    {
      kind: "seat_offered",
      payload: { waitId: next.waitId, until: until.toISOString() },
      channels: next.hasEmail ? ["email"] : [],
      occasion: at.toISOString(),
    },
  );
  await ring(tx, "person", next.personId);
  await ring(tx, "group", group.id);
  await ring(tx, "cohort", group.cohort.id);
}

/**
 * Whoever has waited longest and could come now; newcomers cannot once the group has begun (5.6), nor whom an organiser's
 * rule keeps from it: they keep their place in the line.
 */
async function firstInLine(tx: Tx, { id: groupId, cohort }: Group): Promise<Next | null> {
  const line = await selectRows<Next>(
    tx.em,
    `select wait.id as "waitId", person.id as "personId",
            case when place.held then null else first.starts_at end as "lastChanceAt",
            person.email is not null as "hasEmail"
     from waits wait
     join people person on person.id = wait.person_id and person.deleted_at is null
     join signups signup on signup.person_id = wait.person_id and signup.cohort_id = wait.cohort_id
       and signup.role = 'participant' and signup.paused_at is null and signup.deferred_to_id is null
     cross join lateral (select exists (
       select from memberships where person_id = wait.person_id and cohort_id = wait.cohort_id
         and status = 'active' and role = 'participant') as held) place
     cross join lateral (select min(starts_at) as starts_at from meetings
       where group_id = wait.group_id and status = 'planned') first
     where wait.group_id = ? and wait.state = 'waiting'
       and (place.held or first.starts_at is null or first.starts_at > ?)
     order by wait.asked_at, wait.id`,
    [groupId, tx.clock()],
  );
  if (line.length === 0) return null;
  const here = await readRules(tx.em, cohort.id);
  return line.find(({ personId }) => keepsRules(here, [{ personId, to: groupId }])) ?? null;
}
