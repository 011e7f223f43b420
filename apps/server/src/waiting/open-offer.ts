import { Wait } from "@muster/db/entities/wait";
import type { MessagePayloads } from "@muster/domain/message-kind";
import type { EntityManager } from "@muster/db/orm";
import type { Context } from "../context.ts";
import { nextMeetingOf } from "./next-meeting.ts";
import { offerToken } from "./offer-link.ts";

export interface OpenOffer {
  /** Where it is answered without signing in, below the app's address. */
  answerPath: string;
  nextMeeting: Date | null;
}

/** What a letter about this offer says beside the offer itself; null once it is no longer open. */
export async function openOffer(
  ctx: Context,
  em: EntityManager,
  { waitId, until }: MessagePayloads["seat_offered"],
): Promise<OpenOffer | null> {
  const wait = await em.findOne(Wait, { id: waitId, state: "offered" }, { refresh: true });
  const kept = wait?.offerUntil;
  if (!wait?.group || kept?.toISOString() !== until || ctx.clock() >= kept) return null;
  const token = offerToken(ctx.house.config.serviceTokens[0]!, { waitId, until: kept });
  return { answerPath: `offer/${token}`, nextMeeting: await nextMeetingOf(em, wait.group.id, ctx.clock()) };
}
