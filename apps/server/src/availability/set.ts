import { Person } from "@muster/db/entities/person";
import { availabilitySchema, normaliseAvailability, type Availability } from "@muster/domain/availability";
import { timeZoneSchema } from "@muster/domain/time-zone";
import type { z } from "zod";
import type { Context, Signed } from "../context.ts";
import { together } from "../transaction.ts";
import { keepWeek } from "./keep-week.ts";

export const weekInputSchema = availabilitySchema.extend({ timeZone: timeZoneSchema });
type WeekInput = z.infer<typeof weekInputSchema>;

/** A person's week as they painted it, normalised, with the zone it was painted in. */
export async function setAvailability(
  ctx: Signed<Context>,
  { timeZone, ...painted }: WeekInput,
): Promise<{ availability: Availability; timeZone: string; savedAt: Date }> {
  const availability = normaliseAvailability(painted);
  return together(ctx, async (tx) => {
    const person = await tx.em.findOneOrFail(Person, ctx.viewer.personId);
    const savedAt = await keepWeek(tx, person, { availability, timeZone });
    return { availability, timeZone, savedAt };
  });
}
