import type { GroupCard } from "./fit.ts";

/** "2 in line, a seat offered": what waits for a group's seats; null while nobody does. */
export function lineWords({ waiting, offered }: Pick<GroupCard, "waiting" | "offered">): string | null {
  if (waiting === 0) return null;
  if (offered === 0) return `${waiting} in line`;
  return `${waiting} in line, ${offered === 1 ? "a seat" : `${offered} seats`} offered`;
}
