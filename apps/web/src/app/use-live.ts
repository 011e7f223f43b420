import { useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useCallback, useEffect, useRef } from "react";
import { trpc } from "./trpc.ts";

const GATHER_MS = 150;

/**
 * Follows the bell: whatever is on the page and may have changed is asked for again, except who is signed in. Bells that
 * come together ask once.
 */
export function useLive(cohortId: number | undefined): void {
  const queries = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const refetch = useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void queries.invalidateQueries({ predicate: ({ queryKey: [path] }) => !isAccount(path) });
    }, GATHER_MS);
  }, [queries]);
  useEffect(() => () => clearTimeout(timer.current), []);
  useSubscription(
    trpc.events.follow.subscriptionOptions(cohortId === undefined ? {} : { cohortId }, {
      onData: refetch,
      onStarted: refetch,
    }),
  );
}

const isAccount = (path: unknown): boolean => Array.isArray(path) && path[0] === "account";
