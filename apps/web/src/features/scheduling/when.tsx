import type { MeetingSlot } from "@muster/domain/meeting-slot";
import { deviceTimeZone } from "../../dates/clock.ts";
import { momentElsewhere, slotElsewhere } from "../../dates/elsewhere.ts";
import { momentOf } from "../../dates/instant-words.ts";
import { slotWords } from "../../dates/week-words.ts";
import { MoreWords } from "../../ui/more-words.tsx";

/** A moment in the cohort's zone, named; one's own clock and UTC at hover and focus (SC-21). */
export function Moment({ at, timeZone }: { at: Date; timeZone: string }) {
  return (
    <MoreWords lines={momentElsewhere(at, { shown: timeZone, own: deviceTimeZone() })}>
      {momentOf(at, timeZone)}
    </MoreWords>
  );
}

/** The same for a weekly slot, as its first meeting is. */
export function SlotTime({ slot, startDate }: { slot: MeetingSlot; startDate: string }) {
  return <MoreWords lines={slotElsewhere(slot, { startDate, own: deviceTimeZone() })}>{slotWords(slot)}</MoreWords>;
}
