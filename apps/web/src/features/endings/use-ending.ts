import type { EndingDeed } from "@muster/domain/ending";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { trpc, type Outputs } from "../../app/trpc.ts";

export type EndingPlan = Outputs["endings"]["plan"];

const LOOK_AGAIN_MS = 800;

interface Ended {
  onDone: () => void;
  /** A merge, with the number it has in the history. */
  onMerged: (version: number) => void;
}

/** Looks at what an ending would do, as soon as it is chosen, and does it as it was read. */
export function useEnding(deed: EndingDeed | null, { onDone, onMerged }: Ended) {
  const key = JSON.stringify(deed);
  const [looked, setLooked] = useState<{ key: string; planId: string } | null>(null);
  const queries = useQueryClient();
  const look = useMutation(trpc.endings.look.mutationOptions());
  const { mutate } = look;
  useEffect(() => {
    if (deed) mutate({ deed }, { onSuccess: ({ planId }) => setLooked({ key, planId }) });
    // oxlint-disable-next-line react/exhaustive-deps -- the key says when the deed is another one
  }, [key, mutate]);

  const planId = looked?.key === key ? looked.planId : null;
  const plan = useQuery({
    ...trpc.endings.plan.queryOptions({ deed: deed ?? NOBODY, planId: planId ?? "" }),
    enabled: deed !== null && planId !== null,
    refetchInterval: ({ state }) => (state.data?.discord.state === "looking" ? LOOK_AGAIN_MS : false),
  });

  const onError = () => queries.invalidateQueries(trpc.endings.pathFilter());
  const settled = {
    onSuccess: async () => {
      onDone();
      await queries.invalidateQueries();
    },
    onError,
  };
  const complete = useMutation(trpc.groups.complete.mutationOptions(settled));
  const cancel = useMutation(trpc.groups.cancel.mutationOptions(settled));
  const merge = useMutation(
    trpc.groups.merge.mutationOptions({
      onSuccess: async ({ version }) => {
        onMerged(version);
        await queries.invalidateQueries();
      },
      onError,
    }),
  );
  const close = useMutation(trpc.cohorts.close.mutationOptions(settled));
  const unrealize = useMutation(trpc.realization.unrealize.mutationOptions(settled));
  const deeds = [complete, cancel, merge, close, unrealize];
  const act = (reason: string) => {
    const seen = plan.data?.seen;
    if (!deed) return;
    switch (deed.verb) {
      case "complete":
        return complete.mutate({ groupId: deed.groupId, seen });
      case "cancel":
        return cancel.mutate({ groupId: deed.groupId, reason, seen });
      case "merge":
        return merge.mutate({ groupId: deed.groupId, intoGroupId: deed.intoGroupId, seen });
      case "close":
        return close.mutate({ cohortId: deed.cohortId, as: deed.as, reason, seen });
      case "unrealize":
        return unrealize.mutate({ cohortId: deed.cohortId, seen });
    }
  };
  return {
    plan: planId === null ? undefined : plan.data,
    act,
    busy: deeds.some(({ isPending }) => isPending),
    error: look.error ?? plan.error ?? deeds.find(({ error }) => error)?.error ?? null,
  };
}

/** Stands where no deed has been chosen; it is never asked about. */
const NOBODY: EndingDeed = { verb: "cancel", groupId: 1 };
