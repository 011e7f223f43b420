import type { Outputs } from "../../app/trpc.ts";

type Signup = Outputs["signups"]["mine"][number];
export type MyGroup = Signup["groups"][number];

/** A cohort one is signed up for, with one's place in it. */
export interface MyCohort extends Signup {
  /** For somebody without a group: there is a seat to take at hours they marked. */
  seatFits: boolean;
}
