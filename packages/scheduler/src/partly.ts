import { keptFrom, keptWith } from "@muster/domain/grouping-rule";
import { hasBit } from "./bits.ts";
import { personCases } from "./person-starts.ts";
import { type Problem } from "./problem.ts";
import { type PartlyFree, type ProposedGroup, type UnplacedPerson } from "./proposal.ts";
import { type Term } from "./real-dates.ts";
import { timeGrid } from "./time-grid.ts";
import { unbusyStarts } from "./unbusy-starts.ts";

/** For those without a place: the groups they could come to on some dates only, and which dates they would miss. */
export function partlyFree(
  problem: Problem,
  {
    term,
    groups,
    unplaced,
  }: { term: Term | null; groups: readonly ProposedGroup[]; unplaced: readonly UnplacedPerson[] },
): PartlyFree[] {
  if (!term) return [];
  const grid = timeGrid(problem.stepMinutes);
  const people = new Map(problem.people.map((person) => [person.id, person]));
  const offers: PartlyFree[] = [];
  for (const { id } of unplaced) {
    const person = people.get(id)!;
    if (person.role !== "participant") continue;
    const missedAt = personCases(person, { problem, term, grid });
    const unbusy = unbusyStarts(person, problem);
    const shunned = keptFrom(problem.rules, id);
    const company = [...keptWith(problem.rules, id)].filter((other) => other !== id && people.has(other));
    for (const { name, start, memberIds } of groups) {
      const index = start / problem.stepMinutes;
      if (unbusy && !hasBit(unbusy, 0, index)) continue;
      const missed = missedAt(index);
      if (missed.length === 0 || missed.length === term.meetings || memberIds.length >= problem.maxPeople) continue;
      if (memberIds.some((other) => shunned.has(other)) || company.some((other) => !memberIds.includes(other)))
        continue;
      offers.push({
        personId: id,
        groupName: name,
        start,
        missedDates: missed.map((number) => term.dateOf(index, number)).toSorted(),
        meetings: term.meetings,
      });
    }
  }
  return offers;
}
