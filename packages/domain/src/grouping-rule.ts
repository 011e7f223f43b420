import { z } from "zod";

/**
 * `together`: in one group or, where there is none for all of them, in none. `apart`: no two of them in one group.
 * An organiser's word about people (GR-13); who it is about never sees it.
 */
export const GROUPING_RULE_KINDS = ["together", "apart"] as const;
export type GroupingRuleKind = (typeof GROUPING_RULE_KINDS)[number];
export const groupingRuleKindSchema = z.enum(GROUPING_RULE_KINDS, { error: "A rule keeps people together or apart" });

/** More people than this would leave one rule without any group large enough, or the rules unreadable. */
export const MOST_PEOPLE_OF_A_RULE = 20;

/** One rule about at least two people; `Id` is a number beside the database and a text in the scheduler. */
export interface GroupingRule<Id> {
  kind: GroupingRuleKind;
  personIds: readonly Id[];
}

/** Everybody who has to share a group with `id` by the rules, followed through shared people; `id` itself included. */
export function keptWith<Id>(rules: readonly GroupingRule<Id>[], id: Id): ReadonlySet<Id> {
  const found = new Set([id]);
  // A set grows while it is walked: whoever is added is looked at in turn.
  for (const one of found)
    for (const rule of rules)
      if (rule.kind === "together" && rule.personIds.includes(one))
        for (const other of rule.personIds) found.add(other);
  return found;
}

/** Everybody whom an `apart` rule names beside `id`; what `together` adds to it is for the caller. */
export function keptFrom<Id>(rules: readonly GroupingRule<Id>[], id: Id): ReadonlySet<Id> {
  const found = new Set<Id>();
  for (const rule of rules)
    if (rule.kind === "apart" && rule.personIds.includes(id)) for (const other of rule.personIds) found.add(other);
  found.delete(id);
  return found;
}

/** Two people whom the rules want both in one group and in none together, or nothing where no such pair is. */
export function contradiction<Id>(rules: readonly GroupingRule<Id>[]): readonly [Id, Id] | undefined {
  for (const rule of rules) {
    if (rule.kind !== "apart") continue;
    for (const id of rule.personIds) {
      const company = keptWith(rules, id);
      const other = rule.personIds.find((candidate) => candidate !== id && company.has(candidate));
      if (other !== undefined) return [id, other];
    }
  }
  return undefined;
}
