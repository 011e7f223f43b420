import type { Group } from "@muster/db/entities/group";
import { Membership } from "@muster/db/entities/membership";
import type { EntityManager } from "@muster/db/orm";
import { groupingRules, type GroupingRuleRow } from "@muster/db/queries/grouping-rules";
import { isLive } from "@muster/domain/group";
import { weekMinuteOf } from "@muster/domain/meeting-slot";
import type { ProblemInput, StandingGroup } from "@muster/scheduler/problem";
import { inForce } from "../rules/in-force.ts";

interface Asked {
  cohortId: number;
  /** Who is to be placed. */
  candidates: readonly { personId: number }[];
  /** The cohort's groups, without those that are to make way. */
  groups: readonly Group[];
  /** Those of them that take people in. */
  standing: readonly StandingGroup[];
  stepMinutes: number;
}

export interface ProblemRules extends Required<Pick<ProblemInput, "rules" | "standing">> {
  /** Every rule of the cohort, whether anything hangs on it in this run or not. */
  all: GroupingRuleRow[];
}

/**
 * The rules as the scheduler reads them: about whom it places, and about who is in a group that it knows. Where somebody
 * is to be with a person whose group takes nobody in, it knows that group too, without a seat.
 */
export async function problemRules(em: EntityManager, asked: Asked): Promise<ProblemRules> {
  const { cohortId, candidates, groups, stepMinutes } = asked;
  const all = await groupingRules(em, cohortId);
  const live = groups.filter(({ status }) => isLive(status));
  const members = await membersIn(em, live);
  const waiting = new Set(candidates.map(({ personId }) => personId));
  const rules = inForce(all).filter(({ personIds }) => personIds.some((id) => waiting.has(id)));
  const sought = new Set(
    rules.flatMap(({ kind, personIds }) => (kind === "together" ? personIds.filter((id) => !waiting.has(id)) : [])),
  );
  const open = new Set(asked.standing.map(({ id }) => id));
  const full = live
    .filter(({ id }) => !open.has(String(id)) && (members.get(id) ?? []).some((one) => sought.has(one)))
    .map((group) => ({ id: String(group.id), start: onTheStep(weekMinuteOf(group), stepMinutes), room: 0 }));
  const standing = [...asked.standing, ...full].map((group) => ({
    ...group,
    memberIds: (members.get(Number(group.id)) ?? []).map(String),
  }));
  const known = new Set([...[...waiting].map(String), ...standing.flatMap(({ memberIds }) => memberIds)]);
  return {
    all,
    standing,
    rules: rules
      .map(({ kind, personIds }) => ({ kind, personIds: personIds.map(String).filter((id) => known.has(id)) }))
      .filter(({ personIds }) => personIds.length >= 2),
  };
}

/** A group without a seat may meet between two starts: nobody joins it. */
const onTheStep = (minute: number, step: number): number => minute - (minute % step);

async function membersIn(em: EntityManager, groups: readonly Group[]): Promise<Map<number, number[]>> {
  const ids = groups.map(({ id }) => id);
  const members = await em.find(Membership, { group: { $in: ids }, status: "active" }, { orderBy: { person: "asc" } });
  const byGroup = Map.groupBy(members, ({ group }) => group.id);
  return new Map([...byGroup].map(([id, held]) => [id, held.map(({ person }) => person.id)]));
}
