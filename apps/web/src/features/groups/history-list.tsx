import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { problemOf, trpc, trpcClient, type Outputs } from "../../app/trpc.ts";
import { momentOf } from "../../dates/instant-words.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Note } from "../../ui/note.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useToast } from "../../ui/toast.tsx";
import { useDesk } from "./use-review.ts";

type Entry = Outputs["groups"]["history"]["entries"][number];

/** Who did what, the latest first; one entry can be taken back while nothing later depends on it (GR-6). */
export function HistoryList() {
  const { cohort } = useDesk();
  const history = useInfiniteQuery({
    queryKey: [...trpc.groups.history.queryKey({ cohortId: cohort.id }), "pages"],
    queryFn: ({ pageParam }) => trpcClient.groups.history.query({ cohortId: cohort.id, ...pageParam }),
    initialPageParam: {},
    getNextPageParam: ({ next }): { before?: number } | undefined => (next === null ? undefined : { before: next }),
  });
  const failed = history.error && <Note tone="fail">{problemOf(history.error).sentence}</Note>;
  if (!history.data) return failed ?? <Skeleton lines={6} label="Reading the history" />;
  const entries = history.data.pages.flatMap((page) => page.entries);
  if (entries.length === 0)
    return (
      <EmptyState title="Nothing was changed yet">Every change by hand stands here, with its way back.</EmptyState>
    );
  return (
    <>
      <ol className="side-list history">
        {entries.map((entry) => (
          <EntryRow key={entry.auditId} entry={entry} timeZone={cohort.timeZone} />
        ))}
      </ol>
      {history.isFetchNextPageError && failed}
      {history.hasNextPage && (
        <p className="side-note">
          <Button size="small" busy={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            Show older
          </Button>
        </p>
      )}
    </>
  );
}

function EntryRow({ entry, timeZone }: { entry: Entry; timeZone: string }) {
  const { open } = useDesk();
  const queries = useQueryClient();
  const toast = useToast();
  const revert = useMutation(
    trpc.groups.revert.mutationOptions({
      onSuccess: ({ warnings }) => toast({ text: ["Taken back.", ...warnings].join(" ") }),
      onError: (error) => toast({ text: problemOf(error).sentence }),
      onSettled: () =>
        Promise.all([
          queries.invalidateQueries(trpc.groups.pathFilter()),
          queries.invalidateQueries(trpc.cohorts.pathFilter()),
        ]),
    }),
  );
  const { auditId, words, by, at, reason, revertible, revertedBy, notBecause } = entry;
  return (
    <li>
      <div>
        <b className={revertedBy === null ? undefined : "gone"}>{words}</b>
        <small>
          by {by}, {momentOf(at, timeZone)}
          {reason && ` · ${reason}`}
        </small>
        {revertedBy !== null && <small>taken back</small>}
        {revertedBy === null && notBecause && <small>{notBecause}</small>}
      </div>
      {open && revertible && (
        <Button
          variant="quiet"
          size="small"
          icon={Undo2}
          busy={revert.isPending}
          label={`Take back: ${words}`}
          onClick={() => revert.mutate({ auditId })}
        />
      )}
    </li>
  );
}
