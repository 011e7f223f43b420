import { availabilitySchema, normaliseAvailability, type Availability } from "@muster/domain/availability";
import { isTimeZone } from "@muster/domain/time-zone";

/** A painted week with the zone whose wall clock it follows. */
export interface ZonedWeek {
  week: Availability;
  timeZone: string;
}

export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const key = (personId: number): string => `muster.week-draft.${personId}`;

/** Keeps what is not saved yet on this device, so that a dead network or a closed window loses nothing (AG-20). */
export function keepDraft(shelf: Shelf, personId: number, { week, timeZone }: ZonedWeek): void {
  try {
    shelf.setItem(key(personId), JSON.stringify({ ...week, timeZone }));
  } catch {
    // A full or forbidden shelf: the page still holds the week.
  }
}

/** The draft of last time, or null where there is none or it cannot be understood. */
export function readDraft(shelf: Shelf, personId: number): ZonedWeek | null {
  try {
    const { timeZone, ...week } = JSON.parse(shelf.getItem(key(personId)) ?? "{}") as Record<string, unknown>;
    const parsed = availabilitySchema.safeParse(week);
    if (!parsed.success || typeof timeZone !== "string" || !isTimeZone(timeZone)) return null;
    return { week: normaliseAvailability(parsed.data), timeZone };
  } catch {
    return null;
  }
}

export function forgetDraft(shelf: Shelf, personId: number): void {
  try {
    shelf.removeItem(key(personId));
  } catch {
    // Nothing was kept there either.
  }
}
