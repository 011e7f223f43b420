import type { Outputs } from "../../app/trpc.ts";
import { countOf } from "../../ui/count-words.ts";

export type DeliveryHold = NonNullable<Outputs["notifications"]["held"]>;
type Waiting = Omit<DeliveryHold, "since">;

export const waitingIn = ({ letters, direct, inChannels }: Waiting): number => letters + direct + inChannels;

/** "3 letters, 1 direct message and 2 messages in channels wait." */
export function waitingWords({ letters, direct, inChannels }: Waiting): string {
  const parts = [
    ...(letters > 0 ? [countOf(letters, "letter")] : []),
    ...(direct > 0 ? [countOf(direct, "direct message")] : []),
    ...(inChannels > 0 ? [countOf(inChannels, "message in channels", "messages in channels")] : []),
  ];
  if (parts.length === 0) return "Nothing waits at the moment.";
  const verb = letters + direct + inChannels === 1 ? "waits" : "wait";
  return `${new Intl.ListFormat("en").format(parts)} ${verb}.`;
}
