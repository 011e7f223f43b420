import { Play } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { Card, CardHead } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Person } from "../../ui/face.tsx";
import { nearWords, type NearGroup } from "./near-words.ts";
import { deedWords, effectWords, type Remedy } from "./remedy-words.ts";
import type { Proposal } from "./run-words.ts";

/** Which remedy of whom. */
export interface ChosenRemedy {
  personId: number;
  remedy: number;
}

type UnplacedPerson = Proposal["unplaced"][number];

/** What other rooms of the desk know about somebody without a place, and what they can do. */
export interface UnplacedParts {
  above: (people: readonly UnplacedPerson[]) => ReactNode;
  remedy: (person: UnplacedPerson, remedy: Remedy) => ReactNode;
  near: (person: UnplacedPerson, group: NearGroup) => ReactNode;
  person: (person: UnplacedPerson) => ReactNode;
}

interface UnplacedListProps {
  proposal: Pick<Proposal, "unplaced" | "placed" | "total" | "run">;
  /** Starts a run with that one change; null where this proposal cannot be gone on from. */
  onRemedy: ((chosen: ChosenRemedy) => void) | null;
  /** The remedy a run is being started with. */
  remedying: ChosenRemedy | null;
  parts: UnplacedParts;
}

/** Everybody a run could not place: why, what would help, and exactly what that would do (SC-14). */
export function UnplacedList({ proposal, onRemedy, remedying, parts }: UnplacedListProps) {
  const { unplaced } = proposal;
  return (
    <Card aria-label="Not placed">
      <CardHead title="Not placed" count={unplaced.length} />
      {parts.above(unplaced)}
      {unplaced.length === 0 ? (
        <EmptyState title="Everybody is placed">Nobody is left out of this grouping.</EmptyState>
      ) : (
        <ul className="uns">
          {unplaced.map((person) => (
            <li key={person.personId} className="un">
              <Unplaced {...{ person, proposal, onRemedy, remedying, parts }} />
              {parts.person(person)}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

interface UnplacedProps extends UnplacedListProps {
  person: UnplacedPerson;
}

function Unplaced({ person, proposal, onRemedy, remedying, parts }: UnplacedProps) {
  const { personId, name, role, sentence, remedies, nearest } = person;
  return (
    <>
      <Person name={name}>{role === "facilitator" && <span className="faint small">facilitator</span>}</Person>
      <p>{sentence}</p>
      {nearest.length > 0 && (
        <ul className="near" aria-label={`Groups nearest to ${name}`}>
          {nearest.map((group) => (
            <li key={group.name}>
              {nearWords(group, proposal.run.settings.maxPeople)} {parts.near(person, group)}
            </li>
          ))}
        </ul>
      )}
      {remedies.length > 0 && (
        <ul className="rem" aria-label={`What would help ${name}`}>
          {remedies.map((remedy, index) => (
            <RemedyRow key={remedy.sentence} remedy={remedy} now={proposal}>
              <span className="row wrap">
                {onRemedy && remedy.applies && (
                  <Button
                    size="small"
                    icon={Play}
                    busy={remedying?.personId === personId && remedying.remedy === index}
                    aria-label={`${deedWords(remedy.kind)}, for ${name}: ${remedy.sentence}`}
                    onClick={() => onRemedy({ personId, remedy: index })}
                  >
                    {deedWords(remedy.kind)}
                  </Button>
                )}
                {parts.remedy(person, remedy)}
              </span>
            </RemedyRow>
          ))}
        </ul>
      )}
    </>
  );
}

interface RemedyRowProps {
  remedy: Remedy;
  now: Pick<Proposal, "placed" | "total">;
  children: ReactNode;
}

function RemedyRow({ remedy, now, children }: RemedyRowProps) {
  return (
    <li>
      <b>{remedy.sentence}</b>
      <span className="effect">{effectWords(remedy, now)}</span>
      {children}
    </li>
  );
}
