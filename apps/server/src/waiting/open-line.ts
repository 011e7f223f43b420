import { displayName } from "@muster/db/entities/person";
import { Wait } from "@muster/db/entities/wait";
import type { MessagePayloads } from "@muster/domain/message-kind";
import { isInLine } from "@muster/domain/waiting";
import type { EntityManager } from "@muster/db/orm";
import type { Context } from "../context.ts";
import { aheadOf } from "./join-list.ts";
import { lineLinks, lineLinkUntil } from "./line-link.ts";
import { nextMeetingOf } from "./next-meeting.ts";

/** What a letter about a line somebody was put in says beside the group; null once they stand in it no longer. */
export async function openLine(ctx: Context, em: EntityManager, { waitId }: MessagePayloads["put_in_line"]) {
  const wait = await em.findOne(Wait, waitId, { populate: ["putBy"], refresh: true });
  if (!wait?.group || !isInLine(wait.state)) return null;
  const somebody = { personId: wait.person.id, groupId: wait.group.id };
  const link = { id: wait.id, until: lineLinkUntil(wait.askedAt) };
  return {
    answerPath: `line/${lineLinks.write(ctx.house.config.serviceTokens[0]!, link)}`,
    nextMeeting: await nextMeetingOf(em, wait.group.id, ctx.clock()),
    line: { by: wait.putBy ? displayName(wait.putBy) : "Your organiser", ahead: await aheadOf(em, somebody) },
  };
}
