import { isWorking } from "@muster/domain/scheduling-settings";
import { useEffect, useRef, useState } from "react";
import { runLook } from "./run-chip.tsx";
import { type RunState, valueText } from "./run-words.ts";

const EVERY_MS = 10_000;

/** Tells those who hear the page how a run goes: every ten seconds at most, and at once when it ends (SC-10). */
export function RunAnnouncer({ run }: { run: RunState }) {
  const latest = useRef(run);
  const [said, setSaid] = useState("");
  const working = isWorking(run.status);
  useEffect(() => {
    latest.current = run;
  }, [run]);
  useEffect(() => {
    if (!working) return;
    const timer = setInterval(() => setSaid(words(latest.current)), EVERY_MS);
    return () => clearInterval(timer);
  }, [working]);
  const ending = working ? said : `Run ${run.number}: ${runLook(run.status).word}`;
  return (
    <div className="sr" role="status" aria-live="polite">
      {ending}
    </div>
  );
}

const words = ({ number, progress, settings }: RunState): string =>
  progress ? `Run ${number}: ${valueText(progress, settings.timeLimitSeconds)}` : `Run ${number} is waiting`;
