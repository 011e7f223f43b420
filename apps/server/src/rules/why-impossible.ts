import type { RulePerson } from "@muster/db/queries/grouping-rules";
import { contradiction, keptWith, type GroupingRule } from "@muster/domain/grouping-rule";

interface Cohort {
  people: readonly Pick<RulePerson, "personId" | "name" | "role">[];
  /** Of its largest group. */
  maxSize: number;
}

/** Why no grouping could keep these rules, in a sentence that names people; null where one could. */
export function whyImpossible(rules: readonly GroupingRule<number>[], { people, maxSize }: Cohort): string | null {
  const known = new Map(people.map((one) => [one.personId, one]));
  const name = (id: number) => known.get(id)?.name ?? "Somebody";
  const against = contradiction(rules);
  if (against) return `${listed(against.map(name))} would have to be both together and apart.`;
  for (const company of companiesOf(rules)) {
    const leaders = company.filter((id) => known.get(id)?.role === "facilitator");
    if (leaders.length > 1)
      return `${listed(leaders.map(name))} facilitate, and a group has one facilitator: they cannot be kept together.`;
    if (company.length > maxSize)
      return `${company.length} people would have to be together, and a group has at most ${maxSize}.`;
  }
  return null;
}

/** Everybody who has to be in one group, each such company once. */
function companiesOf(rules: readonly GroupingRule<number>[]): number[][] {
  const seen = new Set<number>();
  return rules
    .filter(({ kind }) => kind === "together")
    .flatMap(({ personIds }) => personIds)
    .flatMap((id) => {
      if (seen.has(id)) return [];
      const company = [...keptWith(rules, id)];
      for (const one of company) seen.add(one);
      return [company];
    });
}

const listed = (names: readonly string[]): string => new Intl.ListFormat("en").format(names.toSorted());
