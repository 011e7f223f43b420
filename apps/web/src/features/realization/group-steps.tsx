import type { ReactNode } from "react";
import { CircleX, LoaderCircle } from "lucide-react";
import { Chip } from "../../ui/chip.tsx";
import { countOf } from "../../ui/count-words.ts";
import { Fold } from "../../ui/fold.tsx";
import { StepRow } from "../../ui/step-row.tsx";
import { groupState, isAction, linesOf, ownSteps, type Step, type StepLine } from "./step-words.ts";

interface GroupStepsProps {
  group: { subject: string; name: string; steps: readonly Step[] };
  /** Facts in grey after the name. */
  facts?: ReactNode;
  /** Before it happens a line is planned; while it happens it has a state. */
  live: boolean;
}

/** One group of a plan, or of its carrying out: a line that opens into its steps (PL-2, PL-9). */
export function GroupSteps({ group, facts, live }: GroupStepsProps) {
  const steps = ownSteps(group);
  const lines = linesOf(steps);
  const together = groupState(lines);
  const open = live && (together.state === "doing" || together.state === "failed");
  return (
    <Fold
      open={open}
      summary={
        <>
          <b className="gn">{group.subject.startsWith("cohort:") ? "Server" : group.name}</b>
          {facts}
          <span className="push cnt">
            {live ? `${together.done} of ${together.total}` : countOf(steps.filter(isAction).length, "action")}
          </span>
          {live && (
            <span className="pc">
              <StateChip {...together} />
            </span>
          )}
        </>
      }
    >
      <ol className="steps">
        {lines.map((line) => (
          <Line key={line.key} line={line} live={live} />
        ))}
        {lines.length === 0 && <li className="step faint">Nothing to do here.</li>}
      </ol>
    </Fold>
  );
}

function Line({ line, live }: { line: StepLine; live: boolean }) {
  return (
    <StepRow
      sign={line.sign}
      kind={line.kind}
      what={
        <>
          <span className="sr">{line.verb} </span>
          {line.what}
        </>
      }
      effect={line.effect}
      state={live ? line.state : "planned"}
      result={line.result ?? (line.state === "skipped" && line.sign === "=" ? "already so" : undefined)}
      help={live ? line.help : null}
    />
  );
}

function StateChip({ state, failed }: { state: Step["state"]; failed: number }) {
  if (state === "failed")
    return (
      <Chip tone="fail" bare icon={CircleX}>
        {failed} failed
      </Chip>
    );
  if (state === "doing")
    return (
      <Chip tone="accent" bare icon={LoaderCircle}>
        Doing
      </Chip>
    );
  return (
    <Chip tone={state === "waiting" ? "wait" : "ok"} bare>
      {state === "waiting" ? "Waiting" : "Done"}
    </Chip>
  );
}
