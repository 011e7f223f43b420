import { keptFrom, keptWith, type GroupingRule } from "@muster/domain/grouping-rule";
import { findCohortTimeOptions, isGroupValid, type MeetingTerms } from "./common-times.ts";
import { type Group, type Person } from "./person.ts";

/**
 * Moves people from larger to smaller groups until sizes differ by one at most, or nobody can move. Facilitators stay
 * (Q5), a group's time is chosen anew after every move (Q18). Changes the groups given; answers how many moved.
 */
export function balanceCohorts(groups: Group[], terms: MeetingTerms): number {
  let moves = 0;
  for (let move = findMove(groups, terms); move; move = findMove(groups, terms)) {
    move.from.people = move.from.people.filter((person) => person !== move!.person);
    move.to.people = [...move.to.people, move.person];
    for (const group of [move.from, move.to]) group.selectedTime = firstTime(group, terms);
    moves++;
  }
  return moves;
}

interface Move {
  from: Group;
  to: Group;
  person: Person;
}

/** From the largest group that can give to the smallest that can take. */
function findMove(groups: readonly Group[], terms: MeetingTerms): Move | null {
  const bySize = groups.toSorted((a, b) => b.people.length - a.people.length);
  for (const from of bySize) {
    for (const to of bySize.toReversed()) {
      if (from.people.length - to.people.length < 2) break;
      const person = from.people.find(
        (one) =>
          !terms.facilitatorIds?.has(one.id) &&
          mayMove(one, { from, to, rules: terms.rules ?? [] }) &&
          isGroupValid({ people: [...to.people, one] }, terms),
      );
      if (person) return { from, to, person };
    }
  }
  return null;
}

/** Nobody leaves whom they are kept together with, nor comes to whom they are kept from. */
function mayMove(
  { id }: Person,
  { from, to, rules }: { from: Group; to: Group; rules: readonly GroupingRule<string>[] },
): boolean {
  const [company, shunned] = [keptWith(rules, id), keptFrom(rules, id)];
  return (
    !from.people.some((other) => other.id !== id && company.has(other.id)) &&
    !to.people.some((other) => shunned.has(other.id))
  );
}

function firstTime({ people }: Group, terms: MeetingTerms): Group["selectedTime"] {
  const option = findCohortTimeOptions(people, terms)[0];
  return option ? { start: option.start, end: option.end } : null;
}
