import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { problemOf, trpc, type Outputs } from "../../app/trpc.ts";
import { useToast } from "../../ui/toast.tsx";

export type OrganiserRow = Outputs["organisers"]["list"][number];

export const useOrganisers = (): OrganiserRow[] => useSuspenseQuery(trpc.organisers.list.queryOptions()).data;

interface Named {
  personId: number;
  name: string;
}

/** Giving the role and taking it away; each says what it did, with the way back. */
export function useOrganiserDeeds() {
  const queries = useQueryClient();
  const toast = useToast();
  const onSettled = () => queries.invalidateQueries(trpc.organisers.pathFilter());
  const onError = (error: unknown) => toast({ text: problemOf(error).sentence });
  const add = useMutation(trpc.organisers.add.mutationOptions({ onSettled, onError }));
  const remove = useMutation(trpc.organisers.remove.mutationOptions({ onSettled, onError }));
  return {
    add: ({ personId, name }: Named) =>
      add.mutate(
        { personId },
        { onSuccess: () => toast({ text: `${name} is an organiser now.`, undo: () => remove.mutate({ personId }) }) },
      ),
    remove: ({ personId, name }: Named) =>
      remove.mutate(
        { personId },
        {
          onSuccess: () => toast({ text: `${name} is no organiser any more.`, undo: () => add.mutate({ personId }) }),
        },
      ),
    removing: remove.isPending ? remove.variables.personId : null,
  };
}
