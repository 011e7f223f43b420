import { setTimeout as pause } from "node:timers/promises";
import { isWorking } from "@muster/domain/scheduling-settings";
import type { Context } from "../context.ts";
import { mayGoOn } from "../organisers/still-organises.ts";
import { findRun } from "./find-run.ts";
import { runStateOf, type RunState } from "./run-state.ts";

/** How often the row is read: what another server computes is kept there about once a second. */
const LOOK_EVERY_MS = 1_000;

/**
 * What is so, then what comes, until the run is over. A run of this process is told as it moves; any other one, and every
 * change of status, is seen in its row. Each word is the whole state: whoever comes back needs nothing from before.
 */
export async function* watchRun(
  ctx: Context,
  { runId, signal }: { runId: number; signal: AbortSignal },
): AsyncGenerator<RunState> {
  const { runs, orm } = ctx.house;
  let moved = false;
  let wake = () => {};
  // A run moves ten times a second: whether its watcher may go on is asked once in that time.
  let asksAgain = true;
  const asking = setInterval(() => (asksAgain = true), LOOK_EVERY_MS);
  const stopListening = runs.listen(runId, () => {
    moved = true;
    wake();
  });
  try {
    let told = "";
    let state = runStateOf(await findRun(orm.em.fork(), runId), runs.live.get(runId)?.progress);
    while (!signal.aborted) {
      const words = JSON.stringify(state);
      if (words !== told) yield state;
      told = words;
      if (!isWorking(state.status)) return;
      // A move while the row was read, or the reader was slow, is not waited for again.
      if (!moved) await Promise.race([new Promise<void>((resolve) => (wake = resolve)), lookAgain(signal)]);
      const live = runs.live.get(runId);
      const byMove = moved;
      moved = false;
      if (asksAgain && !(await mayGoOn(ctx))) return;
      asksAgain = false;
      state =
        byMove && live?.progress
          ? { ...state, progress: live.progress }
          : runStateOf(await findRun(orm.em.fork(), runId), live?.progress);
    }
  } finally {
    clearInterval(asking);
    stopListening();
  }
}

const lookAgain = (signal: AbortSignal): Promise<void> =>
  pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
