import type { Fit } from "@muster/domain/availability";
import { seatsOf, seatWords, type Seat } from "./fit.ts";

const LOOK: Record<Seat, string> = { available: "y", if_needed: "m", not_free: "n", free: "o" };

interface SeatsProps {
  group: { members: readonly { fit: Fit }[]; seats: number };
  /** Where the marks are no seats. */
  label?: string;
}

/** One mark for each seat: solid, hatched, crossed, dotted. */
export function Seats({ group, label }: SeatsProps) {
  return (
    <span className="seats" role="img" aria-label={label ?? seatWords(group)}>
      {seatsOf(group).map((seat, at) => (
        <i key={at} className={LOOK[seat]} />
      ))}
    </span>
  );
}
