import { useMutation, useQueryClient } from "@tanstack/react-query";
import { problemOf, trpc } from "../../app/trpc.ts";
import { countOf } from "../../ui/count-words.ts";
import { useToast } from "../../ui/toast.tsx";

/** What an organiser can do about the state of things; each is a request, its outcome appears on the page. */
export function useSyncDeeds() {
  const queries = useQueryClient();
  const toast = useToast();
  const settled = {
    onError: (error: unknown) => toast({ text: problemOf(error).sentence }),
    onSettled: () => queries.invalidateQueries(trpc.sync.pathFilter()),
  };
  const syncNow = useMutation(trpc.sync.syncNow.mutationOptions(settled));
  const syncAll = useMutation(
    trpc.sync.syncCohort.mutationOptions({
      ...settled,
      onSuccess: ({ groups }) =>
        toast({ text: `${countOf(groups, "group is", "groups are")} compared with Discord, one after the other.` }),
    }),
  );
  const repair = useMutation(trpc.sync.repair.mutationOptions(settled));
  const ignore = useMutation(trpc.sync.ignore.mutationOptions(settled));
  const retry = useMutation(trpc.sync.retry.mutationOptions(settled));
  return { syncNow, syncAll, repair, ignore, retry, say: (text: string) => toast({ text }) };
}

export type SyncDeeds = ReturnType<typeof useSyncDeeds>;
