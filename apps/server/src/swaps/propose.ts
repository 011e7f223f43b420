import { Swap } from "@muster/db/entities/swap";
import { SwapSide } from "@muster/db/entities/swap-side";
import { selectRows } from "@muster/db/queries/select-rows";
import { offerUntil } from "@muster/domain/waiting";
import type { EntityManager } from "@muster/db/orm";
import { holdSignup, lockGroups } from "../groups/seats.ts";
import { tell } from "../notifications/tell.ts";
import { keepsRules } from "../rules/own-choice.ts";
import { readRules } from "../rules/read-rules.ts";
import type { Tx } from "../transaction.ts";
import { ringSwap } from "./hold-swap.ts";
import { standingSwaps } from "./standing-swaps.ts";

interface Trader {
  personId: number;
  groupId: number;
}

interface Half extends Trader {
  waitId: number;
  membershipId: number;
}

/** Two people who each stand in line for the group the other is in. */
export interface Pair {
  cohortId: number;
  halves: [Half, Half];
}

/**
 * Pairs that could be asked now, who has waited longest first. Nobody is asked about two swaps at a time, and nobody twice
 * about the same one: who said no once is left alone until they join the list anew.
 */
export async function pairsToAsk(em: EntityManager, only: readonly [number, number] | null = null): Promise<Pair[]> {
  const rows = await selectRows<{ cohortId: number; halves: [Half, Half] }>(
    em,
    `select one.cohort_id as "cohortId", jsonb_build_array(
       jsonb_build_object('personId', one.person_id, 'waitId', one.id, 'membershipId', here.id, 'groupId', here.group_id),
       jsonb_build_object('personId', other.person_id, 'waitId', other.id, 'membershipId', there.id, 'groupId', there.group_id)) as halves
     from waits one
     join waits other on other.cohort_id = one.cohort_id and other.person_id > one.person_id and other.state = 'waiting'
     join memberships here on here.person_id = one.person_id and here.group_id = other.group_id
       and here.status = 'active' and here.role = 'participant'
     join memberships there on there.person_id = other.person_id and there.group_id = one.group_id
       and there.status = 'active' and there.role = 'participant'
     join groups here_group on here_group.id = here.group_id and here_group.status in ('preview', 'active')
     join groups there_group on there_group.id = there.group_id and there_group.status in ('preview', 'active')
     join cohorts cohort on cohort.id = one.cohort_id and cohort.status = 'active' and cohort.direct_join
     where one.state = 'waiting' and (? or (one.id = ? and other.id = ?))
       and 2 = (select count(*) from signups signup join people person on person.id = signup.person_id and person.deleted_at is null
                where signup.cohort_id = one.cohort_id and signup.person_id in (one.person_id, other.person_id)
                  and signup.role = 'participant' and signup.paused_at is null and signup.deferred_to_id is null)
       and not exists (select from swap_sides side join swaps swap on swap.id = side.swap_id
                       where swap.state = 'open' and side.person_id in (one.person_id, other.person_id))
       and not exists (select from swap_sides before join swap_sides too on too.swap_id = before.swap_id
                       where before.wait_id = one.id and too.wait_id = other.id)
     order by least(one.asked_at, other.asked_at), one.id, other.id`,
    [only === null, only?.[0] ?? 0, only?.[1] ?? 0],
  );
  const kept: Pair[] = [];
  for (const pair of rows) if (await tradeKeepsRules(em, pair)) kept.push(pair);
  return kept;
}

/** Each goes where the other is. */
export async function tradeKeepsRules(
  em: EntityManager,
  { cohortId, halves: [one, other] }: { cohortId: number; halves: readonly [Trader, Trader] },
): Promise<boolean> {
  const changes = [
    { personId: one.personId, to: other.groupId },
    { personId: other.personId, to: one.groupId },
  ];
  return keepsRules(await readRules(em, cohortId), changes);
}

/** Both are asked, in the caller's transaction; nothing where it is no longer so under the locks. */
export async function proposeSwap(tx: Tx, { cohortId, halves }: Pair): Promise<void> {
  for (const { personId } of halves.toSorted((a, b) => a.personId - b.personId))
    await holdSignup(tx, { personId, cohortId });
  await lockGroups(
    tx,
    halves.map(({ groupId }) => groupId),
  );
  const [still] = await pairsToAsk(tx.em, [halves[0].waitId, halves[1].waitId]);
  if (!still) return;
  const at = tx.clock();
  const until = offerUntil(at, null);
  const swap = tx.em.create(Swap, { cohort: cohortId, askedAt: at, until });
  await tx.em.persist(swap).flush();
  for (const { personId, waitId, membershipId } of still.halves)
    tx.em.persist(tx.em.create(SwapSide, { swap: swap.id, person: personId, wait: waitId, membership: membershipId }));
  await tx.em.flush();
  const [asked] = await standingSwaps(tx.em, { swapId: swap.id });
  if (!asked) return;
  for (const [at, { personId, hasEmail }] of asked.sides.entries())
    await tell(
      tx,
      { membershipId: null, about: `swap:${swap.id}`, personId, groupId: asked.sides[1 - at]!.groupId, hasEmail },
      {
        kind: "swap_offered",
        payload: { swapId: swap.id, until: until.toISOString() },
        channels: hasEmail ? ["email"] : [],
        occasion: String(personId),
      },
    );
  await ringSwap(tx, asked);
}
