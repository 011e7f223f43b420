import { selectRows } from "@muster/db/queries/select-rows";
import type { CohortStatus } from "@muster/domain/cohort";
import type { Context } from "../context.ts";
import { stageOf, type Stage } from "./stage.ts";

export interface CohortCard {
  id: number;
  name: string;
  course: { id: number; title: string };
  status: CohortStatus;
  startDate: string;
  timeZone: string;
  people: number;
  answered: number;
  facilitators: number;
  groups: { preview: number; active: number };
  placed: number;
  stage: Stage;
}

interface CardRow extends Omit<CohortCard, "course" | "groups" | "stage"> {
  courseId: number;
  courseTitle: string;
  previews: number;
  realizing: number;
  active: number;
  runs: number;
}

/** Every cohort as a card, the next to start first; one query whatever their number. */
export async function listCohorts(ctx: Context): Promise<CohortCard[]> {
  return (await selectRows<CardRow>(ctx.em, `${cards} order by cohort.start_date desc, cohort.id desc`)).map(cardOf);
}

/** One cohort's card, or null. */
export async function cohortCard(ctx: Context, cohortId: number): Promise<CohortCard | null> {
  const [row] = await selectRows<CardRow>(ctx.em, `${cards} where cohort.id = ?`, [cohortId]);
  return row ? cardOf(row) : null;
}

const cards = `
  select cohort.id, cohort.name, cohort.status, cohort.start_date as "startDate", cohort.time_zone as "timeZone",
         course.id as "courseId", course.title as "courseTitle",
         coalesce(asked.people, 0) as people, coalesce(asked.answered, 0) as answered,
         coalesce(asked.facilitators, 0) as facilitators, coalesce(asked.placed, 0) as placed,
         coalesce(made.previews, 0) as previews, coalesce(made.realizing, 0) as realizing,
         coalesce(made.active, 0) as active,
         (select count(*) from schedule_runs run where run.cohort_id = cohort.id and run.deleted_at is null) as runs
  from cohorts cohort join courses course on course.id = cohort.course_id
  left join lateral (
    select count(*) as people, count(person.availability) as answered,
           count(*) filter (where signup.role = 'facilitator') as facilitators,
           count(*) filter (where exists (
             select from memberships held join groups on groups.id = held.group_id
             where held.person_id = signup.person_id and held.cohort_id = cohort.id and ((held.status = 'active' and groups.status in ('preview', 'active'))
                 or (held.status = 'completed' and held.role = 'participant')))) as placed
    from signups signup join people person on person.id = signup.person_id
    where signup.cohort_id = cohort.id and person.deleted_at is null
  ) asked on true
  left join lateral (
    select count(*) filter (where status = 'preview') as previews,
           count(*) filter (where status = 'preview' and realize_requested_at is not null) as realizing,
           count(*) filter (where status = 'active') as active
    from groups where groups.cohort_id = cohort.id
  ) made on true`;

function cardOf({ courseId, courseTitle, previews, realizing, active, runs, ...row }: CardRow): CohortCard {
  return {
    ...row,
    course: { id: courseId, title: courseTitle },
    groups: { preview: previews, active },
    stage: stageOf({ people: row.people, answered: row.answered, runs, previews, realizing, active }),
  };
}
