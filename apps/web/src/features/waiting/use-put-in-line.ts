import { useMutation, useQueryClient } from "@tanstack/react-query";
import { aheadWords } from "@muster/domain/waiting";
import { problemOf, trpc } from "../../app/trpc.ts";
import { useToast } from "../../ui/toast.tsx";

interface Named {
  person: { personId: number; name: string };
  group: { groupId: number; name: string };
}

/** An organiser puts somebody in a line and takes them out of it; each takes the other back (SC-14, SC-22). */
export function usePutInLine() {
  const queries = useQueryClient();
  const toast = useToast();
  const asItIs = {
    onError: (error: unknown) => toast({ text: problemOf(error).sentence }),
    onSettled: () => queries.invalidateQueries(trpc.groups.pathFilter()),
  };
  const put = useMutation(trpc.waiting.putInLine.mutationOptions(asItIs));
  const out = useMutation(trpc.waiting.takeOut.mutationOptions(asItIs));
  return {
    busy: put.isPending || out.isPending,
    putInLine: ({ personId, name }: Named["person"], group: Named["group"]) =>
      put.mutate(
        { personId, groupId: group.groupId },
        {
          onSuccess: ({ waitId, ahead }) =>
            toast({
              text: `${name} is in line for ${group.name}, ${aheadWords(ahead).replace("you", "them")}, and is told.`,
              undo: () => out.mutate({ waitId }),
            }),
        },
      ),
    takeOut: (waitId: number, { person: { personId, name }, group }: Named) =>
      out.mutate(
        { waitId },
        {
          onSuccess: () =>
            toast({
              text: `${name} is no longer in line for ${group.name}.`,
              undo: () => put.mutate({ personId, groupId: group.groupId }),
            }),
        },
      ),
  };
}
