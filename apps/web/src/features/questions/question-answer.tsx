import { Link } from "@tanstack/react-router";
import type { Outputs } from "../../app/trpc.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { questionLines } from "./question-lines.ts";

interface QuestionAnswerProps {
  question: Outputs["questions"]["asked"];
  busy: boolean;
  problem: string | null;
  said: string | null;
  say: (answer: "yes" | "no") => void;
}

/** What somebody is asked, what a yes does, and yes or no. */
export function QuestionAnswer({ question, busy, problem, said, say }: QuestionAnswerProps) {
  const { course, cohort, name, open, sentence } = question;
  const isAsked = open && said === null;
  return (
    <>
      <p className="dim">
        {course}, {cohort}. For {name}.
      </p>
      {!isAsked && (
        <Note tone={said === null ? "info" : "ok"} announce>
          {said ?? sentence}
        </Note>
      )}
      {isAsked && questionLines(question).map((line) => <p key={line}>{line}</p>)}
      {problem && (
        <Note tone="warn" announce>
          {problem}
        </Note>
      )}
      {isAsked && (
        <>
          <Button variant="primary" size="large" busy={busy} disabled={busy} onClick={() => say("yes")}>
            Yes, I could
          </Button>
          <Button size="large" disabled={busy} onClick={() => say("no")}>
            No, I cannot
          </Button>
        </>
      )}
      <Link className={buttonClass({ variant: "link" })} to="/">
        Open Muster
      </Link>
    </>
  );
}
