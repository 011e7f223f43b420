import { z } from "zod";
import { wordsSchema } from "./plain-text.ts";

const id = z
  .number()
  .int()
  .positive()
  .max(2 ** 31 - 1);

export const endReasonSchema = wordsSchema(300, "A reason has at most 300 letters").transform(
  (reason) => reason || null,
);

/** The ways a group or a whole cohort comes to its end, or back to where it was before it was realized: what is planned, then done. */
export const endingDeedSchema = z.discriminatedUnion("verb", [
  z.strictObject({ verb: z.literal("complete"), groupId: id }),
  z.strictObject({ verb: z.literal("cancel"), groupId: id }),
  z.strictObject({ verb: z.literal("merge"), groupId: id, intoGroupId: id }),
  z.strictObject({ verb: z.literal("close"), cohortId: id, as: z.enum(["completed", "cancelled"]) }),
  z.strictObject({ verb: z.literal("unrealize"), cohortId: id }),
]);
export type EndingDeed = z.infer<typeof endingDeedSchema>;
