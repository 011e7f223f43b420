import { Cohort } from "@muster/db/entities/cohort";
import { selectRows } from "@muster/db/queries/select-rows";
import type { Effect, QuestionState } from "@muster/domain/question";
import type { Interval } from "@muster/domain/week";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";

export interface AskedQuestion {
  questionId: number;
  personId: number;
  name: string;
  /** In their own week, on the clock of `timeZone`. */
  window: Interval;
  timeZone: string;
  groupStart: number;
  /** The group it is about, by name. */
  group: string | null;
  by: string | null;
  askedAt: Date;
  untilAt: Date;
  state: Exclude<QuestionState, "withdrawn">;
  closedAt: Date | null;
  /** What came of a yes. */
  effect: Effect | null;
}

/** For how long an answer is told. */
const TOLD_MS = 30 * 86_400_000;

/** Whom organisers of a cohort ask, and what those said lately, the latest first; what was taken back is not told. */
export async function questionsOf(ctx: Context, { cohortId }: { cohortId: number }): Promise<AskedQuestion[]> {
  if (!(await ctx.em.findOne(Cohort, cohortId))) throw new NotFound("There is no such cohort.");
  const now = ctx.clock();
  return selectRows<AskedQuestion>(
    ctx.em,
    `select question.id as "questionId", person.id as "personId", ${nameOf("person")} as name,
            jsonb_build_object('start', question.start_minute, 'end', question.end_minute) as window,
            question.time_zone as "timeZone", question.group_start as "groupStart", groups.name as "group",
            case when asker.id is null then null else ${nameOf("asker")} end as by,
            question.asked_at as "askedAt", question.until as "untilAt", question.closed_at as "closedAt", question.effect,
            case when question.state = 'open' and question.until <= ? then 'expired' else question.state end as state
     from questions question
     join people person on person.id = question.person_id and person.deleted_at is null
     left join people asker on asker.id = question.asked_by_id and asker.deleted_at is null
     left join groups on groups.id = question.group_id
     where question.cohort_id = ? and question.state <> 'withdrawn' and (question.closed_at is null or question.closed_at >= ?)
     order by question.id desc`,
    [now, cohortId, new Date(now.getTime() - TOLD_MS)],
  );
}

const nameOf = (alias: string): string =>
  `coalesce(nullif(${alias}.name, ''), ${alias}.discord_username, 'User ' || ${alias}.id)`;
