import { momentOf } from "../../dates/instant-words.ts";
import type { Outputs } from "../../app/trpc.ts";

export type MyCallBack = NonNullable<Outputs["callBacks"]["mine"]>;

/** Where one's request stands; null for one that was taken back, which is as if it never was. */
export function callBackWords({ state, askedAt, closedAt, answer }: MyCallBack, timeZone: string): string | null {
  if (state === "withdrawn") return null;
  const asked = `You asked for help on ${momentOf(askedAt, timeZone)}.`;
  if (state === "open") return `${asked} Your organiser has your week as it was then, and answers here.`;
  const when = closedAt ? ` on ${momentOf(closedAt, timeZone)}` : "";
  return answer ? `Your organiser answered${when}: “${answer}”` : `Your organiser dealt with your request${when}.`;
}
