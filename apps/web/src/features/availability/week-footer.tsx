import type { Availability } from "@muster/domain/availability";
import { Check, LoaderCircle, TriangleAlert, Undo2 } from "lucide-react";
import { useNow } from "../../dates/clock.ts";
import { Button } from "../../ui/button.tsx";
import { footerFacts } from "./footer-facts.ts";
import { saveWords, type SaveStatus } from "./save-words.ts";

interface WeekFooterProps {
  week: Availability;
  timeZone: string;
  meetingLength: number;
  status: SaveStatus;
  retry: () => void;
  undo: (() => void) | null;
}

/** What is marked, whether it is saved, and the way back (AG-13). */
export function WeekFooter({ week, timeZone, meetingLength, status, retry, undo }: WeekFooterProps) {
  const at = useNow();
  return (
    <footer className="stickfoot">
      {footerFacts(week, meetingLength).map(({ figure, words }) => (
        <span key={words}>
          <b>{figure}</b> {words}
        </span>
      ))}
      <span className={`push saved is-${status.kind}`} role="status">
        <SaveIcon status={status} />
        {saveWords(status, at, timeZone)}
        {status.kind === "failed" && (
          <Button variant="link" onClick={retry}>
            Try again
          </Button>
        )}
      </span>
      <Button icon={Undo2} disabled={undo === null} onClick={() => undo?.()}>
        Undo
      </Button>
    </footer>
  );
}

function SaveIcon({ status }: { status: SaveStatus }) {
  if (status.kind === "saved") return <Check className="i" />;
  if (status.kind === "failed") return <TriangleAlert className="i" />;
  return status.kind === "nothing" ? null : <LoaderCircle className="i spin" />;
}
