import type { RuleInForce } from "./in-force.ts";
import { placesAfter, type PlaceChange, type RulesHere } from "./read-rules.ts";

/** What of the groups as they are goes against a rule, in a sentence for organisers. */
export interface Breach {
  code: "kept_apart" | "kept_together";
  words: string;
  groupIds: number[];
  personIds: number[];
}

export const breachesIn = (here: RulesHere): Breach[] =>
  here.rules.flatMap((rule) => (rule.kind === "apart" ? apartBroken(rule, here) : togetherBroken(rule, here)));

/** What these changes newly break, a sentence each; whoever was wrongly together or apart before is no news elsewhere. */
export function brokenBy(here: RulesHere, changes: readonly PlaceChange[]): string[] {
  if (here.rules.length === 0) return [];
  const before = new Set(breachesIn(here).map(whoOf));
  const after = breachesIn({ ...here, places: placesAfter(here.places, changes) });
  return [...new Set(after.filter((breach) => !before.has(whoOf(breach))).map(({ words }) => words))];
}

const whoOf = ({ code, personIds }: Breach): string => [code, ...personIds.toSorted((a, b) => a - b)].join();

function apartBroken(rule: RuleInForce, { places, person, group }: RulesHere): Breach[] {
  return [...byGroup(rule, places)]
    .filter(([groupId, ids]) => ids.length > 1 && groupId !== rule.groupId)
    .map(([groupId, ids]) => ({
      code: "kept_apart",
      words: `${listed(ids.map(person))} are to be kept apart, and ${ids.length === 2 ? "both" : "all"} are in ${group(groupId)}.`,
      groupIds: [groupId],
      personIds: ids,
    }));
}

/** Kept where one group has all of them, and where they have none at all. */
function togetherBroken(rule: RuleInForce, { places, person, group }: RulesHere): Breach[] {
  const groups = [...byGroup(rule, places)];
  const [home] = groups.toSorted(([, a], [, b]) => b.length - a.length);
  if (!home || home[1].length === rule.personIds.length) return [];
  const [homeId, inside] = home;
  const whom = listed(inside.map(person));
  return rule.personIds
    .filter((id) => !inside.includes(id))
    .map((id) => {
      const theirs = groups.filter(([, ids]) => ids.includes(id)).map(([groupId]) => groupId);
      const words =
        theirs.length > 0
          ? `${person(id)} is to be with ${whom}, who ${inside.length > 1 ? "are" : "is"} in ${group(homeId)}.`
          : `${whom} ${inside.length > 1 ? "are" : "is"} to be with ${person(id)}, who has no group.`;
      return { code: "kept_together", words, groupIds: [homeId, ...theirs], personIds: [id, ...inside] };
    });
}

/** Those of its people who are in each group, in the rule's own order: a sentence stays the same wherever they come from. */
function byGroup({ personIds }: RuleInForce, places: RulesHere["places"]): Map<number, number[]> {
  const own = places.filter(({ personId }) => personIds.includes(personId));
  return new Map(
    [...Map.groupBy(own, ({ groupId }) => groupId)].map(([groupId, held]) => {
      const there = new Set(held.map(({ personId }) => personId));
      return [groupId, personIds.filter((id) => there.has(id))];
    }),
  );
}

const listed = (names: readonly string[]): string => new Intl.ListFormat("en").format(names);
