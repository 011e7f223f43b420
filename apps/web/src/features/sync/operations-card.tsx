import { momentOf } from "../../dates/instant-words.ts";
import { Card, CardHead } from "../../ui/card.tsx";
import { Fold } from "../../ui/fold.tsx";
import type { GroupHealth } from "./health-words.ts";

/** What was done lately for each group, newest first (SY-6). */
export function OperationsCard({ groups, timeZone }: { groups: readonly GroupHealth[]; timeZone: string }) {
  const told = groups.filter(({ log }) => log.length > 0);
  if (told.length === 0) return null;
  return (
    <Card>
      <CardHead title="Last operations" />
      {told.map(({ groupId, name, log }) => (
        <Fold
          key={groupId}
          summary={
            <>
              <b>{name}</b>
              <span className="push faint small">{log[0]!.sentence}</span>
            </>
          }
        >
          <ol className="oplog">
            {log.map(({ at, sentence }, line) => (
              <li key={line}>
                <time dateTime={at.toISOString()}>{momentOf(at, timeZone)}</time>
                <span>{sentence}</span>
              </li>
            ))}
          </ol>
        </Fold>
      ))}
    </Card>
  );
}
