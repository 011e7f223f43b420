import type { EntityManager } from "../orm.ts";
import { selectRows } from "./select-rows.ts";

export interface RealizableCohort {
  cohortId: number;
  cohortName: string;
  courseName: string;
  courseSlug: string;
  numberOfMeetings: number;
  previewGroups: number;
}

/** Open cohorts with at least one group in preview, the earliest start first (QRY2, C3). */
export function realizableCohorts(em: EntityManager): Promise<RealizableCohort[]> {
  return selectRows(
    em,
    `select cohort.id as "cohortId", cohort.name as "cohortName", course.title as "courseName",
            course.slug as "courseSlug", cohort.number_of_meetings as "numberOfMeetings", count(*) as "previewGroups"
     from cohorts cohort
     join courses course on course.id = cohort.course_id
     join groups on groups.cohort_id = cohort.id and groups.status = 'preview'
     where cohort.status = 'active'
     group by cohort.id, course.id
     order by cohort.start_date, cohort.id`,
  );
}
