import { dayOf } from "../../dates/instant-words.ts";
import { Button } from "../../ui/button.tsx";
import { Card, CardHead } from "../../ui/card.tsx";
import type { Health } from "./health-words.ts";

interface IgnoredCardProps {
  ignored: Health["ignored"];
  timeZone: string;
  /** The key of what is being shown again. */
  showing: string | null;
  onShow: (what: { groupId: number; key: string }) => void;
}

/** What somebody chose to leave as it is on Discord, and until when. */
export function IgnoredCard({ ignored, timeZone, showing, onShow }: IgnoredCardProps) {
  if (ignored.length === 0) return null;
  return (
    <Card aria-label="Left alone">
      <CardHead title="Left alone" count={ignored.length} />
      <ul className="fails">
        {ignored.map(({ groupId, groupName, key, label, until }) => (
          <li key={key} className="failrow">
            <div>
              <b>
                {groupName}: {label}
              </b>
              <p className="faint small">{until ? `until ${dayOf(until, timeZone)}` : "until somebody asks"}</p>
            </div>
            <Button
              size="small"
              className="push"
              busy={showing === key}
              aria-label={`Show ${label} of ${groupName} again`}
              onClick={() => onShow({ groupId, key })}
            >
              Show again
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
