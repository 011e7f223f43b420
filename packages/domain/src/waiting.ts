/**
 * One person's wait for a seat in one full group (JS-11). `waiting` and `offered` stand in line; the others are how a wait
 * came to its end: they took the seat, said no, did not answer, stepped out of the line, or the line itself was closed.
 */
export const WAIT_STATES = ["waiting", "offered", "accepted", "declined", "expired", "left", "ended"] as const;
export type WaitState = (typeof WAIT_STATES)[number];

export const IN_LINE = ["waiting", "offered"] as const satisfies readonly WaitState[];
export const isInLine = (state: WaitState): boolean => state === "waiting" || state === "offered";

/** How long an offered seat is kept for somebody; pages and letters say it. */
export const OFFER_HOURS = 24;

/** Until when a seat is kept: a day, and for a newcomer no longer than they could still come, which is the first meeting. */
export function offerUntil(now: Date, lastChance: Date | null): Date {
  const until = now.getTime() + OFFER_HOURS * 3_600_000;
  return new Date(lastChance === null ? until : Math.min(until, lastChance.getTime()));
}

/** "2 ahead of you"; to whoever is the first or would be, "nobody ahead of you". */
export const aheadWords = (ahead: number): string => (ahead === 0 ? "nobody ahead of you" : `${ahead} ahead of you`);
