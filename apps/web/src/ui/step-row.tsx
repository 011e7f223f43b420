import clsx from "clsx";
import { Check, CircleX, Clock, LoaderCircle, Minus, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export type StepState = "planned" | "waiting" | "doing" | "done" | "failed" | "skipped";

const RESULT: Record<Exclude<StepState, "planned">, { icon: LucideIcon; word: string }> = {
  waiting: { icon: Clock, word: "waiting" },
  doing: { icon: LoaderCircle, word: "doing" },
  done: { icon: Check, word: "done" },
  failed: { icon: CircleX, word: "failed" },
  skipped: { icon: Minus, word: "not now" },
};

interface StepRowProps {
  /** `+` creates, `~` changes, `−` removes, `=` stays, `!` needs a decision, `?` asks. */
  sign: "+" | "~" | "−" | "=" | "!" | "?";
  kind: ReactNode;
  what: ReactNode;
  /** What people notice of it. */
  effect?: ReactNode;
  state?: StepState;
  /** Replaces the state's word. */
  result?: ReactNode;
  /** On failure: why, and what to do. */
  help?: ReactNode;
}

/** One step of a plan or a repair. */
export function StepRow({ sign, kind, what, effect, state = "planned", result, help }: StepRowProps) {
  const outcome = state === "planned" ? undefined : RESULT[state];
  const row = { doing: "is-doing", failed: "is-fail", waiting: "is-wait", planned: "", done: "", skipped: "is-wait" }[
    state
  ];
  return (
    <li className={clsx("step", row)}>
      <span className={clsx("sgn", sign === "+" && "add", (sign === "!" || sign === "?") && "ask")}>{sign}</span>
      <span className="kind">{kind}</span>
      <span className="what">{what}</span>
      <span className="eff">{effect}</span>
      <span className="res">
        {outcome && (
          <span className={clsx("chip", "bare", state === "done" && "chip-ok", state === "failed" && "chip-fail")}>
            <outcome.icon className={clsx("i", state === "doing" && "spin")} />
            {result ?? outcome.word}
          </span>
        )}
      </span>
      {help && <span className="help">{help}</span>}
    </li>
  );
}
