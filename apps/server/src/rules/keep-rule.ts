import { Cohort } from "@muster/db/entities/cohort";
import { GroupingRule } from "@muster/db/entities/grouping-rule";
import { GroupingRulePerson } from "@muster/db/entities/grouping-rule-person";
import { cohortsSharedBy, groupingRules } from "@muster/db/queries/grouping-rules";
import type { GroupingRuleKind } from "@muster/domain/grouping-rule";
import { ring } from "../bell.ts";
import { Conflict } from "../refusal.ts";
import type { Tx } from "../transaction.ts";
import { whyImpossible } from "./why-impossible.ts";

export interface KeptRule {
  ruleId: number;
  /** False: the same was said before, and still holds. */
  isNew: boolean;
}

interface Said {
  kind: GroupingRuleKind;
  /** In ascending order. */
  personIds: readonly number[];
  /** Null: in every cohort. */
  cohortId: number | null;
  groupId?: number | null;
  note?: string | null;
}

/** Nobody else changes a rule meanwhile: whether rules go together is of the list as a whole. */
export const lockRules = (tx: Tx): Promise<unknown> =>
  tx.em.execute("lock table grouping_rules in share row exclusive mode");

/** The rule that says this already, for these very people. */
export const sameRule = (
  tx: Tx,
  { kind, cohortId, peopleKey }: { kind: GroupingRuleKind; cohortId: number | null; peopleKey: string },
): Promise<GroupingRule | null> =>
  tx.em.findOne(GroupingRule, { kind, cohort: cohortId, peopleKey, removedAt: null }, { refresh: true });

/** Writes a rule down, judged as it stands beside all others; the same one again is the one there is. The rules must be locked. */
export async function keepRule(
  tx: Tx,
  { kind, personIds, cohortId, groupId = null, note = null }: Said,
): Promise<KeptRule> {
  const peopleKey = personIds.join();
  const same = await sameRule(tx, { kind, cohortId, peopleKey });
  if (same) return { ruleId: same.id, isNew: false };
  const rule = tx.em.create(GroupingRule, {
    kind,
    cohort: cohortId,
    group: groupId,
    peopleKey,
    note,
    madeBy: tx.actor.words,
    createdAt: tx.clock(),
  });
  await tx.em.persist(rule).flush();
  for (const person of personIds) tx.em.persist(tx.em.create(GroupingRulePerson, { rule: rule.id, person }));
  await tx.em.flush();
  await refuseImpossible(tx, rule);
  return { ruleId: rule.id, isNew: true };
}

/** Refused where no grouping of a cohort it holds in could keep it with the others. */
export async function refuseImpossible(tx: Tx, rule: GroupingRule): Promise<void> {
  for (const { id, name, maxSize } of await cohortsOf(tx, rule)) {
    const rows = await groupingRules(tx.em, id);
    const rules = rows.map(({ kind, people }) => ({ kind, personIds: people.map(({ personId }) => personId) }));
    const why = whyImpossible(rules, { people: rows.flatMap(({ people }) => people), maxSize });
    if (why) throw new Conflict(rule.cohort === null ? `In ${name}, ${why}` : why, { field: "personIds" });
  }
}

/** Whoever looks at a cohort in which the rule holds looks again. */
export async function ringRule(tx: Tx, rule: GroupingRule): Promise<void> {
  for (const { id } of await cohortsOf(tx, rule)) await ring(tx, "cohort", id);
}

async function cohortsOf(tx: Tx, { cohort, peopleKey }: GroupingRule): Promise<Cohort[]> {
  const ids = cohort ? [cohort.id] : await cohortsSharedBy(tx.em, peopleKey.split(",").map(Number));
  return tx.em.find(Cohort, { id: { $in: ids } }, { orderBy: { id: "asc" } });
}
