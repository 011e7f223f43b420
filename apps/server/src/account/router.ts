import { PERSONAS } from "@muster/domain/persona";
import { z } from "zod";
import { anyone, member, router } from "../trpc.ts";
import { personas, signInAs } from "./personas.ts";
import { signOut } from "./sign-out.ts";
import { viewAccount } from "./view.ts";

export const accountRouter = router({
  viewer: anyone({ scope: "own" }).query(({ ctx }) => viewAccount(ctx)),
  personas: anyone({ scope: "nothing" }).query(({ ctx }) => personas(ctx)),
  signInAs: anyone({ scope: "own" })
    .input(z.strictObject({ persona: z.enum(PERSONAS) }))
    .mutation(({ ctx, input }) => signInAs(ctx, input)),
  signOut: member({ scope: "own" }).mutation(({ ctx }) => signOut(ctx)),
});
