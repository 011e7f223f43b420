import { Undo2 } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import type { RunState } from "./run-words.ts";

interface RunOriginProps {
  run: Pick<RunState, "origin" | "assumed">;
  /** Discards this run and shows the one it started from; null once that cannot be any more. */
  onBack: ((runId: number) => void) | null;
  busy: boolean;
}

/** What a run took for granted beyond what people said, and the one step back to the run it started from (SC-22). */
export function RunOrigin({ run: { origin, assumed }, onBack, busy }: RunOriginProps) {
  if (!origin) return null;
  return (
    <div className="card-body origin">
      <Note tone={assumed.length > 0 ? "warn" : "info"}>
        {assumed.length > 0 ? (
          <>
            <b>Started from run {origin.number} with a change.</b> {assumed.join(" ")}
          </>
        ) : (
          <>Started from run {origin.number}.</>
        )}{" "}
        {onBack && (
          <Button variant="link" icon={Undo2} disabled={busy} onClick={() => onBack(origin.runId)}>
            Back to run {origin.number}
          </Button>
        )}
      </Note>
    </div>
  );
}
