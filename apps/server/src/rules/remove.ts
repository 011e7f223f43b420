import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { together } from "../transaction.ts";
import { factsOf, findRule, type OneRule } from "./find-rule.ts";
import { lockRules, ringRule } from "./keep-rule.ts";

/** It holds no longer; `restoreRule` brings it back. Removing it twice is removing it once. */
export function removeRule(ctx: Context, { cohortId, ruleId }: OneRule): Promise<{ ruleId: number }> {
  return together(ctx, async (tx) => {
    await lockRules(tx);
    const rule = await findRule(tx, { cohortId, ruleId });
    if (rule.removedAt) return { ruleId };
    rule.removedAt = tx.clock();
    await audit(tx, { action: "rules.remove", object: `rule:${ruleId}`, before: factsOf(rule), cohortId });
    await ringRule(tx, rule);
    return { ruleId };
  });
}
