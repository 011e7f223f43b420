import { z } from "zod";
import { nameSchema, wordsSchema } from "./plain-text.ts";

/** The life of a group (domain: 4.1): proposed, realized, and one of three ways to end. */
export const GROUP_STATUSES = ["preview", "active", "completed", "merged", "cancelled"] as const;
export type GroupStatus = (typeof GROUP_STATUSES)[number];

/** A group that still meets or is going to: it holds seats, and its members are not candidates for another run. */
export const LIVE_GROUP_STATUSES = ["preview", "active"] as const satisfies readonly GroupStatus[];
export const isLive = (status: GroupStatus): boolean => status === "preview" || status === "active";

const next: Record<GroupStatus, readonly GroupStatus[]> = {
  preview: ["active", "merged", "cancelled"],
  active: ["completed", "merged", "cancelled"],
  completed: [],
  merged: [],
  cancelled: [],
};

export const canBecome = (from: GroupStatus, to: GroupStatus): boolean => next[from].includes(to);

/** A status does not lead where somebody wanted to go. */
export class ForbiddenTransition extends Error {
  override name = "ForbiddenTransition";
  readonly from: GroupStatus;
  readonly to: GroupStatus;
  constructor(from: GroupStatus, to: GroupStatus) {
    super(`A group that is ${from} cannot become ${to}`);
    this.from = from;
    this.to = to;
  }
}

/** Returns `to`, or throws ForbiddenTransition. */
export function transition(from: GroupStatus, to: GroupStatus): GroupStatus {
  if (!canBecome(from, to)) throw new ForbiddenTransition(from, to);
  return to;
}

/** The one rule for seats: a group's own limit wins over its cohort's. */
export const seatsOf = (group: { maxSize: number | null }, cohort: { maxSize: number }): number =>
  group.maxSize ?? cohort.maxSize;

/** `Group 9` after `Group 8`: numbering goes on through later runs (C31). */
export function nextGroupNames(used: readonly string[], count: number): string[] {
  const highest = Math.max(0, ...used.map((name) => Number(/^Group (\d+)$/.exec(name)?.[1] ?? 0)));
  return Array.from({ length: count }, (_, index) => `Group ${highest + index + 1}`);
}

export const groupNameSchema = nameSchema({
  missing: "A group needs a name",
  tooLong: "A group's name has at most 80 letters",
});

/** The version of the group that a page read; another one is a Conflict that names what changed (GR-8). */
export const groupVersionSchema = z.number().int().nonnegative().optional();

/** Organisers' words among themselves (GR-12). Nothing is null. */
export const staffNoteSchema = wordsSchema(2_000, "A note has at most 2,000 letters")
  .nullable()
  .transform((note) => note || null);
