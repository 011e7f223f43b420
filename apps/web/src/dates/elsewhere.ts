import { meetingInstants, type MeetingSlot } from "@muster/domain/meeting-slot";
import { sameTimeZone } from "@muster/domain/time-zone";
import { momentOf, stretchOf } from "./instant-words.ts";

/** The same moment on other clocks: one's own, where it is another one, and UTC (SC-21). */
export function momentElsewhere(at: Date, { shown, own }: { shown: string; own: string }): string[] {
  const mine = sameTimeZone(shown, own) ? [] : [`Your time: ${momentOf(at, own)}`];
  return shown === "UTC" ? mine : [...mine, `UTC: ${momentOf(at, "UTC")}`];
}

/** A weekly slot on other clocks, as its first meeting is; later ones may differ where a clock changes. */
export function slotElsewhere(slot: MeetingSlot, { startDate, own }: { startDate: string; own: string }): string[] {
  const [first] = meetingInstants(slot, startDate, 1);
  if (!first) return [];
  const on = (timeZone: string) => stretchOf(first.startsAt, first.endsAt, timeZone);
  const mine = sameTimeZone(slot.timeZone, own) ? [] : [`Your time, first: ${on(own)}`];
  return slot.timeZone === "UTC" ? mine : [...mine, `UTC, first: ${on("UTC")}`];
}
