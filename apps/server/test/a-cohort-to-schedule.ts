import type { Cohort } from "@muster/db/entities/cohort";
import type { Person } from "@muster/db/entities/person";
import { Facilitator } from "@muster/db/entities/facilitator";
import type { EntityManager } from "@muster/db/orm";
import { aCohort, aPerson, aSignup } from "@muster/db/testing/builders";
import { parseIntervals } from "@muster/domain/week";
import { ANY_HOUR } from "@muster/domain/meeting-hours";
import type { SchedulingSettings } from "@muster/domain/scheduling-settings";

export const settings: SchedulingSettings = {
  meetingLengthMinutes: 60,
  stepMinutes: 30,
  minPeople: 3,
  maxPeople: 5,
  useIfNeeded: true,
  balance: true,
  civilHours: "prefer",
  meetingHours: ANY_HOUR,
  iterations: 50,
  timeLimitSeconds: 20,
  seed: 7,
};

export const free = (text: string) => ({ available: parseIntervals(text), ifNeeded: [] });

export interface Scheduled {
  cohort: Cohort;
  facilitators: Person[];
  tuesday: Person[];
  thursday: Person[];
  /** Free when nobody else is. */
  alone: Person;
  /** Has painted no week. */
  silent: Person;
}

/** Two evenings, a facilitator and four people for each; one free when nobody is, one who has not answered. */
export async function aCohortToSchedule(em: EntityManager): Promise<Scheduled> {
  const cohort = await aCohort(em, { minSize: 3, maxSize: 5 });
  const join = async (week: string | null, role: "participant" | "facilitator" = "participant") => {
    const person = await aPerson(
      em,
      week === null ? { availability: null, availabilityAt: null } : { availability: free(week) },
    );
    await aSignup(em, { cohort, person, role });
    if (role === "facilitator")
      await em
        .persist(em.create(Facilitator, { person, certifiedAt: new Date("2026-01-01T00:00:00Z"), maxGroups: 1 }))
        .flush();
    return person;
  };
  const four = async (week: string) => [await join(week), await join(week), await join(week), await join(week)];
  return {
    cohort,
    facilitators: [await join("T18:00 T20:00", "facilitator"), await join("R18:00 R20:00", "facilitator")],
    tuesday: await four("T18:00 T20:00"),
    thursday: await four("R18:00 R20:00"),
    alone: await join("U03:00 U05:00"),
    silent: await join(null),
  };
}
