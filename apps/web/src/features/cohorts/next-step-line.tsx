import { Link } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { buttonClass } from "../../ui/button.tsx";
import { nextStepOf, type Overview } from "./next-step.ts";

/** What to do next, as the last line of the figures. */
export function NextStepLine({ cohort }: { cohort: Overview }) {
  const { title, sentence, go } = nextStepOf(cohort);
  return (
    <div className="do">
      <i className="todo-mark" aria-hidden="true" />
      <div>
        <h2>{title}</h2>
        <p className="dim">{sentence}</p>
      </div>
      {go && (
        <Link className={`${buttonClass()} push`} to={`/cohorts/$cohortId/${go.room}`} params={{ cohortId: cohort.id }}>
          {go.label}
          <ArrowRight className="i" />
        </Link>
      )}
    </div>
  );
}
