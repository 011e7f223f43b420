/** Tells everybody in this process who watches a run that it has moved on; the run itself is looked up by whoever hears it. */
export interface RunBroadcast {
  tell: (runId: number) => void;
  /** Calls back at every move until the answer is called. */
  listen: (runId: number, onMove: () => void) => () => void;
}

export function createRunBroadcast(): RunBroadcast {
  const listeners = new Map<number, Set<() => void>>();
  return {
    tell: (runId) => {
      for (const onMove of listeners.get(runId) ?? []) onMove();
    },
    listen: (runId, onMove) => {
      const of = listeners.get(runId) ?? new Set();
      listeners.set(runId, of.add(onMove));
      return () => {
        of.delete(onMove);
        if (of.size === 0) listeners.delete(runId);
      };
    },
  };
}
