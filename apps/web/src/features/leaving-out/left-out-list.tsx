import type { Outputs } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Person } from "../../ui/face.tsx";
import { Fold } from "../../ui/fold.tsx";
import { leftOutOf, leftOutWords } from "./left-out-words.ts";
import { useLeavingOut } from "./use-leaving-out.ts";
import "./leaving-out.css";

interface LeftOutListProps {
  cohortId: number;
  people: readonly Outputs["cohorts"]["people"][number][];
  timeZone: string;
}

/** Whom no run looks at, by whom and why, and the way back; nothing while there is nobody (SC-14). */
export function LeftOutList({ cohortId, people, timeZone }: LeftOutListProps) {
  const { bringingBack, bringBack } = useLeavingOut(cohortId);
  const leftOut = leftOutOf(people);
  if (leftOut.length === 0) return null;
  return (
    <div className="left-out">
      <Fold summary={`Left out (${leftOut.length})`}>
        <ul>
          {leftOut.map((person) => (
            <li key={person.personId}>
              <Person name={person.name}>
                <span className="faint small">{leftOutWords(person.leftOut, timeZone)}</span>
              </Person>
              <Button
                size="small"
                busy={bringingBack === person.personId}
                aria-label={`Bring back: ${person.name}`}
                onClick={() => bringBack(person, person.leftOut.because)}
              >
                Bring back
              </Button>
            </li>
          ))}
        </ul>
      </Fold>
    </div>
  );
}
