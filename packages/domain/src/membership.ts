import { z } from "zod";

export const ROLES = ["participant", "facilitator"] as const;
export const roleSchema = z.enum(ROLES, { error: "A role is participant or facilitator" });
export type Role = z.infer<typeof roleSchema>;

export const MEMBERSHIP_STATUSES = ["active", "left", "removed", "completed"] as const;
export type MembershipStatus = (typeof MEMBERSHIP_STATUSES)[number];

/** A participant holds one place in a cohort; a facilitator leads as many groups as they said they can. */
export const mayHoldAnother = (role: Role, held: number, maxGroups: number): boolean =>
  role === "facilitator" ? held < maxGroups : held === 0;

const UNDO_MS = 15 * 60_000;

/** Until when somebody can take back what they did with their own place, while the seat is free (JS-8). */
export const undoUntil = (at: Date): Date => new Date(at.getTime() + UNDO_MS);
