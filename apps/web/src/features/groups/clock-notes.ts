import { meetingInstants, type MeetingSlot } from "@muster/domain/meeting-slot";
import { dateOf, timeOf, weekdayOfInstant } from "../../dates/instant-words.ts";
import { listOf } from "../../ui/count-words.ts";

interface Someone {
  name: string;
  timeZone: string | null;
}

interface Series {
  slot: MeetingSlot;
  /** The first date to look at. */
  from: string;
  dates: number;
}

interface Shift {
  who: string;
  since: Date;
  /** Back to what it was on this date; null where it stays. */
  until: Date | null;
  time: string;
}

/**
 * `From 27 Oct 20:00 for Zanele and 23:30 for Arjun, on 27 Oct 14:00 for Ethan`: what the clocks do to a series for its
 * members, since it keeps its wall time in its own zone (TZ-1). Null where nothing moves.
 */
export function clockNote(series: Series, members: readonly Someone[]): string | null {
  const shifts = members.flatMap((member) => shiftOf(series, member) ?? []);
  const lasting = Map.groupBy(
    shifts.filter(({ until }) => until === null),
    ({ since }) => since.getTime(),
  );
  const passing = Map.groupBy(
    shifts.filter(({ until }) => until !== null),
    ({ since, until }) => `${since.getTime()} ${until!.getTime()}`,
  );
  const zone = series.slot.timeZone;
  const said = (those: readonly Shift[]) => listOf(those.map(({ time, who }) => `${time} for ${who}`));
  const parts = [
    ...[...lasting.values()].map((those) => `from ${dateOf(those[0]!.since, zone)} ${said(those)}`),
    ...[...passing.values()].map((those) => `${spanOf(those[0]!, zone)} ${said(those)}`),
  ];
  return parts.length === 0 ? null : `${parts.join(", ")}.`;
}

/** One date, or up to the last before it is as it was. */
function spanOf({ since, until }: Shift, zone: string): string {
  const last = new Date(until!.getTime() - 7 * 86_400_000);
  const [first, end] = [dateOf(since, zone), dateOf(last, zone)];
  return first === end ? `on ${first}` : `from ${first} to ${end}`;
}

function shiftOf({ slot, from, dates }: Series, { name, timeZone }: Someone): Shift | null {
  if (!timeZone) return null;
  const local = meetingInstants(slot, from, dates).map(({ startsAt }) => ({
    startsAt,
    wall: `${weekdayOfInstant(startsAt, timeZone)} ${timeOf(startsAt, timeZone)}`,
  }));
  const [first] = local;
  const at = local.findIndex(({ wall }) => wall !== first?.wall);
  const changed = local[at];
  if (!first || !changed) return null;
  const back = local.slice(at).find(({ wall }) => wall === first.wall);
  const sameDay = changed.wall.slice(0, 3) === first.wall.slice(0, 3);
  return {
    who: name.split(" ")[0] ?? name,
    since: changed.startsAt,
    until: back?.startsAt ?? null,
    time: sameDay ? changed.wall.slice(4) : changed.wall,
  };
}
