import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { problemOf, trpc } from "../../app/trpc.ts";
import { useToast } from "../../ui/toast.tsx";

/** Signs out, forgets everything read on this person's behalf, and goes to the door. */
export function useSignOut(): () => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const leave = async () => {
    const viewer = trpc.account.viewer.queryKey();
    queries.setQueryData(viewer, (before) => before && { ...before, person: null });
    await navigate({ to: "/sign-in" });
    queries.removeQueries({ predicate: ({ queryKey }) => JSON.stringify(queryKey) !== JSON.stringify(viewer) });
  };
  const { mutate } = useMutation(
    trpc.account.signOut.mutationOptions({
      onSuccess: leave,
      onError: (error) => {
        const { kind, sentence } = problemOf(error);
        // The session may have ended elsewhere: that is what was asked for.
        if (kind === "signed_out") return leave();
        toast({ text: sentence });
      },
    }),
  );
  return () => mutate();
}
