import { useMutation } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useEffect, useRef, useState } from "react";
import { trpc, type Outputs } from "../../app/trpc.ts";
import { untilSettled } from "./results-words.ts";

type Told<Stream> = Stream extends AsyncIterable<{ data: infer Data }> ? Data : never;
export type RealizationState = Told<Outputs["realization"]["watch"]>;
export type Plan = NonNullable<RealizationState["plan"]>;
export type Running = NonNullable<RealizationState["running"]>;
export type Result = RealizationState["results"][number];

/** The plan, its carrying out and its results, as they are and as they change; null until the first word. */
export function useRealization(cohortId: number): { state: RealizationState | null; error: unknown } {
  const [state, setState] = useState<RealizationState | null>(null);
  const { error } = useSubscription(
    trpc.realization.watch.subscriptionOptions({ cohortId }, { onData: ({ data }) => setState(untilSettled(data)) }),
  );
  return { state: state?.cohortId === cohortId ? state : null, error };
}

/** Looks at Discord and makes the plan; once by itself where there is something to plan and nobody has looked yet. */
export function usePlan(cohortId: number, state: RealizationState | null, previews: number) {
  const plan = useMutation(trpc.realization.plan.mutationOptions());
  const asked = useRef(false);
  const { mutate } = plan;
  // Groups already asked for come to their end without another plan.
  const underWay = state?.results.filter(({ status }) => status === "preview").length ?? 0;
  const wanted = state !== null && state.bot.connected && !state.plan && !state.running && previews > underWay;
  const seen = state !== null && (state.plan ?? state.running) !== null;
  useEffect(() => {
    if (seen) asked.current = true;
    if (!wanted || asked.current) return;
    asked.current = true;
    mutate({ cohortId });
  }, [seen, wanted, mutate, cohortId]);
  return plan;
}
