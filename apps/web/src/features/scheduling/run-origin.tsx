import { Undo2 } from "lucide-react";
import { Button } from "../../ui/button.tsx";
import { someNames } from "../../ui/count-words.ts";
import { Note } from "../../ui/note.tsx";
import type { RunState } from "./run-words.ts";

interface RunOriginProps {
  run: Pick<RunState, "origin" | "assumed" | "replaces" | "status">;
  /** Discards this run and shows the one it started from; null once that cannot be any more. */
  onBack: ((runId: number) => void) | null;
}

/** Over which previews a run went, what it took for granted beyond what people said, and the one step back to the run it started from (SC-22). */
export function RunOrigin({ run, onBack }: RunOriginProps) {
  const { origin, assumed, replaces, status } = run;
  if (!origin && replaces.length === 0) return null;
  return (
    <div className="card-body origin">
      {replaces.length > 0 && (
        <Note>
          {status === "accepted"
            ? `These groups took the place of ${someNames(replaces)}.`
            : `Started over ${someNames(replaces)}. Nothing of them changes until this is accepted.`}
        </Note>
      )}
      {origin && (
        <Note tone={assumed.length > 0 ? "warn" : "info"}>
          {assumed.length > 0 ? (
            <>
              <b>Started from run {origin.number} with a change.</b> {assumed.join(" ")}
            </>
          ) : (
            <>Started from run {origin.number}.</>
          )}{" "}
          {onBack && (
            <Button variant="link" icon={Undo2} onClick={() => onBack(origin.runId)}>
              Back to run {origin.number}
            </Button>
          )}
        </Note>
      )}
    </div>
  );
}
