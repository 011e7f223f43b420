import type { EntityManager } from "@muster/db/orm";
import { groupingRules } from "@muster/db/queries/grouping-rules";
import { selectRows } from "@muster/db/queries/select-rows";
import { inForce, type RuleInForce } from "./in-force.ts";

export interface Place {
  personId: number;
  groupId: number;
}

/** What the rules of a cohort ask for, and where whomever they are about is. */
export interface RulesHere {
  rules: readonly RuleInForce[];
  /** In live groups. */
  places: readonly Place[];
  /** What people and groups are called. */
  person: (id: number) => string;
  group: (id: number) => string;
}

export async function readRules(em: EntityManager, cohortId: number): Promise<RulesHere> {
  const rows = await groupingRules(em, cohortId);
  const rules = inForce(rows);
  const people = new Map(rows.flatMap((row) => row.people.map(({ personId, name }) => [personId, name] as const)));
  const seats = rules.length === 0 ? [] : await seatsIn(em, cohortId);
  const groups = new Map(seats.map(({ groupId, name }) => [groupId, name]));
  return {
    rules,
    places: seats.flatMap(({ personId, groupId }) => (personId === null ? [] : [{ personId, groupId }])),
    person: (id) => people.get(id) ?? "Somebody",
    group: (id) => groups.get(id) ?? "another group",
  };
}

interface Seat {
  /** Null for a group that nobody is in. */
  personId: number | null;
  groupId: number;
  name: string;
}

const seatsIn = (em: EntityManager, cohortId: number): Promise<Seat[]> =>
  selectRows(
    em,
    `select membership.person_id as "personId", groups.id as "groupId", groups.name
     from groups left join memberships membership on membership.group_id = groups.id and membership.status = 'active'
     where groups.cohort_id = ? and groups.status in ('preview', 'active') order by groups.id, membership.person_id`,
    [cohortId],
  );

/** Somebody who comes, goes or does both. */
export interface PlaceChange {
  personId: number;
  /** Left out: from wherever they are in this cohort. */
  from?: number | null;
  /** Null: to no group. */
  to: number | null;
}

/** Where everybody is once these have been done. */
export const placesAfter = (places: readonly Place[], changes: readonly PlaceChange[]): Place[] => [
  ...places.filter(
    (place) =>
      !changes.some(
        ({ personId, from }) => personId === place.personId && (from === undefined || from === place.groupId),
      ),
  ),
  ...changes.flatMap(({ personId, to }) => (to === null ? [] : [{ personId, groupId: to }])),
];
