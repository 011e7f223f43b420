import { rowIdSchema } from "@muster/domain/row-id";
import { z } from "zod";
import { wordsSchema } from "@muster/domain/plain-text";
import { anyone, member, organiser, router } from "../trpc.ts";
import { bringBack } from "./bring-back.ts";
import { comeBack } from "./come-back.ts";
import { defer } from "./defer.ts";
import { readInvitation } from "./invitation.ts";
import { laterCohorts } from "./later-cohorts.ts";
import { leaveOut } from "./leave-out.ts";
import { myCohorts } from "./mine.ts";
import { pause } from "./pause.ts";
import { signUp, signUpCodeSchema, signUpSchema } from "./sign-up.ts";
import { withdraw } from "./withdraw.ts";

const ofCohort = z.strictObject({ cohortId: rowIdSchema });
const ofPerson = ofCohort.extend({ personId: rowIdSchema });
const reason = wordsSchema(500, "A reason has at most 500 letters")
  .transform((words) => words || null)
  .optional();

export const signupsRouter = router({
  invitation: anyone({ scope: "code" })
    .input(z.strictObject({ code: signUpCodeSchema }))
    .query(({ ctx, input }) => readInvitation(ctx, input)),
  signUp: member({ scope: "code", limit: "join" })
    .input(signUpSchema)
    .mutation(({ ctx, input }) => signUp(ctx, input)),
  withdraw: member({ scope: "own" })
    .input(ofCohort)
    .mutation(({ ctx, input }) => withdraw(ctx, input)),
  pause: member({ scope: "own", limit: "join" })
    .input(ofCohort.extend({ reason }))
    .mutation(({ ctx, input }) => pause(ctx, input)),
  defer: member({ scope: "own", limit: "join" })
    .input(ofCohort.extend({ toCohortId: rowIdSchema, reason }))
    .mutation(({ ctx, input }) => defer(ctx, input)),
  comeBack: member({ scope: "own", limit: "join" })
    .input(ofCohort)
    .mutation(({ ctx, input }) => comeBack(ctx, input)),
  leaveOut: organiser({ scope: "cohort" })
    .input(ofPerson.extend({ reason }))
    .mutation(({ ctx, input }) => leaveOut(ctx, input)),
  bringBack: organiser({ scope: "cohort" })
    .input(ofPerson)
    .mutation(({ ctx, input }) => bringBack(ctx, input)),
  laterCohorts: member({ scope: "own" })
    .input(ofCohort)
    .query(({ ctx, input }) => laterCohorts(ctx, input)),
  mine: member({ scope: "own" }).query(({ ctx }) => myCohorts(ctx)),
});
