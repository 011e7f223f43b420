import type { MyCohort } from "./my-cohort.ts";

type Placed = Pick<MyCohort, "status" | "startDate"> & {
  groups: readonly { nextMeeting: { startsAt: Date } | null }[];
};

/**
 * The order in which a member's cohorts stand: open ones before closed ones, the one with the nearest meeting first, then
 * those without a group by their start; closed ones the latest first.
 */
export function whatMattersFirst<C extends Placed>(mine: readonly C[]): C[] {
  return mine.toSorted((one, other) => {
    if (one.status === "active" && other.status === "active")
      return next(one) - next(other) || (one.startDate < other.startDate ? -1 : 1);
    if (one.status === "active" || other.status === "active") return one.status === "active" ? -1 : 1;
    return one.startDate < other.startDate ? 1 : -1;
  });
}

const next = ({ groups }: Placed): number =>
  Math.min(
    Number.MAX_SAFE_INTEGER,
    ...groups.flatMap(({ nextMeeting }) => (nextMeeting ? [nextMeeting.startsAt.getTime()] : [])),
  );
