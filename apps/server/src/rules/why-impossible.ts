import type { RulePerson } from "@muster/db/queries/grouping-rules";
import { contradiction, keptWith, type GroupingRule } from "@muster/domain/grouping-rule";

interface Cohort {
  people: readonly Pick<RulePerson, "personId" | "name" | "role">[];
  /** Of its largest group. */
  maxSize: number;
  /** Whom a run places; everybody else has a place, and makes a company no larger. Left out: everybody. */
  waiting?: ReadonlySet<number>;
  /** Every new group has a facilitator, who takes a seat too. */
  led?: boolean;
}

/** Why no grouping could keep these rules, in a sentence that names people; null where one could. */
export function whyImpossible(rules: readonly GroupingRule<number>[], cohort: Cohort): string | null {
  const { people, maxSize, waiting, led = false } = cohort;
  const known = new Map(people.map((one) => [one.personId, one]));
  const name = (id: number) => known.get(id)?.name ?? "Somebody";
  const against = contradiction(rules);
  if (against) return `${listed(against.map(name))} would have to be both together and apart.`;
  for (const company of companiesOf(rules)) {
    const coming = waiting ? company.filter((id) => waiting.has(id)) : company;
    const leaders = coming.filter((id) => known.get(id)?.role === "facilitator");
    if (leaders.length > 1)
      return `${listed(leaders.map(name))} facilitate, and a group has one facilitator: they cannot be kept together.`;
    // With somebody who has a place they would join a group that stands.
    if (coming.length < company.length) continue;
    const beside = led && leaders.length === 0 ? 1 : 0;
    if (coming.length + beside > maxSize)
      return `${coming.length} people would have to be together${beside ? " beside their facilitator" : ""}, and a group has at most ${maxSize}.`;
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
