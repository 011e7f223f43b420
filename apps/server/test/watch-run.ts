import type { RunState } from "../src/scheduling/run-state.ts";
import type { Client } from "./server-resource.ts";

/** Watches a run over HTTP as a page does. */
export function watchRun(client: Client, runId: number) {
  const seen: RunState[] = [];
  let wake = () => {};
  let over = false;
  const subscription = client.scheduling.watch.subscribe(
    { runId },
    {
      onData: ({ data }) => {
        seen.push(data);
        wake();
      },
      onComplete: () => {
        over = true;
        wake();
      },
    },
  );
  return {
    seen,
    until: async (true_: (state: RunState | undefined) => boolean) => {
      while (!true_(seen.at(-1)) && !over) await new Promise<void>((resolve) => (wake = resolve));
    },
    [Symbol.dispose]: () => subscription.unsubscribe(),
  };
}

export const isOver = (state: RunState | undefined) =>
  state !== undefined && !["queued", "running", "stopping"].includes(state.status);
