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

/**
 * What these changes newly break, a sentence each. Looked at pair by pair: two who were wrongly together, or wrongly
 * apart, already are no news where they go on being so.
 */
export function brokenBy(here: RulesHere, changes: readonly PlaceChange[]): string[] {
  if (here.rules.length === 0) return [];
  const later = { ...here, places: placesAfter(here.places, changes) };
  const [before, after] = [brokenPairs(here), brokenPairs(later)];
  const isNews = (breach: Breach): boolean =>
    pairsOf(breach).some((pair) => after.has(pair) && after.get(pair) !== before.get(pair));
  return [
    ...new Set(
      breachesIn(later)
        .filter(isNews)
        .map(({ words }) => words),
    ),
  ];
}

type Wrong = "share a group" | "are parted" | "one has no group";

/** Every pair that goes against a rule, by the rule's kind and both ids, and how. */
function brokenPairs({ rules, places }: RulesHere): Map<string, Wrong> {
  const groups = Map.groupBy(places, ({ personId }) => personId);
  const found = new Map<string, Wrong>();
  for (const { kind, personIds, groupId } of rules)
    for (const [index, one] of personIds.entries())
      for (const other of personIds.slice(index + 1)) {
        const [ofOne, ofOther] = [one, other].map((id) => (groups.get(id) ?? []).map((place) => place.groupId));
        const shared = ofOne!.filter((id) => ofOther!.includes(id));
        const code = CODES[kind];
        if (kind === "apart" && shared.some((id) => id !== groupId))
          found.set(pairOf(code, one, other), "share a group");
        if (kind === "apart" || shared.length > 0 || ofOne!.length + ofOther!.length === 0) continue;
        const isHalf = ofOne!.length === 0 || ofOther!.length === 0;
        found.set(pairOf(code, one, other), isHalf ? "one has no group" : "are parted");
      }
  return found;
}

const CODES = { apart: "kept_apart", together: "kept_together" } as const;

const pairOf = (code: Breach["code"], one: number, other: number): string =>
  `${code} ${Math.min(one, other)} ${Math.max(one, other)}`;

/** Who of a breach is wrongly where in regard to whom: each to each, or the first to all whom they are to be with. */
function pairsOf({ code, personIds }: Breach): string[] {
  const firsts = code === "kept_apart" ? personIds : personIds.slice(0, 1);
  return firsts.flatMap((one, index) => personIds.slice(index + 1).map((other) => pairOf(code, one, other)));
}

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
