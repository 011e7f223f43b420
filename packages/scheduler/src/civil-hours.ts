import { MINUTES_PER_DAY, modulo } from "@muster/domain/week";

const CIVIL_FROM = 7 * 60;
const CIVIL_UNTIL = 22 * 60;

/** Whether a meeting that begins at this minute of somebody's own week lies between 07:00 and 22:00. */
export function isCivil(minute: number, length: number): boolean {
  const from = modulo(minute) % MINUTES_PER_DAY;
  return from >= CIVIL_FROM && from + length <= CIVIL_UNTIL;
}
