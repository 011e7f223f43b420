import { Check } from "lucide-react";
import type { CSSProperties, ReactNode } from "react";

export interface Stage {
  name: string;
  /** Count and date: "51 of 58 answered, closes Fri 2 Oct". */
  note: string;
  state: "done" | "now" | "ahead";
  /** Of the stage one is in, 0 to 1: the solid part of its bar. */
  share?: number;
}

interface StageStripProps {
  stages: readonly Stage[];
  /** Wraps a stage's inside into a link; gets its class and its style. */
  link: (
    stage: Stage,
    look: { className: string; style: CSSProperties; current: boolean },
    inside: ReactNode,
  ) => ReactNode;
}

/** Where the cohort is: Collect, Schedule, Review, Realize, Run. */
export function StageStrip({ stages, link }: StageStripProps) {
  return (
    <nav className="stages" aria-label="Stages of this cohort">
      {stages.map((stage) => {
        const className = stage.state === "ahead" ? "stage" : `stage ${stage.state}`;
        const style = { "--done": `${Math.round(100 * (stage.share ?? 0))}%` } as CSSProperties;
        return link(
          stage,
          { className, style, current: stage.state === "now" },
          <>
            <b>
              {stage.state === "done" && <Check className="i" />}
              {stage.name}
              {stage.state === "done" && <span className="sr">, done</span>}
            </b>
            <span>{stage.note}</span>
          </>,
        );
      })}
    </nav>
  );
}
