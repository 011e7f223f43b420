import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { together, type Tx } from "../transaction.ts";
import { factsOf, findRule, type OneRule } from "./find-rule.ts";
import { lockRules, refuseImpossible, ringRule, sameRule } from "./keep-rule.ts";

/** A removed rule holds again, as it was and by whom it was said, unless others stand against it since. */
export function restoreRule(ctx: Context, input: OneRule): Promise<{ ruleId: number }> {
  return together(ctx, (tx) => restoreRuleIn(tx, input));
}

/** The same inside the caller's transaction. */
export async function restoreRuleIn(tx: Tx, { cohortId, ruleId, reverts }: OneRule): Promise<{ ruleId: number }> {
  await lockRules(tx);
  const rule = await findRule(tx, { cohortId, ruleId });
  const { kind, peopleKey } = rule;
  const same = await sameRule(tx, { kind, peopleKey, cohortId: rule.cohort?.id ?? null });
  if (same) return { ruleId: same.id };
  rule.removedAt = null;
  await tx.em.flush();
  await refuseImpossible(tx, rule);
  const after = factsOf(rule);
  await audit(tx, { action: "rules.restore", object: `rule:${ruleId}`, after, cohortId, reverts: reverts ?? null });
  await ringRule(tx, rule);
  return { ruleId };
}
