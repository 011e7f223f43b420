import { useMutation, useQueryClient } from "@tanstack/react-query";
import { problemOf, trpc } from "../../app/trpc.ts";
import { useLink } from "../../app/use-link.ts";

/** Letters of one topic, known by the link of one of them: switched off and on by a press of a button. */
export function useSubscriptionLink(token: string) {
  const queries = useQueryClient();
  const options = trpc.notifications.subscription.queryOptions({ token });
  const { data, lost } = useLink(options);
  const change = useMutation(
    trpc.notifications.changeSubscription.mutationOptions({
      onSuccess: (now) => queries.setQueryData(options.queryKey, now),
    }),
  );
  return {
    data,
    lost,
    busy: change.isPending,
    problem: change.error ? problemOf(change.error).sentence : null,
    isChanged: change.isSuccess,
    choose: (wanted: boolean) => change.mutate({ token, wanted }),
  };
}
