import { useQuery } from "@tanstack/react-query";
import { trpc } from "../../app/trpc.ts";
import { momentOf } from "../../dates/instant-words.ts";
import { Card, CardHead } from "../../ui/card.tsx";
import { Fold } from "../../ui/fold.tsx";

/** In a rehearsal: the letters that would have been mailed. Nobody gets them. */
export function OutboxCard({ timeZone }: { timeZone: string }) {
  const letters = useQuery(trpc.notifications.outbox.queryOptions()).data ?? [];
  if (letters.length === 0) return null;
  return (
    <Card aria-label="Mail of this rehearsal">
      <CardHead title="Mail of this rehearsal" count={letters.length}>
        <span className="push faint small">written, and sent to nobody</span>
      </CardHead>
      <div className="letters">
        {letters.map((letter) => (
          <Fold
            key={letter.key}
            summary={
              <>
                <b className="nowrap">{letter.to}</b>
                <span className="dim">{letter.subject}</span>
                <time className="push faint small nowrap" dateTime={letter.at.toISOString()}>
                  {momentOf(letter.at, timeZone)}
                </time>
              </>
            }
          >
            <pre className="letter">{letter.text}</pre>
          </Fold>
        ))}
      </div>
    </Card>
  );
}
