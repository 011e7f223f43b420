import type { EntityManager } from "../orm.ts";
import { isAwaiting } from "./awaiting.ts";
import { selectRows } from "./select-rows.ts";

export interface SchedulableCohort {
  cohortId: number;
  cohortName: string;
  courseName: string;
  courseSlug: string;
  /** How many wait to be grouped; never 0. */
  pendingUsers: number;
}

/** Open cohorts in which somebody waits to be grouped, the earliest start first (QRY1). */
export function schedulableCohorts(em: EntityManager): Promise<SchedulableCohort[]> {
  return selectRows(
    em,
    `select cohort.id as "cohortId", cohort.name as "cohortName", course.title as "courseName",
            course.slug as "courseSlug", count(*) as "pendingUsers"
     from cohorts cohort
     join courses course on course.id = cohort.course_id
     join signups signup on signup.cohort_id = cohort.id
     join people person on person.id = signup.person_id
     where cohort.status = 'active' and ${isAwaiting}
     group by cohort.id, course.id
     order by cohort.start_date, cohort.id`,
  );
}
