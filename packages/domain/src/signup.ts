/** Why somebody could not be placed. From the sixth on they are ours; the others kept the predecessor's names. */
export const UNPLACED_REASONS = [
  "no_availability",
  "no_facilitator_overlap",
  "facilitator_capacity",
  "insufficient_group_size",
  "no_overlap_with_others",
  "facilitator_not_certified",
  "outcompeted",
  "not_needed",
  "kept_together",
  "kept_apart",
] as const;
export type UnplacedReason = (typeof UNPLACED_REASONS)[number];

/** The state of a sign-up as pages and commands show it; always derived, never stored (C2). */
export const GROUPING_STATUSES = [
  "awaiting_grouping",
  "grouped",
  "ungroupable",
  "paused",
  "deferred",
  "left_out",
] as const;
export type GroupingStatus = (typeof GROUPING_STATUSES)[number];

/** Ungroupable people are candidates again in every run (C30), so a place wins over an old reason. */
export function groupingStatus(signup: {
  activePlaces: number;
  ungroupableReason: UnplacedReason | null;
  /** How they do not take part, or that an organiser leaves them out. */
  away?: "paused" | "deferred" | "left_out" | null;
}): GroupingStatus {
  if (signup.activePlaces > 0) return "grouped";
  if (signup.away) return signup.away;
  return signup.ungroupableReason === null ? "awaiting_grouping" : "ungroupable";
}

/** What of a sign-up says whether somebody takes part. */
export interface Standing {
  pausedAt: Date | null;
  /** The later cohort they come to instead. */
  deferredTo: unknown;
}

/** Signed up, and neither placed nor told of anything until they come back (JS-13). */
export const isAway = ({ pausedAt, deferredTo }: Standing): boolean => pausedAt !== null || deferredTo !== null;
