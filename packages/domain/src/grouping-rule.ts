import { z } from "zod";
import { staffNoteSchema } from "./group.ts";

/**
 * `together`: in one group or, where there is none for all of them, in none. `apart`: no two of them in one group.
 * An organiser's word about people (GR-13); who it is about never sees it.
 */
export const GROUPING_RULE_KINDS = ["together", "apart"] as const;
export type GroupingRuleKind = (typeof GROUPING_RULE_KINDS)[number];
export const groupingRuleKindSchema = z.enum(GROUPING_RULE_KINDS, { error: "A rule keeps people together or apart" });

/** More people than this would leave one rule without any group large enough, or the rules unreadable. */
export const MOST_PEOPLE_OF_A_RULE = 20;

/** Whether a rule is for one cohort, or for every one in which at least two of its people take part. */
export const RULE_SCOPES = ["cohort", "everywhere"] as const;

/** What an organiser says; somebody named twice is named once. */
export const groupingRuleInputSchema = z.strictObject({
  kind: groupingRuleKindSchema,
  personIds: z
    .array(z.int().positive())
    .max(200, { error: "A rule is about fewer people" })
    .transform((ids) => [...new Set(ids)].toSorted((a, b) => a - b))
    .refine((ids) => ids.length >= 2, { error: "A rule is about at least two people" })
    .refine((ids) => ids.length <= MOST_PEOPLE_OF_A_RULE, {
      error: `A rule is about at most ${MOST_PEOPLE_OF_A_RULE} people`,
    }),
  scope: z.enum(RULE_SCOPES, { error: "A rule is for one cohort or for every one" }).default("cohort"),
  note: staffNoteSchema.default(null),
});
export type GroupingRuleInput = z.output<typeof groupingRuleInputSchema>;

/** `Ann and Ben are kept apart`, without its end. */
export const ruleWords = (kind: GroupingRuleKind, names: readonly string[]): string =>
  `${names.length === 0 ? "Nobody" : new Intl.ListFormat("en").format(names)} ${names.length > 1 ? "are" : "is"} kept ${kind}`;

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
