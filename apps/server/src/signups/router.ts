import { z } from "zod";
import { anyone, member, router } from "../trpc.ts";
import { readInvitation } from "./invitation.ts";
import { myCohorts } from "./mine.ts";
import { signUp, signUpCodeSchema, signUpSchema } from "./sign-up.ts";
import { withdraw } from "./withdraw.ts";

export const signupsRouter = router({
  invitation: anyone({ scope: "code" })
    .input(z.strictObject({ code: signUpCodeSchema }))
    .query(({ ctx, input }) => readInvitation(ctx, input)),
  signUp: member({ scope: "code", limit: "join" })
    .input(signUpSchema)
    .mutation(({ ctx, input }) => signUp(ctx, input)),
  withdraw: member({ scope: "own" })
    .input(z.strictObject({ cohortId: z.number().int().positive() }))
    .mutation(({ ctx, input }) => withdraw(ctx, input)),
  mine: member({ scope: "own" }).query(({ ctx }) => myCohorts(ctx)),
});
