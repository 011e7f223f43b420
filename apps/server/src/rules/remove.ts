import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { together, type Tx } from "../transaction.ts";
import { factsOf, findRule, type OneRule } from "./find-rule.ts";
import { lockRules, ringRule } from "./keep-rule.ts";

/** It holds no longer; `restoreRule` brings it back. Removing it twice is removing it once. */
export function removeRule(ctx: Context, input: OneRule): Promise<{ ruleId: number }> {
  return together(ctx, (tx) => removeRuleIn(tx, input));
}

/** The same inside the caller's transaction. */
export async function removeRuleIn(tx: Tx, { cohortId, ruleId, reverts }: OneRule): Promise<{ ruleId: number }> {
  await lockRules(tx);
  const rule = await findRule(tx, { cohortId, ruleId });
  if (rule.removedAt) return { ruleId };
  rule.removedAt = tx.clock();
  const before = factsOf(rule);
  await audit(tx, { action: "rules.remove", object: `rule:${ruleId}`, before, cohortId, reverts: reverts ?? null });
  await ringRule(tx, rule);
  return { ruleId };
}
