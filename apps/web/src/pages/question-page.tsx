import { useParams } from "@tanstack/react-router";
import { trpc } from "../app/trpc.ts";
import { useAnswerLink } from "../app/use-answer-link.ts";
import { LinkGate } from "../features/account/link-gate.tsx";
import { QuestionAnswer } from "../features/questions/question-answer.tsx";

/** Where a letter that asks about an hour leads, without signing in. Opening it changes nothing (EM-12). */
export function QuestionPage() {
  const { token } = useParams({ from: "/gate/question/$token" });
  const { data, lost, answer, answering, ...question } = useAnswerLink(
    trpc.questions.asked.queryOptions({ token }),
    trpc.questions.answerByLink.mutationOptions(),
  );
  return (
    <LinkGate title="Could you make this hour?" lost={lost}>
      {data && (
        <QuestionAnswer
          {...question}
          question={data}
          answering={answering?.answer ?? null}
          say={(yesOrNo) => answer({ token, answer: yesOrNo })}
        />
      )}
    </LinkGate>
  );
}
