import { GroupingRule } from "@muster/db/entities/grouping-rule";
import { Group } from "@muster/db/entities/group";
import { Membership } from "@muster/db/entities/membership";
import { displayName } from "@muster/db/entities/person";
import { Signup } from "@muster/db/entities/signup";
import type { EntityManager } from "@muster/db/orm";
import type { Role } from "@muster/domain/membership";
import { seenFrom } from "../rules/find-rule.ts";
import { begunOnDiscord } from "./begun.ts";

export interface Place {
  membershipId: number;
  personId: number;
  groupId: number;
  role: Role;
}

/** A cohort as it is now, as far as taking something back depends on it. */
export interface CohortNow {
  groups: ReadonlyMap<number, Group>;
  /** Who is in which live group. */
  places: readonly Place[];
  /** Names of those who are signed up. */
  people: ReadonlyMap<number, string>;
  /** When people last chose a group for themselves. */
  ownMoves: ReadonlyMap<number, Date>;
  /** Ids of the rules about who shares a group that hold, in this cohort or in every one. */
  rules: ReadonlySet<number>;
  /** Previews of which something is on Discord, or on its way there. */
  begun: ReadonlySet<number>;
  isOpen: boolean;
}

export async function cohortNow(em: EntityManager, cohortId: number): Promise<CohortNow> {
  const groups = await em.find(Group, { cohort: cohortId }, { populate: ["cohort"], refresh: true });
  const members = await em.find(Membership, { cohort: cohortId, status: "active" }, { refresh: true });
  const signups = await em.find(Signup, { cohort: cohortId, person: { deletedAt: null } }, { populate: ["person"] });
  const moves = await em.execute<{ person_id: number; at: Date }[]>(
    "select person_id, max(at) as at from moves where cohort_id = ? and undone_at is null group by person_id",
    [cohortId],
  );
  const rules = await em.find(GroupingRule, { ...seenFrom(cohortId), removedAt: null }, { fields: ["id"] });
  const live = new Set(groups.filter((group) => group.isLive()).map(({ id }) => id));
  return {
    groups: new Map(groups.map((group) => [group.id, group])),
    places: members
      .filter(({ group }) => live.has(group.id))
      .map(({ id, person, group, role }) => ({ membershipId: id, personId: person.id, groupId: group.id, role })),
    people: new Map(signups.map(({ person }) => [person.id, displayName(person)])),
    ownMoves: new Map(moves.map(({ person_id, at }) => [person_id, new Date(at)])),
    rules: new Set(rules.map(({ id }) => id)),
    begun: await begunOnDiscord(em, groups),
    isOpen: groups.every(({ cohort }) => cohort.status === "active"),
  };
}
