import { type Bench, ok, type Reply, type Route } from "../call.ts";

export const gatewayRoutes: Route[] = [
  {
    method: "GET",
    path: "/gateway",
    operation: "gateway.get",
    asks: "anybody",
    handle: ({ gateway }) => ok({ url: gateway.url() }),
  },
  { method: "GET", path: "/gateway/bot", operation: "gateway.get", handle: address },
];

function address({ gateway }: Bench): Reply {
  const session_start_limit = {
    total: 1000,
    remaining: gateway.identifiesLeft(),
    reset_after: 86_400_000,
    max_concurrency: 1,
  };
  return ok({ url: gateway.url(), shards: 1, session_start_limit });
}
