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
  const attend = useMutation(trpc.sync.attend.mutationOptions(settled));
  const accept = useMutation(
    trpc.sync.accept.mutationOptions({ ...settled, onSuccess: () => toast({ text: "It is as they made it now." }) }),
  );
  /** Left alone, for so many days or for good; a click takes it back. */
  const leave = (what: { groupId: number; key: string }, days: number | undefined) =>
    ignore.mutate(
      { ...what, days },
      { onSuccess: () => toast({ text: "It is left as it is.", undo: () => attend.mutate(what) }) },
    );
  /** What is being done about one change made outside. */
  const choosing = (key: string) => {
    if (repair.isPending && repair.variables.keys.includes(key)) return "restore";
    if (accept.isPending && accept.variables.key === key) return "accept";
    return ignore.isPending && ignore.variables.key === key ? "ignore" : null;
  };
  const retry = useMutation(trpc.sync.retry.mutationOptions(settled));
  return {
    syncNow,
    syncAll,
    repair,
    ignore,
    leave,
    choosing,
    attend,
    accept,
    retry,
    say: (text: string) => toast({ text }),
  };
}

export type SyncDeeds = ReturnType<typeof useSyncDeeds>;
