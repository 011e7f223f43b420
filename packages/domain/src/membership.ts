import { z } from "zod";

export const ROLES = ["participant", "facilitator"] as const;
export const roleSchema = z.enum(ROLES, { error: "A role is participant or facilitator" });
export type Role = z.infer<typeof roleSchema>;

export const MEMBERSHIP_STATUSES = ["active", "left", "removed", "completed"] as const;
export type MembershipStatus = (typeof MEMBERSHIP_STATUSES)[number];

/** A participant holds one place in a cohort; a facilitator leads as many groups as they said they can. */
export const mayHoldAnother = (role: Role, held: number, maxGroups: number): boolean =>
  role === "facilitator" ? held < maxGroups : held === 0;
