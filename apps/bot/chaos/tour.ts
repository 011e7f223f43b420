import { BOUNDARIES, type Boundary, type ReachedBy } from "./boundaries.ts";
import type { Deed, Schedule, Strike } from "./schedule.ts";

const CAST = { members: [2], others: 1, absent: [1], meetings: 1 };

/**
 * Every boundary once, in as few schedules as that takes: those that die come back in the middle of the same work, so
 * that several boundaries are struck in one realization, in the order in which a round meets them.
 */
export function tour(): Schedule[] {
  const reached = (by: ReachedBy) => BOUNDARIES.filter(({ reachedBy }) => reachedBy === by).map(strikeAt);
  const realize = reached("realize");
  // The one that leaves a letter claimed goes first: a later telling wakes the post, and nobody waits for the minute.
  const schedules = [2, 0, 1].map((part): Schedule => {
    const strikes = realize.filter((_, index) => index % 3 === part);
    return { seed: part, cast: CAST, acts: [{ deeds: [{ do: "realize" }], strikes }] };
  });
  for (const { by, deed } of AFTERWARDS) schedules[1]!.acts.push({ deeds: [deed], strikes: reached(by) });
  return schedules;
}

const AFTERWARDS: readonly { by: ReachedBy; deed: Deed }[] = [
  { by: "join", deed: { do: "join", person: 2, group: 0 } },
  { by: "leave", deed: { do: "leave", person: 2, group: 0 } },
  { by: "come", deed: { do: "come", person: 1 } },
];

/** The most natural victim of each; of whom there is a choice the database, which is back soonest. */
const strikeAt = ({ name, victims }: Boundary): Strike => ({
  boundary: name,
  nth: 1,
  victims: [victims.includes("database") ? "database" : victims[0]!],
  downMs: 0,
  landsAfterMs: null,
});
