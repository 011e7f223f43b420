import { ExternalLink } from "lucide-react";
import { dayOf } from "../../dates/instant-words.ts";
import { Card } from "../../ui/card.tsx";
import type { MyCohort } from "./my-cohort.ts";
import { pastWords } from "./past-words.ts";

/** What became of the groups one was in. */
export function PastGroups({ past, timeZone }: { past: MyCohort["past"]; timeZone: string }) {
  if (past.length === 0) return null;
  return (
    <Card className="pad">
      <h2>{past.length === 1 ? "An earlier group" : "Earlier groups"}</h2>
      <ul className="past">
        {past.map((group) => (
          <li key={group.groupId}>
            <p>{pastWords(group, dayOf(group.endedAt, timeZone))}</p>
            {group.textUrl && (
              <a className="lnk" href={group.textUrl} target="_blank" rel="noreferrer">
                <ExternalLink className="i" />
                Read what was said
              </a>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
