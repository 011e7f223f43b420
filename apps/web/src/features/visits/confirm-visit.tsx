import { useNow } from "../../dates/clock.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { FitSign, FitSpan } from "../../ui/fit-sign.tsx";
import { effectsOf, type HomeMeeting, type HostCard } from "./visit-words.ts";

interface ConfirmVisitProps {
  card: HostCard | null;
  meeting: HomeMeeting;
  home: string;
  timeZone: string;
  busy: boolean;
  close: () => void;
  confirm: (card: HostCard) => void;
}

/** The effects, before anything happens (JS-7). */
export function ConfirmVisit({ card, meeting, home, timeZone, busy, close, confirm }: ConfirmVisitProps) {
  const at = useNow();
  if (!card) return null;
  const { host, cells, level } = card;
  return (
    <Dialog
      open
      onOpenChange={(open) => void (open || close())}
      title={`Visit ${host.name} for meeting ${meeting.number}?`}
      description={
        <ul className="effects">
          {effectsOf({ host, meeting, home }, { timeZone, at }).map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
      }
      actions={
        <>
          <Button onClick={close}>Not now</Button>
          <Button variant="primary" busy={busy} onClick={() => confirm(card)}>
            Visit {host.name}
          </Button>
        </>
      }
    >
      <p className="visitfit">
        <FitSpan cells={cells} /> <FitSign fit={level} words={host.fitSentence} />
      </p>
    </Dialog>
  );
}
