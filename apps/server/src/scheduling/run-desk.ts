import type { Proposal } from "@muster/scheduler/proposal";
import type { RunProgress } from "./run-progress.ts";

/** A run that this process computes at this moment. */
export interface LiveRun {
  progress: RunProgress | null;
  /** The best so far, until it is kept in the run's row. */
  best: Proposal | null;
  /** Stop and keep the best. */
  stop: AbortController;
  /** End, keep nothing. */
  discard: AbortController;
  /** Settles when its ending is written down. */
  ended: Promise<void>;
}

/** Ends by itself as soon as a run begins. */
export interface LookAside extends Disposable {
  signal: AbortSignal;
}

/** The runs of this process: their latest progress, their two handles, and who watches. Nothing here is the truth. */
export interface RunDesk {
  live: ReadonlyMap<number, LiveRun>;
  /** Whether the process is ending: what is cut short then was interrupted, not stopped. */
  isClosing: () => boolean;
  open: (runId: number, run: LiveRun) => void;
  /** The run moved: its progress is this now, or it is over. */
  move: (runId: number, progress: RunProgress | null) => void;
  close: (runId: number) => void;
  /** Calls back at every move until the answer is called. */
  listen: (runId: number, onMove: () => void) => () => void;
  /** Room for a short look beside the runs; null while a run works here, or another one looks. */
  lookAside: () => LookAside | null;
  /** Asks every run to keep its best, and waits until that is written down. */
  closeAll: () => Promise<void>;
}

export function createRunDesk(): RunDesk {
  const live = new Map<number, LiveRun>();
  const watchers = new Map<number, Set<() => void>>();
  let closing = false;
  let looking: AbortController | null = null;
  const tell = (runId: number) => {
    for (const onMove of watchers.get(runId) ?? []) onMove();
  };
  return {
    live,
    isClosing: () => closing,
    open: (runId, run) => {
      looking?.abort();
      live.set(runId, run);
    },
    move: (runId, progress) => {
      const run = live.get(runId);
      if (run && progress) run.progress = progress;
      tell(runId);
    },
    close: (runId) => {
      live.delete(runId);
      tell(runId);
    },
    listen: (runId, onMove) => {
      const of = watchers.get(runId) ?? new Set();
      watchers.set(runId, of.add(onMove));
      return () => {
        of.delete(onMove);
        if (of.size === 0) watchers.delete(runId);
      };
    },
    lookAside: () => {
      if (looking || live.size > 0 || closing) return null;
      const { signal } = (looking = new AbortController());
      return { signal, [Symbol.dispose]: () => void (looking = null) };
    },
    closeAll: async () => {
      closing = true;
      looking?.abort();
      const ended = [...live.values()].map((run) => {
        run.stop.abort();
        return run.ended;
      });
      await Promise.allSettled(ended);
    },
  };
}
