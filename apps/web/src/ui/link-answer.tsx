import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { buttonClass } from "./button.tsx";
import { Note } from "./note.tsx";

interface LinkAnswerProps {
  /** Whom the letter was for, and about which cohort. */
  about: { course: string; cohort: string; name: string; sentence: string };
  /** Whether what the letter asks still waits for an answer. */
  isAsked: boolean;
  /** What became of it, once it is answered here. */
  said: string | null;
  problem: string | null;
  children: ReactNode;
}

/** What the button of a letter leads to: what it is about, what came of it, then the answers that there are. */
export function LinkAnswer({ about, isAsked, said, problem, children }: LinkAnswerProps) {
  return (
    <>
      <p className="dim">
        {about.course}, {about.cohort}. For {about.name}.
      </p>
      {!isAsked && (
        <Note tone={said === null ? "info" : "ok"} announce>
          {said ?? about.sentence}
        </Note>
      )}
      {problem && (
        <Note tone="warn" announce>
          {problem}
        </Note>
      )}
      {children}
      <Link className={buttonClass({ variant: "link" })} to="/">
        Open Muster
      </Link>
    </>
  );
}
