import { Card, CardHead } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Person } from "../../ui/face.tsx";
import type { Proposal } from "./run-words.ts";

/** Everybody a run could not place: why, and what would help (SC-14). */
export function UnplacedList({ people }: { people: Proposal["unplaced"] }) {
  return (
    <Card>
      <CardHead title="Not placed" count={people.length} />
      {people.length === 0 ? (
        <EmptyState title="Everybody is placed">Nobody is left out of this grouping.</EmptyState>
      ) : (
        <ul className="uns">
          {people.map((person) => (
            <li key={person.personId} className="un">
              <Person name={person.name}>
                {person.role === "facilitator" && <span className="faint small">facilitator</span>}
              </Person>
              <p>{person.sentence}</p>
              {person.remedies.length > 0 && (
                <ul className="rem" aria-label={`What would help ${person.name}`}>
                  {person.remedies.map(({ sentence }) => (
                    <li key={sentence}>{sentence}</li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
