import { Card, CardHead } from "../../ui/card.tsx";
import { Face } from "../../ui/face.tsx";
import type { Plan } from "./use-realization.ts";

/** Members who are not on the Discord server: nothing waits for them, and their access follows. */
export function AbsentCard({ groups }: { groups: Plan["groups"] }) {
  const absent = groups.flatMap(({ name, steps }) =>
    [...new Set(steps.filter(({ waiting }) => waiting).map(({ label }) => label))].map((person) => ({ person, name })),
  );
  if (absent.length === 0) return null;
  return (
    <Card>
      <CardHead title="Not on the server" count={absent.length} />
      <ul className="miss">
        {absent.map(({ person, name }) => (
          <li key={`${name}-${person}`}>
            <Face name={person} />
            {person}
            <span className="push faint">{name}</span>
          </li>
        ))}
      </ul>
      <p className="card-foot">Their access follows by itself when they join.</p>
    </Card>
  );
}
