import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { problemOf, trpc, type Inputs } from "../../app/trpc.ts";
import { useToast } from "../../ui/toast.tsx";
import { hoursWords, type AskedQuestion } from "./question-words.ts";

const NOBODY: readonly AskedQuestion[] = [];

interface Somebody {
  name: string;
  timeZone: string;
}

/** Whom organisers of a cohort ask, asking and taking back; each says what happened and can be undone (SC-14, SC-22). */
export function useQuestions(cohortId: number) {
  const queries = useQueryClient();
  const toast = useToast();
  const { data } = useQuery(trpc.questions.list.queryOptions({ cohortId }));
  const asItIs = {
    onError: (error: unknown) => toast({ text: problemOf(error).sentence }),
    onSettled: () => queries.invalidateQueries(trpc.questions.pathFilter()),
  };
  const ask = useMutation(trpc.questions.ask.mutationOptions(asItIs));
  const withdraw = useMutation(trpc.questions.withdraw.mutationOptions(asItIs));
  return {
    questions: data ?? NOBODY,
    isAsking: ask.isPending,
    withdrawing: withdraw.isPending ? withdraw.variables.questionId : null,
    ask: (asking: Inputs["questions"]["ask"], { name, timeZone }: Somebody) =>
      ask.mutate(asking, {
        onSuccess: ({ questionId, isNew }) => {
          const hours = hoursWords({ window: asking.window, timeZone });
          if (!isNew) return toast({ text: `${name} is asked about ${hours} already.` });
          toast({ text: `${name} is asked about ${hours}.`, undo: () => withdraw.mutate({ questionId }) });
        },
      }),
    withdraw: ({ questionId, name, ...asked }: AskedQuestion) =>
      withdraw.mutate(
        { questionId },
        { onSuccess: () => toast({ text: `The question to ${name} about ${hoursWords(asked)} is taken back.` }) },
      ),
  };
}
