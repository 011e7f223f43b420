import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  retryLink,
  splitLink,
  type TRPCClient,
} from "@trpc/client";
import type { inferRouterOutputs } from "@trpc/server";
import type { Persona } from "@muster/domain/persona";
import type { AppRouter } from "@muster/server/router";
import superjson from "superjson";

/** Somebody who is signed in, without a browser. */
export type Api = TRPCClient<AppRouter>;
export type Answers = inferRouterOutputs<AppRouter>;

/** Walks in as one of the rehearsal's people. */
export async function signIn(url: string, persona: Persona): Promise<Api> {
  const response = await fetch(`${url}/trpc/account.signInAs`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-requested-by": "muster-e2e" },
    body: JSON.stringify(superjson.serialize({ persona })),
  });
  if (!response.ok) throw new Error(`${persona} could not walk in: ${await response.text()}`);
  return signedIn(
    url,
    response.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; "),
  );
}

/** Somebody with a session: `name=value` of its cookie. */
export function signedIn(url: string, cookie: string): Api {
  const headers = { "x-requested-by": "muster-e2e", cookie };
  const address = `${url}/trpc`;
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === "subscription",
        true: httpSubscriptionLink({ url: address, transformer: superjson }),
        false: [
          // A server that is just being started again does not answer: questions are asked again, deeds are not.
          retryLink({
            retry: ({ op, error, attempts }) => op.type === "query" && !error.data && attempts < 40,
            retryDelayMs: () => 250,
          }),
          httpBatchLink({ url: address, transformer: superjson, headers }),
        ],
      }),
    ],
  });
}
