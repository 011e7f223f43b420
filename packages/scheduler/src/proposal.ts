import type { UnplacedReason } from "@muster/domain/signup";

/** How a place suits its person: 1 where every minute is available, 0.9 where some are only if needed. */
export type Weight = 1 | 0.9;

export interface ProposedMember {
  id: string;
  weight: Weight;
}

export interface ProposedGroup {
  /** `Group 1`, in order of start. */
  name: string;
  /** Minute of the cohort's week; `end` is start + length and may pass 10,080. */
  start: number;
  end: number;
  /** `Tuesday 19:00-20:00`. */
  time: string;
  facilitatorId: string | null;
  /** The facilitator first, then by id. */
  memberIds: string[];
  members: ProposedMember[];
  /** Dates on which this wall time is skipped or doubled by a clock change in the cohort's zone (TZ-8). */
  clockNotes: { date: string; clock: "moved_forward" | "first_of_two" }[];
}

/** People who join a group that already stands. */
export interface Joining {
  groupId: string;
  start: number;
  memberIds: string[];
}

/** Somebody who could come to a group on some of its dates only; never placed there silently. */
export interface PartlyFree {
  personId: string;
  groupName: string;
  start: number;
  /** Dates (the group's own calendar) they would miss, of `meetings`. */
  missedDates: string[];
  meetings: number;
}

/** A change to what was asked. Times of people are in their own week, `groupStart` in the cohort's. */
export type Change =
  | { kind: "free_time"; personId: string; start: number; end: number; groupStart: number }
  | { kind: "minimum"; minPeople: number }
  | { kind: "maximum"; maxPeople: number }
  | { kind: "more_groups"; facilitatorId: string; maxGroups: number }
  | { kind: "another_facilitator"; start: number; end: number };

/** A small change that would place a person: `applyChange` makes it, and a run from this proposal gives these numbers. */
export interface Remedy {
  change: Change;
  /** One plain sentence for an organiser. */
  sentence: string;
  /** What a run from this proposal with this change gave, in which the person has a place. */
  quality: number;
  placed: number;
  /** Who had a place and would have another one: the run that makes the change starts from this proposal. */
  movedIds: string[];
  /** Who had a place and would have none. */
  lostIds: string[];
}

export interface UnplacedPerson {
  id: string;
  reason: UnplacedReason;
  /** The numbers behind the reason; each can be counted again from the problem. */
  details: Record<string, number>;
  remedies: Remedy[];
}

export type Phase = "greedy" | "improve" | "prove" | "branch" | "settle" | "explain";

/** How a run came to its end. */
export type Ending = "proven" | "count" | "time" | "stopped";

export interface Proposal {
  groups: ProposedGroup[];
  joinings: Joining[];
  /** Everybody without a place; idle facilitators with `not_needed`. */
  unplaced: UnplacedPerson[];
  partly: PartlyFree[];
  quality: number;
  /** Distinct people, facilitators included. */
  placed: number;
  total: number;
  upperBound: number;
  proven: boolean;
  ending: Ending;
  attempts: number;
  /** Which attempt led to this; -1 where none gave a group or the exact solver found it alone. */
  bestAttempt: number;
  seed: number;
  elapsedMs: number;
  /** Milliseconds by phase. */
  phases: Partial<Record<Phase, number>>;
  /** Largest minus smallest group. */
  spread: number;
  /** Members times meetings between 07:00 and 22:00 of their own clock, as a share of all. */
  civilShare: number;
  /** With an earlier proposal: who changes group or time, loses or gains a place. */
  changedIds: string[];
}

/** A point of the chart of best and bound over time. */
export interface ProgressPoint {
  elapsedMs: number;
  quality: number;
  upperBound: number;
}

/** At most ten a second and at least one while a run works. */
export interface Progress {
  phase: Phase;
  attempts: number;
  attemptsTotal: number;
  quality: number;
  placed: number;
  total: number;
  groups: number;
  upperBound: number;
  /** More people than this no grouping of at most that quality could place: what "at most 1 more possible" says. */
  mostMore: number;
  /** `(upperBound - quality) / upperBound`, 0 when nothing can be won any more. */
  gap: number;
  elapsedMs: number;
  estimatedRemainingMs: number | null;
  series: ProgressPoint[];
}
