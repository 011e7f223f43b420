import type { Outputs } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { LinkAnswer } from "../../ui/link-answer.tsx";
import { questionLines } from "./question-lines.ts";

interface QuestionAnswerProps {
  question: Outputs["questions"]["asked"];
  answering: "yes" | "no" | null;
  problem: string | null;
  said: string | null;
  say: (answer: "yes" | "no") => void;
}

/** What somebody is asked, what a yes does, and yes or no. */
export function QuestionAnswer({ question, answering, problem, said, say }: QuestionAnswerProps) {
  const isAsked = question.open && said === null;
  return (
    <LinkAnswer about={question} isAsked={isAsked} said={said} problem={problem}>
      {isAsked && (
        <>
          {questionLines(question).map((line) => (
            <p key={line}>{line}</p>
          ))}
          <Button variant="primary" size="large" busy={answering === "yes"} onClick={() => say("yes")}>
            Yes, I could
          </Button>
          <Button size="large" busy={answering === "no"} onClick={() => say("no")}>
            No, I cannot
          </Button>
        </>
      )}
    </LinkAnswer>
  );
}
