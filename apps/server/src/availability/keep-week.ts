import type { Person } from "@muster/db/entities/person";
import { Signup } from "@muster/db/entities/signup";
import type { Availability } from "@muster/domain/availability";
import { ring } from "../bell.ts";
import type { Tx } from "../transaction.ts";

interface KeptWeek {
  /** Normalised. */
  availability: Availability;
  timeZone: string;
}

/** The week somebody has from now on, with the zone it is read in. Whoever looks at one of their cohorts hears of it. */
export async function keepWeek(tx: Tx, person: Person, week: KeptWeek): Promise<Date> {
  const savedAt = tx.clock();
  Object.assign(person, { ...week, availabilityAt: savedAt });
  const signups = await tx.em.find(Signup, { person: person.id });
  for (const signup of signups) await ring(tx, "cohort", signup.cohort.id);
  await ring(tx, "person", person.id);
  return savedAt;
}
