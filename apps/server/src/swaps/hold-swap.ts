import { holdSignup, lockGroups } from "../groups/seats.ts";
import { ring } from "../bell.ts";
import { NotFound } from "../refusal.ts";
import type { Tx } from "../transaction.ts";
import { groupsInLine } from "../waiting/lines.ts";
import { sidesFor, standingSwaps, type Side, type StandingSwap } from "./standing-swaps.ts";

export interface OwnSwap {
  swapId: number;
  personId: number;
}

/**
 * A swap as it stands once nobody else can change what it rests on: both sign-ups first, then every group either of them
 * is in or in line for, each in ascending order (AD-4, DB-14).
 */
export async function holdSwap(tx: Tx, swapId: number): Promise<StandingSwap> {
  const seen = await findSwap(tx, swapId);
  const { cohortId } = seen;
  const people = seen.sides.map(({ personId }) => personId).toSorted((a, b) => a - b);
  for (const personId of people) await holdSignup(tx, { personId, cohortId });
  const lines: number[] = [];
  for (const personId of people) lines.push(...(await groupsInLine(tx.em, { personId, cohortId })));
  await lockGroups(tx, [...seen.sides.map(({ groupId }) => groupId), ...lines]);
  return findSwap(tx, swapId);
}

/** The same for one of the two; to anybody else it does not exist. */
export async function holdOwnSwap(
  tx: Tx,
  { swapId, personId }: OwnSwap,
): Promise<{ swap: StandingSwap; mine: Side; other: Side }> {
  if (!sidesFor(await findSwap(tx, swapId), personId)) throw new NotFound(NO_SUCH_SWAP);
  const swap = await holdSwap(tx, swapId);
  const sides = sidesFor(swap, personId);
  if (!sides) throw new NotFound(NO_SUCH_SWAP);
  return { swap, ...sides };
}

const NO_SUCH_SWAP = "There is no such trade of places.";

async function findSwap({ em }: Tx, swapId: number): Promise<StandingSwap> {
  const [swap] = await standingSwaps(em, { swapId });
  if (!swap) throw new NotFound(NO_SUCH_SWAP);
  return swap;
}

/** Whoever looks at the two, their groups or the cohort looks again. */
export async function ringSwap(tx: Tx, { cohortId, sides }: Pick<StandingSwap, "cohortId" | "sides">): Promise<void> {
  for (const { personId, groupId } of sides) {
    await ring(tx, "person", personId);
    await ring(tx, "group", groupId);
  }
  await ring(tx, "cohort", cohortId);
}
