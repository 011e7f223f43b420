import type { SwapState } from "@muster/domain/swap";
import type { Context, Signed } from "../context.ts";
import { nextMeetingOf } from "../waiting/next-meeting.ts";
import { sidesFor, standingSwaps, swapState } from "./standing-swaps.ts";
import { swapSentence } from "./swap-words.ts";

export interface MySwap {
  swapId: number;
  cohortId: number;
  /** The groups by name. */
  mine: string;
  theirs: string;
  /** When the other's group meets next. */
  nextMeetingAt: Date | null;
  until: Date;
  state: SwapState;
  hasAgreed: boolean;
  sentence: string;
}

/** For how long one still reads what became of it. */
const TOLD_MS = 7 * 86_400_000;

/** What somebody is asked, and what became of it lately where they had said yes; the newest first. */
export async function mySwaps(ctx: Signed<Context>): Promise<MySwap[]> {
  const { personId } = ctx.viewer;
  const now = ctx.clock();
  const found: MySwap[] = [];
  for (const swap of await standingSwaps(ctx.em, { personId, since: new Date(now.getTime() - TOLD_MS) })) {
    const sides = sidesFor(swap, personId);
    const state = swapState(swap, now);
    // Where one is now is said by the page itself; a question nobody answered needs no epilogue.
    if (!sides || state === "done" || (state !== "open" && !sides.mine.hasAgreed)) continue;
    const { mine, other } = sides;
    const words = { state, hasAgreed: mine.hasAgreed, mine: mine.group, theirs: other.group };
    found.push({
      swapId: swap.swapId,
      cohortId: swap.cohortId,
      nextMeetingAt: await nextMeetingOf(ctx.em, other.groupId, now),
      until: swap.untilAt,
      ...words,
      sentence: swapSentence(words),
    });
  }
  return found.toReversed();
}
