import { byNumber } from "@muster/reconcile/plan";
import type { ExternalId } from "@muster/reconcile/kind";
import { isUnderWay, type Survey } from "./survey.ts";

/**
 * Which of two doubles comes first and stays: the one in use (something was said in it, rooms or events stand in it,
 * it is under way), else the older. A create that lands late is sometimes the older one, and by then the younger is where the group lives (RE-2).
 */
export function whichStays({
  channels,
  events,
}: Pick<Survey, "channels" | "events">): (a: ExternalId, b: ExternalId) => number {
  const used = new Set([
    ...channels.filter(({ lastMessageId }) => lastMessageId !== null).map(({ id }) => id),
    ...channels.flatMap(({ parentId }) => (parentId === null ? [] : [parentId])),
    ...events.filter(isUnderWay).map(({ id }) => id),
    ...events.flatMap(({ channel_id }) => (channel_id === null ? [] : [channel_id])),
  ]);
  return (a, b) => Number(used.has(b)) - Number(used.has(a)) || byNumber(a, b);
}
