import { selectRows } from "@muster/db/queries/select-rows";
import type { EntityManager } from "@muster/db/orm";
import type { Context, Signed } from "../context.ts";

export interface LaterCohort {
  cohortId: number;
  name: string;
  startDate: string;
  timeZone: string;
}

/** Cohorts of the same course that start later and take sign-ups, the next first; none for a cohort one is not signed up for. */
export const laterCohorts = (ctx: Signed<Context>, { cohortId }: { cohortId: number }): Promise<LaterCohort[]> =>
  laterThan(ctx.em, { cohortId, personId: ctx.viewer.personId });

export function laterThan(
  em: EntityManager,
  { cohortId, personId }: { cohortId: number; personId: number },
): Promise<LaterCohort[]> {
  return selectRows(
    em,
    `select later.id as "cohortId", later.name, later.start_date as "startDate", later.time_zone as "timeZone"
     from signups signup
     join cohorts cohort on cohort.id = signup.cohort_id
     join cohorts later on later.course_id = cohort.course_id and later.start_date > cohort.start_date
       and later.status = 'active' and later.signups_open
     where signup.cohort_id = ? and signup.person_id = ?
     order by later.start_date, later.id`,
    [cohortId, personId],
  );
}
