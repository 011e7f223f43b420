import { Cohort } from "@muster/db/entities/cohort";
import { GroupingRule } from "@muster/db/entities/grouping-rule";
import { isOpen } from "@muster/domain/cohort";
import type { GroupingRuleInput } from "@muster/domain/grouping-rule";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { together, type Tx } from "../transaction.ts";
import { keepRule, lockRules, ringRule, type KeptRule } from "./keep-rule.ts";

/**
 * An organiser says who is to share a group with whom, or who is not (GR-13). Groups as they are stay: what they break is
 * a hard conflict, and the next run keeps it. Saying the same twice is saying it once.
 */
export function addRule(ctx: Context, input: GroupingRuleInput & { cohortId: number }): Promise<KeptRule> {
  const { cohortId, kind, personIds, scope, note } = input;
  return together(ctx, async (tx) => {
    const cohort = await tx.em.findOne(Cohort, cohortId);
    if (!cohort) throw new NotFound("There is no such cohort.");
    if (!isOpen(cohort)) throw new Conflict("This cohort is closed, so that nobody is grouped any more.");
    await refuseStrangers(tx, { cohortId, personIds });
    await lockRules(tx);
    const kept = await keepRule(tx, { kind, personIds, cohortId: scope === "cohort" ? cohortId : null, note });
    if (!kept.isNew) return kept;
    await audit(tx, {
      action: "rules.add",
      object: `rule:${kept.ruleId}`,
      // The note's words stay out of what is never removed.
      after: { kind, people: personIds, scope },
      cohortId,
    });
    await ringRule(tx, await tx.em.findOneOrFail(GroupingRule, kept.ruleId));
    return kept;
  });
}

/** Whoever is neither signed up nor in a group here does not exist here. */
async function refuseStrangers(
  tx: Tx,
  { cohortId, personIds }: { cohortId: number; personIds: readonly number[] },
): Promise<void> {
  const found = await tx.em.execute<{ id: number }[]>(
    `select person.id from people person
     where person.deleted_at is null and person.id in (${personIds.map(() => "?").join(", ")})
       and (exists (select from signups where person_id = person.id and cohort_id = ?)
         or exists (select from memberships where person_id = person.id and cohort_id = ? and status = 'active'))`,
    [...personIds, cohortId, cohortId],
  );
  if (found.length < personIds.length)
    throw new NotFound("One of these people has not signed up for this cohort.", { field: "personIds" });
}
