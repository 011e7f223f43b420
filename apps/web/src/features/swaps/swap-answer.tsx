import { Link } from "@tanstack/react-router";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { swapLines, type SwapByLink } from "./swap-lines.ts";

interface SwapAnswerProps {
  swap: SwapByLink;
  busy: boolean;
  problem: string | null;
  said: string | null;
  agree: () => void;
  decline: () => void;
}

/** What would be traded, until when, and yes or no. */
export function SwapAnswer({ swap, busy, problem, said, agree, decline }: SwapAnswerProps) {
  const { course, cohort, name, open, hasAgreed, sentence, theirs } = swap;
  const isAsked = open && !hasAgreed && said === null;
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
      {isAsked && swapLines(swap).map((line) => <p key={line}>{line}</p>)}
      {problem && (
        <Note tone="warn" announce>
          {problem}
        </Note>
      )}
      {isAsked && (
        <Button variant="primary" size="large" busy={busy} disabled={busy} onClick={agree}>
          Trade {swap.mine} for {theirs}
        </Button>
      )}
      {open && (
        <Button size="large" disabled={busy} onClick={decline}>
          {hasAgreed ? "Take my yes back" : "No, thank you"}
        </Button>
      )}
      <Link className={buttonClass({ variant: "link" })} to="/">
        Open Muster
      </Link>
    </>
  );
}
