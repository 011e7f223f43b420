import { Invalid } from "../refusal.ts";

interface Hour {
  name: string;
  start: number;
  lengthMinutes: number;
}

/** A run makes groups of one length on its own starts: it cannot keep single people of a group that meets at any other hour. */
export function refuseOddHour(
  { name, start, lengthMinutes }: Hour,
  { stepMinutes, meetingLengthMinutes }: { stepMinutes: number; meetingLengthMinutes: number },
  { instead, field }: { instead: string; field: string },
): void {
  if (start % stepMinutes === 0 && lengthMinutes === meetingLengthMinutes) return;
  throw new Invalid(`A run cannot keep single people at the hour of ${name}. ${instead}`, { field });
}
