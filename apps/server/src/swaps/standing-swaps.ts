import { selectRows } from "@muster/db/queries/select-rows";
import type { EntityManager } from "@muster/db/orm";
import type { SwapState } from "@muster/domain/swap";
import type { WaitState } from "@muster/domain/waiting";

/** One of the two: the place they would give, the line they stand in, and what they said. */
export interface Side {
  sideId: number;
  personId: number;
  hasEmail: boolean;
  hasAgreed: boolean;
  waitId: number;
  waitState: WaitState;
  membershipId: number;
  /** They still have that place, in a group that lives, and take part. */
  stands: boolean;
  groupId: number;
  group: string;
  moveId: number | null;
}

export interface StandingSwap {
  swapId: number;
  cohortId: number;
  state: SwapState;
  /** Until when both can say yes. */
  untilAt: Date;
  closedAt: Date | null;
  /** Members of the cohort may still move by themselves. */
  isOpen: boolean;
  /** In the order they were proposed to; fewer where a group or an account is there no longer. */
  sides: Side[];
}

type Which = { swapId: number } | { personId: number; since: Date } | { moveId: number } | "open";

/** Swaps with all they rest on, as the rows have it now. */
export function standingSwaps(em: EntityManager, which: Which): Promise<StandingSwap[]> {
  const [condition, params] = conditionOf(which);
  return selectRows<StandingSwap>(em, `${SWAPS} where ${condition} order by swap.id`, params);
}

function conditionOf(which: Which): [condition: string, params: unknown[]] {
  if (which === "open") return ["swap.state = 'open'", []];
  if ("swapId" in which) return ["swap.id = ?", [which.swapId]];
  const ofSide = (is: string) => `exists (select from swap_sides mine where mine.swap_id = swap.id and ${is})`;
  if ("moveId" in which) return [ofSide("mine.move_id = ?"), [which.moveId]];
  return [
    `(swap.state = 'open' or swap.closed_at >= ?) and ${ofSide("mine.person_id = ?")}`,
    [which.since, which.personId],
  ];
}

const SWAPS = `
  select swap.id as "swapId", swap.cohort_id as "cohortId", swap.state, swap.until as "untilAt", swap.closed_at as "closedAt",
         cohort.status = 'active' and cohort.direct_join as "isOpen",
         coalesce((select jsonb_agg(jsonb_build_object(
             'sideId', side.id, 'personId', person.id, 'hasEmail', person.email is not null,
             'hasAgreed', side.agreed_at is not null, 'waitId', wait.id, 'waitState', wait.state,
             'membershipId', stay.id, 'groupId', home.id, 'group', home.name, 'moveId', side.move_id,
             'stands', stay.status = 'active' and stay.role = 'participant' and home.status in ('preview', 'active')
               and signup.role = 'participant' and signup.paused_at is null and signup.deferred_to_id is null) order by side.id)
           from swap_sides side
           join people person on person.id = side.person_id and person.deleted_at is null
           join waits wait on wait.id = side.wait_id
           join memberships stay on stay.id = side.membership_id
           join groups home on home.id = stay.group_id
           join signups signup on signup.person_id = side.person_id and signup.cohort_id = swap.cohort_id
           where side.swap_id = swap.id), '[]') as sides
  from swaps swap join cohorts cohort on cohort.id = swap.cohort_id`;

/** Somebody's own side and the other's; null for whoever is none of the two. */
export function sidesFor({ sides }: StandingSwap, personId: number): { mine: Side; other: Side } | null {
  const mine = sides.find((side) => side.personId === personId);
  const other = sides.find((side) => side.personId !== personId);
  return mine && other ? { mine, other } : null;
}

/** What a swap is worth at an instant, also before anybody has swept it away. */
export function swapState({ state, sides, isOpen, untilAt }: StandingSwap, now: Date): SwapState {
  if (state !== "open") return state;
  if (now >= untilAt) return "expired";
  const holds = sides.length === 2 && sides.every(({ stands, waitState }) => stands && waitState === "waiting");
  return isOpen && holds ? "open" : "off";
}
