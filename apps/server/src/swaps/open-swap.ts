import type { MessagePayloads } from "@muster/domain/message-kind";
import type { EntityManager } from "@muster/db/orm";
import type { Context } from "../context.ts";
import { nextMeetingOf } from "../waiting/next-meeting.ts";
import { sidesFor, standingSwaps, swapState } from "./standing-swaps.ts";
import { swapLinks } from "./swap-link.ts";

interface Asked {
  swapId: MessagePayloads["swap_offered"]["swapId"];
  personId: number;
}

/** Where one of the two answers without signing in, and when the other group meets; null once there is nothing to answer. */
export async function openSwap(
  ctx: Context,
  em: EntityManager,
  { swapId, personId }: Asked,
): Promise<{ answerPath: string; nextMeeting: Date | null } | null> {
  const [swap] = await standingSwaps(em, { swapId });
  const sides = swap && sidesFor(swap, personId);
  if (!swap || !sides || sides.mine.hasAgreed || swapState(swap, ctx.clock()) !== "open") return null;
  const link = { id: sides.mine.sideId, until: swap.untilAt };
  return {
    answerPath: `swap/${swapLinks.write(ctx.house.config.serviceTokens[0]!, link)}`,
    nextMeeting: await nextMeetingOf(em, sides.other.groupId, ctx.clock()),
  };
}
