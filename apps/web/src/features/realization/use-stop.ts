import { useMutation } from "@tanstack/react-query";
import { problemOf, trpc } from "../../app/trpc.ts";
import { countOf } from "../../ui/count-words.ts";
import { useToast } from "../../ui/toast.tsx";

/** Stops creating after the step at work, then looks at what is left to do. */
export function useStop(cohortId: number, lookAgain: () => void) {
  const toast = useToast();
  const stop = useMutation(
    trpc.realization.stop.mutationOptions({
      onSuccess: ({ groups }) => {
        toast({
          text: `Stopped. ${countOf(groups, "group stays", "groups stay")} in preview; what stands stays, and creating goes on from there.`,
        });
        lookAgain();
      },
      onError: (error) => toast({ text: problemOf(error).sentence }),
    }),
  );
  return { busy: stop.isPending, now: () => stop.mutate({ cohortId }) };
}
