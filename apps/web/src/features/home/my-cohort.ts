import type { Outputs } from "../../app/trpc.ts";

/** A cohort one is signed up for, with one's place in it. */
export type MyCohort = Outputs["signups"]["mine"][number];
export type MyGroup = MyCohort["groups"][number];
