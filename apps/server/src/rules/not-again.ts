import { Group } from "@muster/db/entities/group";
import { GroupingRule } from "@muster/db/entities/grouping-rule";
import { Membership } from "@muster/db/entities/membership";
import { MOST_PEOPLE_OF_A_RULE } from "@muster/domain/grouping-rule";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { together, type Tx } from "../transaction.ts";
import { keepRule, lockRules, ringRule, type KeptRule } from "./keep-rule.ts";

interface NotAgain {
  groupId: number;
  /** Whoever leads it, too: then none of them is ever led by the same person again. */
  withFacilitator: boolean;
}

/** The people of one group are not to be together again, in whichever cohort; this once they may (GR-13). */
export function notAgainTogether(ctx: Context, { groupId, withFacilitator }: NotAgain): Promise<KeptRule> {
  return together(ctx, async (tx) => {
    const group = await tx.em.findOne(Group, groupId);
    if (!group) throw new NotFound("There is no such group.");
    const personIds = await peopleOf(tx, { groupId, withFacilitator });
    if (personIds.length < 2) throw new Conflict(`There are no two people in ${group.name} to keep apart.`);
    if (personIds.length > MOST_PEOPLE_OF_A_RULE)
      throw new Conflict(
        `A rule is about at most ${MOST_PEOPLE_OF_A_RULE} people, and ${group.name} has ${personIds.length}.`,
      );
    await lockRules(tx);
    const kept = await keepRule(tx, { kind: "apart", personIds, cohortId: null, groupId });
    if (!kept.isNew) return kept;
    await audit(tx, {
      action: "rules.notAgain",
      object: `rule:${kept.ruleId}`,
      after: { kind: "apart", people: personIds, scope: "everywhere", group: groupId },
      cohortId: group.cohort.id,
    });
    await ringRule(tx, await tx.em.findOneOrFail(GroupingRule, kept.ruleId));
    return kept;
  });
}

/** Who is in it now, or was when it was completed. */
async function peopleOf(tx: Tx, { groupId, withFacilitator }: NotAgain): Promise<number[]> {
  const members = await tx.em.find(Membership, {
    group: groupId,
    status: { $in: ["active", "completed"] },
    person: { deletedAt: null },
    ...(withFacilitator ? {} : { role: "participant" }),
  });
  return [...new Set(members.map(({ person }) => person.id))].toSorted((a, b) => a - b);
}
