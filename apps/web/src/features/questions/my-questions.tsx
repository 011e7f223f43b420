import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { problemOf, trpc } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { useToast } from "../../ui/toast.tsx";
import { questionLines } from "./question-lines.ts";
import "./questions.css";

/** Whether one could make an hour that an organiser asks about: yes and no (SC-14). */
export function MyQuestions({ cohortId }: { cohortId: number }) {
  const queries = useQueryClient();
  const toast = useToast();
  const { data: mine } = useSuspenseQuery(trpc.questions.mine.queryOptions());
  const answer = useMutation(
    trpc.questions.answer.mutationOptions({
      onSuccess: ({ sentence }) => toast({ text: sentence }),
      onSettled: () =>
        Promise.all([
          queries.invalidateQueries(trpc.questions.pathFilter()),
          queries.invalidateQueries(trpc.availability.pathFilter()),
          queries.invalidateQueries(trpc.signups.pathFilter()),
          queries.invalidateQueries(trpc.groups.pathFilter()),
        ]),
    }),
  );
  const isSaying = (questionId: number, what: "yes" | "no") =>
    answer.isPending && answer.variables.questionId === questionId && answer.variables.answer === what;
  const here = mine.filter((question) => question.cohortId === cohortId);
  if (here.length === 0 && !answer.error) return null;
  return (
    <section className="myquestions" aria-label="Questions about your hours">
      {answer.error && (
        <Note tone="warn" announce>
          {problemOf(answer.error).sentence}
        </Note>
      )}
      {here.map(({ questionId, ...question }) => (
        <Note
          key={questionId}
          tone="ok"
          announce
          action={
            <span className="row wrap">
              <Button busy={isSaying(questionId, "no")} onClick={() => answer.mutate({ questionId, answer: "no" })}>
                No, I cannot
              </Button>
              <Button
                variant="primary"
                busy={isSaying(questionId, "yes")}
                onClick={() => answer.mutate({ questionId, answer: "yes" })}
              >
                Yes, I could
              </Button>
            </span>
          }
        >
          {questionLines(question).join(" ")}
        </Note>
      ))}
    </section>
  );
}
