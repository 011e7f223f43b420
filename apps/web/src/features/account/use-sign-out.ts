import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { trpc } from "../../app/trpc.ts";

/** Signs out, forgets everything read on this person's behalf, and goes to the door. */
export function useSignOut(): () => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { mutate } = useMutation(
    trpc.account.signOut.mutationOptions({
      onSettled: async () => {
        const viewer = trpc.account.viewer.queryKey();
        queries.setQueryData(viewer, (before) => before && { ...before, person: null });
        await navigate({ to: "/sign-in" });
        queries.removeQueries({ predicate: ({ queryKey }) => JSON.stringify(queryKey) !== JSON.stringify(viewer) });
      },
    }),
  );
  return () => mutate();
}
