import { type Problem } from "./problem.ts";
import { type Proposal } from "./proposal.ts";

/** A group as the rules see it: everybody in it, and who of them came by this proposal. */
interface Room {
  name: string;
  everybody: ReadonlySet<string>;
  newcomers: ReadonlySet<string>;
}

/** The independent eye on rules: which of them a proposal breaks, in sentences. Shares no code with the search. */
export function checkRules(problem: Problem, { groups, joinings }: Pick<Proposal, "groups" | "joinings">): string[] {
  const rooms: Room[] = [
    ...groups.map(({ name, memberIds }) => ({
      name,
      everybody: new Set(memberIds),
      newcomers: new Set(memberIds),
    })),
    ...problem.standing.map(({ id, memberIds }) => {
      const newcomers = new Set(joinings.filter(({ groupId }) => groupId === id).flatMap((one) => one.memberIds));
      return { name: `group ${id}`, everybody: new Set([...memberIds, ...newcomers]), newcomers };
    }),
  ];
  const apart = problem.rules.filter(({ kind }) => kind === "apart");
  return [
    ...apart.flatMap(({ personIds }) => meetingsOf(rooms, personIds)),
    ...companiesOf(problem).flatMap((company) => checkCompany(problem, rooms, company)),
  ];
}

/** Groups in which somebody new sits with another one of these people. */
function meetingsOf(rooms: readonly Room[], personIds: readonly string[]): string[] {
  return rooms.flatMap(({ name, everybody, newcomers }) => {
    const here = [...new Set(personIds)].filter((id) => everybody.has(id));
    return here.length > 1 && here.some((id) => newcomers.has(id))
      ? [`${here.join(" and ")} are kept apart and both in ${name}`]
      : [];
  });
}

/** Everybody who is kept together, as sets that have nobody in common. */
function companiesOf({ people, standing, rules }: Problem): string[][] {
  const known = new Set([...people.map(({ id }) => id), ...standing.flatMap(({ memberIds }) => memberIds)]);
  let companies: string[][] = [];
  for (const { kind, personIds } of rules) {
    if (kind !== "together") continue;
    const company = personIds.filter((id) => known.has(id));
    const joined = companies.filter((other) => other.some((id) => company.includes(id)));
    companies = [...companies.filter((other) => !joined.includes(other)), [...new Set([...company, ...joined.flat()])]];
  }
  return companies.filter(({ length }) => length > 1);
}

/** Whoever of a company has a new place has it in one group with all the others; a facilitator may lead more beside it. */
function checkCompany({ people }: Problem, rooms: readonly Room[], company: readonly string[]): string[] {
  const placed = company.some((id) => rooms.some(({ newcomers }) => newcomers.has(id)));
  if (!placed) return [];
  const facilitators = new Set(people.filter(({ role }) => role === "facilitator").map(({ id }) => id));
  const common = rooms.filter(({ everybody }) => company.every((id) => everybody.has(id)));
  const astray = company.filter(
    (id) => !facilitators.has(id) && rooms.some((room) => room.newcomers.has(id) && !common.includes(room)),
  );
  return common.length > 0 && astray.length === 0
    ? []
    : [`${company.join(" and ")} are kept together and are not in one group`];
}
