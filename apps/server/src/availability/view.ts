import { Person } from "@muster/db/entities/person";
import type { Availability } from "@muster/domain/availability";
import type { Context, Signed } from "../context.ts";

export interface MyWeek {
  availability: Availability | null;
  timeZone: string | null;
  savedAt: Date | null;
}

export async function myWeek(ctx: Signed<Context>): Promise<MyWeek> {
  const { availability, timeZone, availabilityAt } = await ctx.em.findOneOrFail(Person, ctx.viewer.personId);
  return { availability, timeZone, savedAt: availabilityAt };
}
