import type { GroupingRuleKind } from "@muster/domain/grouping-rule";
import type { Role } from "@muster/domain/membership";
import type { EntityManager } from "../orm.ts";
import { isAway } from "./awaiting.ts";
import { selectRows } from "./select-rows.ts";

export interface RulePerson {
  personId: number;
  name: string;
  role: Role;
  /** Signed up and not away, or in a live group. */
  takesPart: boolean;
}

export interface GroupingRuleRow {
  ruleId: number;
  kind: GroupingRuleKind;
  /** It holds in every cohort. */
  everywhere: boolean;
  /** The group whose people are not to be together again; in it they may be. */
  groupId: number | null;
  note: string | null;
  madeBy: string;
  madeAt: Date;
  /** Those of this cohort, by name. */
  people: RulePerson[];
  /** How many it is about beside them. */
  others: number;
}

/** Every rule of one cohort, and those of every cohort that are about at least two of its people; the latest first. */
export function groupingRules(em: EntityManager, cohortId: number): Promise<GroupingRuleRow[]> {
  return selectRows(
    em,
    `select rule.id as "ruleId", rule.kind, rule.cohort_id is null as everywhere, rule.group_id as "groupId", rule.note,
            rule.made_by as "madeBy", rule.created_at as "madeAt", coalesce(about.people, '[]') as people,
            about.total - coalesce(jsonb_array_length(about.people), 0) as others
     from grouping_rules rule
     cross join lateral (
       select count(*) as total, jsonb_agg(jsonb_build_object(
                'personId', person.id,
                'name', coalesce(nullif(person.name, ''), person.discord_username, 'User ' || person.id),
                'role', coalesce(signup.role, place.role),
                'takesPart', place.role is not null or not (${isAway})
              ) order by lower(person.name), person.id) filter (where signup.id is not null or place.role is not null) as people
       from grouping_rule_people about
       join people person on person.id = about.person_id and person.deleted_at is null
       left join signups signup on signup.person_id = person.id and signup.cohort_id = ?
       left join lateral (
         select membership.role from memberships membership
         join groups on groups.id = membership.group_id and groups.status in ('preview', 'active')
         where membership.person_id = person.id and membership.cohort_id = ? and membership.status = 'active' limit 1) place on true
       where about.rule_id = rule.id) about
     where rule.removed_at is null
       and (rule.cohort_id = ? or (rule.cohort_id is null and jsonb_array_length(about.people) >= 2))
     order by rule.id desc`,
    [cohortId, cohortId, cohortId],
  );
}

/** The open cohorts in which at least two of these people take part. */
export async function cohortsSharedBy(em: EntityManager, personIds: readonly number[]): Promise<number[]> {
  const rows = await em.execute<{ id: number }[]>(
    `select cohort.id from cohorts cohort join signups signup on signup.cohort_id = cohort.id
     where cohort.status = 'active' and signup.person_id in (${personIds.map(() => "?").join(", ")})
     group by cohort.id having count(*) >= 2 order by cohort.id`,
    [...personIds],
  );
  return rows.map(({ id }) => id);
}
