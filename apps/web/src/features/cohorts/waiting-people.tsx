import { Person } from "../../ui/face.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { peopleShown, placementOf, type PersonRow } from "./person-words.ts";

/** Who has no place in a group, and why as far as it is known. */
export function WaitingPeople({ people, closed }: { people: readonly PersonRow[]; closed: boolean }) {
  const waiting = closed ? [] : peopleShown(people, "not_placed", "");
  return (
    <section className="pane" aria-label="Not placed">
      <div className="pane-head">
        <h2>
          Not placed <span className="count">{waiting.length}</span>
        </h2>
      </div>
      {closed && <EmptyState title="This cohort is closed">Nobody waits for a group any more.</EmptyState>}
      {!closed && waiting.length === 0 && (
        <EmptyState title="Everybody is placed">Nobody waits for a group.</EmptyState>
      )}
      <ul className="waiting">
        {waiting.map((person) => {
          const { word, why } = placementOf(person);
          return (
            <li key={person.personId}>
              <Person name={person.name}>
                {person.role === "facilitator" && <span className="faint small">facilitator</span>}
              </Person>
              <p>{why ?? word}</p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
