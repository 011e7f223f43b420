/** What one has done, as a line one can walk both ways. One stroke, one quick action, one typed time is one step. */
export interface History<T> {
  past: readonly T[];
  present: T;
  future: readonly T[];
}

const KEPT = 100;

export const startHistory = <T>(present: T): History<T> => ({ past: [], present, future: [] });

/** A step that changes nothing is none. */
export function step<T>(history: History<T>, next: T, same: (one: T, other: T) => boolean): History<T> {
  if (same(history.present, next)) return history;
  return { past: [...history.past, history.present].slice(-KEPT), present: next, future: [] };
}

export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return { past: history.past.slice(0, -1), present: before, future: [history.present, ...history.future] };
}

export function redo<T>(history: History<T>): History<T> {
  const after = history.future[0];
  if (after === undefined) return history;
  return { past: [...history.past, history.present], present: after, future: history.future.slice(1) };
}
