import { QueryClient } from "@tanstack/react-query";
import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  retryLink,
  splitLink,
  TRPCClientError,
} from "@trpc/client";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import superjson from "superjson";
import type { AppRouter } from "@muster/server/router";

export type Inputs = inferRouterInputs<AppRouter>;
export type Outputs = inferRouterOutputs<AppRouter>;

const url = "/trpc";
const HOPELESS = ["UNAUTHORIZED", "FORBIDDEN", "BAD_REQUEST", "NOT_FOUND"];

export const trpcClient = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (op) => op.type === "subscription",
      // A proxy's 502 ends an EventSource for good; the retry in front opens a new one from the last id heard.
      true: [
        retryLink({
          retry: ({ op, error }) => op.type === "subscription" && !HOPELESS.includes(error.data?.code ?? ""),
          retryDelayMs: (attempt) => Math.min(200 * 2 ** attempt, 10_000),
        }),
        httpSubscriptionLink({ url, transformer: superjson }),
      ],
      false: httpBatchLink({ url, transformer: superjson, maxItems: 10, headers: { "x-requested-by": "muster-web" } }),
    }),
  ],
});

/** Only a server that did not answer is asked again; a refusal stays one. */
const worthAsking = (failures: number, error: unknown): boolean =>
  failures < 2 && error instanceof TRPCClientError && error.data === undefined;

// "Offline" is the network's word, not the server's: the server may be this very machine. So nothing waits for it.
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: worthAsking, staleTime: 5_000, refetchOnWindowFocus: true, networkMode: "always" },
    mutations: { retry: false, networkMode: "always" },
  },
});

/** `trpc.signups.mine.queryOptions()`, `trpc.groups.join.mutationOptions()`, `trpc.events.follow.subscriptionOptions()` */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client: trpcClient, queryClient });

export interface Problem {
  /** What happened and what one can do, in plain words. */
  sentence: string;
  kind: "not_found" | "not_allowed" | "conflict" | "not_yet" | "invalid" | "signed_out" | "unreachable" | "unknown";
  /** The field the sentence belongs to, where there is one. */
  field?: string;
  facts?: Record<string, unknown>;
  /** To copy when asking for help. */
  requestId?: string;
}

interface RefusalShape {
  code?: string;
  refusal?: { kind: Problem["kind"]; sentence: string; field?: string; facts?: Record<string, unknown> } | null;
  requestId?: string;
}

const UNREACHABLE = "Muster did not answer. What you entered is kept here; try again in a moment.";

/** Any failure of a query, a mutation or a subscription, in words a page can show. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof TRPCClientError)) return { sentence: "This page stumbled. Load it again.", kind: "unknown" };
  const data = error.data as RefusalShape | undefined;
  if (data?.code === "UNAUTHORIZED")
    return { sentence: "You are signed out. Sign in and come back here.", kind: "signed_out" };
  if (data?.refusal) return data.refusal;
  if (!data) return { sentence: UNREACHABLE, kind: "unreachable" };
  return { sentence: error.message, kind: "unknown", ...(data.requestId && { requestId: data.requestId }) };
}
