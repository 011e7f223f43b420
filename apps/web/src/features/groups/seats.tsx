import type { Fit } from "@muster/domain/availability";
import { seatsOf, seatWords, type Seat } from "./fit.ts";

const LOOK: Record<Seat, string> = { available: "y", if_needed: "m", not_free: "n", free: "o" };

/** One mark for each seat: solid, hatched, crossed, dotted. */
export function Seats({ group }: { group: { members: readonly { fit: Fit }[]; seats: number } }) {
  return (
    <span className="seats" role="img" aria-label={seatWords(group)}>
      {seatsOf(group).map((seat, at) => (
        <i key={at} className={LOOK[seat]} />
      ))}
    </span>
  );
}
