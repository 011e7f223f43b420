import { member, router } from "../trpc.ts";
import { setAvailability, weekInputSchema } from "./set.ts";
import { myWeek } from "./view.ts";

export const availabilityRouter = router({
  mine: member({ scope: "own" }).query(({ ctx }) => myWeek(ctx)),
  set: member({ scope: "own" })
    .input(weekInputSchema)
    .mutation(({ ctx, input }) => setAvailability(ctx, input)),
});
