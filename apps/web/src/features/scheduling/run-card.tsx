import { isWorking } from "@muster/domain/scheduling-settings";
import { Info, Square } from "lucide-react";
import { Announcer } from "../../ui/announcer.tsx";
import { Button } from "../../ui/button.tsx";
import { Card, CardFoot, CardHead } from "../../ui/card.tsx";
import { countOf, figureOf } from "../../ui/count-words.ts";
import { Note } from "../../ui/note.tsx";
import { Stat, Stats } from "../../ui/stat.tsx";
import { spanOf } from "./chart-shape.ts";
import { etaOf } from "./eta.ts";
import { RunChart } from "./run-chart.tsx";
import { Moment } from "./when.tsx";
import { useEndNotice } from "./use-end-notice.ts";
import { RunOrigin } from "./run-origin.tsx";
import { RunChip, runLook } from "./run-chip.tsx";
import {
  durationWords,
  phaseWords,
  plateauWords,
  roomWords,
  shareOf,
  valueText,
  type RunProgress,
  type RunState,
} from "./run-words.ts";

/** Where a page scrolls to when a run begins far below it. */
export const RUN_CARD = "run-card";

interface RunCardProps {
  run: RunState;
  timeZone: string;
  isStopping: boolean;
  isDiscarding: boolean;
  onStop: () => void;
  onDiscard: () => void;
  /** Discards it and shows the run it started from. */
  onBack: (runId: number) => void;
}

/** One run: live while it works, as it ended afterwards. */
export function RunCard({ run, timeZone, isStopping, isDiscarding, onStop, onDiscard, onBack }: RunCardProps) {
  const working = isWorking(run.status);
  const allowNotice = useEndNotice(run);
  const plateau = run.progress && working ? plateauWords(run.progress) : null;
  return (
    <Card id={RUN_CARD} aria-label={`Run ${run.number}`}>
      <CardHead title={`Run ${run.number}`}>
        <RunChip status={run.status} />
        <span className="faint small">
          started <Moment at={run.startedAt} timeZone={timeZone} /> by {run.startedBy}
        </span>
        {working && (
          <span className="push row wrap">
            <Button variant="danger" onClick={onDiscard} busy={isDiscarding}>
              Discard run
            </Button>
            <Button variant="primary" icon={Square} onClick={onStop} busy={isStopping || run.status === "stopping"}>
              {run.status === "stopping" ? "Stopping, keeping the best" : "Stop and keep the best"}
            </Button>
          </span>
        )}
      </CardHead>
      <Announcer words={announcement(run)} settled={!working} />
      <RunTrouble run={run} />
      <RunOrigin run={run} onBack={run.status === "accepted" ? null : onBack} />
      {run.progress ? (
        <Progress progress={run.progress} run={run} working={working} />
      ) : (
        working && <p className="card-body dim">Nothing found yet. The first groups appear within seconds.</p>
      )}
      {working && (
        <CardFoot>
          <Info className="i" />
          <span>{plateau ?? "The best result is kept even if this page closes."}</span>
          {allowNotice && (
            <Button variant="link" className="push" onClick={allowNotice}>
              Tell me when it ends
            </Button>
          )}
        </CardFoot>
      )}
    </Card>
  );
}

function announcement({ number, status, progress, settings }: RunState): string {
  if (!isWorking(status) || !progress) return `Run ${number}: ${runLook(status).word}`;
  return `Run ${number}: ${valueText(progress, settings.timeLimitSeconds)}`;
}

function RunTrouble({ run }: { run: RunState }) {
  if (run.status === "interrupted")
    return (
      <div className="card-body">
        <Note tone="warn">
          <b>This run was interrupted.</b>{" "}
          {run.error ??
            (run.progress ? "The best found until then is kept below." : "Nothing had been found yet; start it again.")}
        </Note>
      </div>
    );
  if (run.status === "failed")
    return (
      <div className="card-body">
        <Note tone="fail">
          <b>This run failed.</b> {run.error ?? "Nothing of this cohort was changed. Start it again."}
        </Note>
      </div>
    );
  return null;
}

interface ProgressProps {
  progress: RunProgress;
  run: RunState;
  working: boolean;
}

function Progress({ progress, run, working }: ProgressProps) {
  const limit = run.settings.timeLimitSeconds;
  const spanMs = working ? spanOf(progress.elapsedMs, limit * 1000) : progress.elapsedMs;
  return (
    <>
      <Figures progress={progress} left={working ? etaOf(progress, limit).range : null} />
      <div className="att">
        <div className="row wrap small">
          <span className="dim">
            <b>{figureOf(progress.attemptsDone)}</b> of {countOf(progress.attemptsTotal, "attempt")}
            {working && <>, now {phaseWords(progress.phase)}</>}
          </span>
          <span className="push faint">
            seed {run.seed} · at most {limit} s
          </span>
        </div>
        {working && <TimeBar progress={progress} limit={limit} />}
        {working && <p className="faint small">Its end: {etaOf(progress, limit).rule}.</p>}
      </div>
      <RunChart progress={progress} spanMs={spanMs} />
    </>
  );
}

function TimeBar({ progress, limit }: { progress: RunProgress; limit: number }) {
  const percent = Math.round(100 * shareOf(progress, limit));
  return (
    <div
      className="bar"
      role="progressbar"
      aria-label="Time of this run"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={valueText(progress, limit)}
    >
      <i style={{ width: `${percent}%` }} />
      <i className="doing" style={{ width: `${Math.min(4, 100 - percent)}%` }} />
    </div>
  );
}

function Figures({ progress, left }: { progress: RunProgress; left: string | null }) {
  const { upperBound, gap, proven } = progress;
  return (
    <div className="rs">
      <Stats>
        <Stat
          label="Placed"
          value={progress.placed}
          of={`of ${progress.total}`}
          note={progress.groups === 0 ? "no group yet" : countOf(progress.groups, "group")}
        />
        <Stat label="Best quality" value={progress.bestQuality.toFixed(1)} note="a place is 1, If needed 0.9" />
        <Stat
          label="Upper bound"
          value={upperBound === null ? "not yet" : upperBound.toFixed(1)}
          note={proven ? "reached" : "nothing is above it"}
        />
        <Stat
          label="Gap"
          value={proven ? "0" : gap === null ? "not yet" : (100 * gap).toFixed(1)}
          of={proven || gap !== null ? "%" : undefined}
          note={roomWords(progress)}
        />
        <Stat label="Elapsed" value={durationWords(progress.elapsedMs)} note={left ?? "in all"} />
      </Stats>
    </div>
  );
}
