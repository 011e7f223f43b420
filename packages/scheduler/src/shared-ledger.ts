import { type Ledger, type Moment } from "./ledger.ts";
import { type Phase } from "./proposal.ts";
import { BLOCK } from "./run-attempts.ts";
import { placedIn, type Seating } from "./seating.ts";

/** The cells a run's threads and its owner share; counters cost nothing to read, unlike messages. */
const CELL = { stop: 0, next: 1, attempts: 2, tenths: 3, placed: 4, groups: 5, bound: 6, phase: 7, waited: 8 } as const;
const PHASES: readonly Phase[] = ["greedy", "improve", "prove", "branch", "settle", "explain"];

export type SharedCells = Int32Array<SharedArrayBuffer>;

export const newCells = (): SharedCells => new Int32Array(new SharedArrayBuffer(4 * Object.keys(CELL).length));

export const askToStop = (cells: SharedCells): void => void Atomics.store(cells, CELL.stop, 1);
const isAskedToStop = (cells: SharedCells): boolean => Atomics.load(cells, CELL.stop) === 1;

/** Milliseconds since the epoch, to a fraction: the same on every thread. */
export const epochNow = (): number => performance.timeOrigin + performance.now();

/** The clock of a run, on one of its threads: it starts when the first of them takes it up, not while it waits. */
export function clockOf({ cells, queuedAt }: { cells: SharedCells; queuedAt: number }): () => number {
  const waited = Math.max(1, Math.ceil(epochNow() - queuedAt));
  const startedAt = queuedAt + (Atomics.compareExchange(cells, CELL.waited, 0, waited) || waited);
  return () => Math.max(0, epochNow() - startedAt);
}

/** Since when a run has been worked on, in milliseconds since the epoch; null while it waits. */
export function begunAt(cells: SharedCells, queuedAt: number): number | null {
  const waited = Atomics.load(cells, CELL.waited);
  return waited === 0 ? null : queuedAt + waited;
}

export function readMoment(cells: SharedCells): Moment {
  const at = (cell: keyof typeof CELL) => Atomics.load(cells, CELL[cell]);
  return {
    phase: PHASES[at("phase")]!,
    attempts: at("attempts"),
    tenths: at("tenths"),
    placed: at("placed"),
    groups: at("groups"),
    bound: at("bound"),
  };
}

/** Blocks of attempts, handed out to whichever thread asks next. */
export function sharedBlocks(
  cells: SharedCells,
  attempts: number,
  size = BLOCK,
): () => { from: number; to: number } | null {
  return () => {
    const from = Atomics.add(cells, CELL.next, size);
    return from >= attempts ? null : { from, to: Math.min(attempts, from + size) };
  };
}

/** A ledger over shared cells. `onBest` is called for every grouping better than any before on any thread. */
export function sharedLedger(
  cells: SharedCells,
  { now, timeLimitMs, onBest }: { now: () => number; timeLimitMs: number | null; onBest: (seating: Seating) => void },
): Ledger {
  return {
    now,
    shouldStop: () => isAskedToStop(cells) || (timeLimitMs !== null && now() >= timeLimitMs),
    enter: (phase) => void Atomics.store(cells, CELL.phase, PHASES.indexOf(phase)),
    attempted: (count) => void Atomics.add(cells, CELL.attempts, count),
    bounded: (tenths) => void Atomics.store(cells, CELL.bound, tenths),
    found: (seating) => {
      let known = Atomics.load(cells, CELL.tenths);
      while (seating.tenths > known) {
        const before = Atomics.compareExchange(cells, CELL.tenths, known, seating.tenths);
        if (before === known) {
          Atomics.store(cells, CELL.placed, placedIn(seating));
          Atomics.store(cells, CELL.groups, seating.leads.length);
          return onBest(seating);
        }
        known = before;
      }
    },
  };
}
