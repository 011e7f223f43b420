import { z } from "zod";
import { nameSchema, wordsSchema } from "./plain-text.ts";

const name = nameSchema({ missing: "A name needs letters", tooLong: "A name has at most 80 letters" });

/** What an organiser calls the groups they accept, and a note about them (SC-16). Nothing is null. */
export const acceptanceSchema = z.strictObject({
  name: z
    .union(
      [
        z
          .string()
          .regex(/^\s*$/)
          .transform(() => null),
        name,
      ],
      { error: "A name has at most 80 letters" },
    )
    .nullable()
    .default(null),
  note: wordsSchema(500, "A note has at most 500 letters")
    .nullable()
    .default(null)
    .transform((note) => note || null),
});
export type Acceptance = z.infer<typeof acceptanceSchema>;
