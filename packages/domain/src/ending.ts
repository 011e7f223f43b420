import { rowIdSchema } from "./row-id.ts";
import { z } from "zod";
import { wordsSchema } from "./plain-text.ts";

export const endReasonSchema = wordsSchema(300, "A reason has at most 300 letters").transform(
  (reason) => reason || null,
);

/** The ways a group or a whole cohort comes to its end, or back to where it was before it was realized: what is planned, then done. */
export const endingDeedSchema = z.discriminatedUnion("verb", [
  z.strictObject({ verb: z.literal("complete"), groupId: rowIdSchema }),
  z.strictObject({ verb: z.literal("cancel"), groupId: rowIdSchema }),
  z.strictObject({ verb: z.literal("merge"), groupId: rowIdSchema, intoGroupId: rowIdSchema }),
  z.strictObject({ verb: z.literal("close"), cohortId: rowIdSchema, as: z.enum(["completed", "cancelled"]) }),
  z.strictObject({ verb: z.literal("unrealize"), cohortId: rowIdSchema }),
]);
export type EndingDeed = z.infer<typeof endingDeedSchema>;
