import { rowIdSchema } from "@muster/domain/row-id";
import { z } from "zod";
import { member, router } from "../trpc.ts";
import { cancelVisit } from "./cancel.ts";
import { myVisits } from "./mine.ts";
import { visitOptions } from "./options.ts";
import { visitGroup } from "./visit.ts";

export const visitsRouter = router({
  options: member({ scope: "cohort" })
    .input(z.strictObject({ cohortId: rowIdSchema }))
    .query(({ ctx, input }) => visitOptions(ctx, input)),
  mine: member({ scope: "own" }).query(({ ctx }) => myVisits(ctx)),
  visit: member({ scope: "group", limit: "join" })
    .input(z.strictObject({ homeMeetingId: rowIdSchema, hostMeetingId: rowIdSchema }))
    .mutation(({ ctx, input }) => visitGroup(ctx, input)),
  cancel: member({ scope: "own", limit: "join" })
    .input(z.strictObject({ visitId: rowIdSchema }))
    .mutation(({ ctx, input }) => cancelVisit(ctx, input)),
});
