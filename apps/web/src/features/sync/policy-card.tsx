import { DRIFT_CHOICES, DRIFT_SORTS, type DriftPolicy } from "@muster/domain/drift";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { problemOf, trpc } from "../../app/trpc.ts";
import { Card, CardHead } from "../../ui/card.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { useToast } from "../../ui/toast.tsx";
import { CHOICE_WORDS, SORT_WORDS } from "./policy-words.ts";

/** What happens when hands change something on Discord, for each sort of change (SY-3); it holds for every cohort. */
export function PolicyCard() {
  const queries = useQueryClient();
  const toast = useToast();
  const policy = useQuery(trpc.sync.driftPolicy.queryOptions()).data;
  const set = useMutation(
    trpc.sync.setDriftPolicy.mutationOptions({
      onMutate: ({ policy: next }) => queries.setQueryData(trpc.sync.driftPolicy.queryKey(), next),
      onError: (error) => toast({ text: problemOf(error).sentence }),
      onSettled: () => queries.invalidateQueries(trpc.sync.pathFilter()),
    }),
  );
  if (!policy) return null;
  const change = (next: DriftPolicy) =>
    set.mutate(
      { policy: next },
      { onSuccess: () => toast({ text: "Kept, for every cohort.", undo: () => set.mutate({ policy }) }) },
    );
  return (
    <Card aria-label="When hands change something">
      <CardHead title="When hands change something" />
      <ul className="policies">
        {DRIFT_SORTS.map((sort) => (
          <li key={sort}>
            <div>
              <b>{SORT_WORDS[sort].title}</b>
              <p className="faint small">{SORT_WORDS[sort].example}</p>
            </div>
            <Segmented
              label={SORT_WORDS[sort].title}
              value={policy[sort]}
              onChange={(choice) => change({ ...policy, [sort]: choice })}
              options={DRIFT_CHOICES.map((choice) => ({ value: choice, label: CHOICE_WORDS[choice] }))}
            />
          </li>
        ))}
        <li>
          <div>
            <b>Members&apos; access</b>
            <p className="faint small">who sees their group&apos;s channels, and that nobody else does</p>
          </div>
          <span className="faint small">always put right</span>
        </li>
      </ul>
    </Card>
  );
}
