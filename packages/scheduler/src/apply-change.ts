import { type Candidate, type Problem } from "./problem.ts";
import { type Change } from "./proposal.ts";

/** The id of the facilitator whom the change `another_facilitator` imagines. */
export const IMAGINED_FACILITATOR = "another facilitator";

type Changeable = Pick<Problem, "people" | "minPeople" | "maxPeople">;

/** The problem as it would be after a change; the one given stays as it is. */
export function applyChange<P extends Changeable>(problem: P, change: Change): P {
  const withPerson = (id: string, edit: (person: Candidate) => Candidate): P => ({
    ...problem,
    people: problem.people.map((person) => (person.id === id ? edit(person) : person)),
  });
  switch (change.kind) {
    case "free_time":
      return withPerson(change.personId, (person) => ({
        ...person,
        available: [...person.available, { start: change.start, end: change.end }],
      }));
    case "minimum":
      return { ...problem, minPeople: change.minPeople };
    case "maximum":
      return { ...problem, maxPeople: change.maxPeople };
    case "more_groups":
      return withPerson(change.facilitatorId, (person) => ({ ...person, maxGroups: change.maxGroups }));
    case "another_facilitator":
      return { ...problem, people: [...problem.people, imagined(change)] };
  }
}

const imagined = ({ start, end }: { start: number; end: number }): Candidate => ({
  id: IMAGINED_FACILITATOR,
  name: "Another facilitator",
  role: "facilitator",
  available: [{ start, end }],
  ifNeeded: [],
});
