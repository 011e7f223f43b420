import { z } from "zod";

/** The sorts of things hands change on Discord that Muster does not put right at once. Access is always put right. */
export const DRIFT_SORTS = ["names", "places", "deletions", "roles"] as const;
export type DriftSort = (typeof DRIFT_SORTS)[number];

export const DRIFT_CHOICES = ["repair", "ask", "ignore"] as const;
export type DriftChoice = (typeof DRIFT_CHOICES)[number];

export type DriftPolicy = Record<DriftSort, DriftChoice>;

/** What happens until somebody decides otherwise (SY-3). */
export const defaultDriftPolicy: DriftPolicy = { names: "ignore", places: "ask", deletions: "ask", roles: "ask" };

export const driftPolicySchema = z.strictObject({
  names: z.enum(DRIFT_CHOICES),
  places: z.enum(DRIFT_CHOICES),
  deletions: z.enum(DRIFT_CHOICES),
  roles: z.enum(DRIFT_CHOICES),
});
