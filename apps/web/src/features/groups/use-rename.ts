import { useMutation, useQueryClient } from "@tanstack/react-query";
import { problemOf, trpc } from "../../app/trpc.ts";
import { useToast } from "../../ui/toast.tsx";
import type { GroupCard } from "./fit.ts";

/** Renames a group; the old name comes back with Undo. */
export function useRename(group: GroupCard) {
  const queries = useQueryClient();
  const toast = useToast();
  const rename = useMutation(
    trpc.groups.rename.mutationOptions({ onSettled: () => queries.invalidateQueries(trpc.groups.pathFilter()) }),
  );
  const back = () =>
    rename.mutate(
      { groupId: group.id, name: group.name },
      { onError: (error) => toast({ text: problemOf(error).sentence }) },
    );
  return {
    ...rename,
    to: (name: string, done: () => void) =>
      rename.mutate(
        { groupId: group.id, name },
        {
          onSuccess: () => {
            done();
            toast({ text: `${group.name} is called ${name} now.`, undo: back });
          },
        },
      ),
  };
}
