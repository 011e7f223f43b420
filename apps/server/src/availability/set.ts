import { Person } from "@muster/db/entities/person";
import { Signup } from "@muster/db/entities/signup";
import { availabilitySchema, normaliseAvailability, type Availability } from "@muster/domain/availability";
import { timeZoneSchema } from "@muster/domain/time-zone";
import type { z } from "zod";
import { ring } from "../bell.ts";
import type { Context, Signed } from "../context.ts";
import { together } from "../transaction.ts";

export const weekInputSchema = availabilitySchema.extend({ timeZone: timeZoneSchema });
type WeekInput = z.infer<typeof weekInputSchema>;

/** A person's week, normalised, with the zone it was painted in. Whoever looks at one of their cohorts hears of it. */
export async function setAvailability(
  ctx: Signed<Context>,
  { timeZone, ...painted }: WeekInput,
): Promise<{ availability: Availability; timeZone: string; savedAt: Date }> {
  const availability = normaliseAvailability(painted);
  const savedAt = ctx.clock();
  const { personId } = ctx.viewer;
  await together(ctx, async (tx) => {
    const person = await tx.em.findOneOrFail(Person, personId);
    Object.assign(person, { availability, timeZone, availabilityAt: savedAt });
    const signups = await tx.em.find(Signup, { person: personId });
    for (const signup of signups) await ring(tx, "cohort", signup.cohort.id);
    await ring(tx, "person", personId);
  });
  return { availability, timeZone, savedAt };
}
