import { mostPeople } from "./most-people.ts";
import { firstAttempts } from "./prepare.ts";
import { type Problem } from "./problem.ts";
import { type Phase, type Progress, type ProgressPoint } from "./proposal.ts";
import { placedIn, type Seating } from "./seating.ts";

/** Where a run writes down how far it is, and reads whether it should end. One thread's, or shared between several. */
export interface Ledger {
  now: () => number;
  shouldStop: () => boolean;
  enter: (phase: Phase) => void;
  attempted: (count: number) => void;
  found: (seating: Seating) => void;
  bounded: (tenths: number) => void;
}

/** The numbers of a moment, from which a Progress is told. */
export interface Moment {
  phase: Phase;
  attempts: number;
  tenths: number;
  placed: number;
  groups: number;
  bound: number;
}

export interface Scope {
  total: number;
  /** How many of them have hours that are only if needed. */
  ifNeeded: number;
  attemptsTotal: number;
  timeLimitMs: number | null;
}

export const scopeOf = (problem: Problem): Scope => ({
  total: problem.people.length,
  ifNeeded: problem.useIfNeeded ? problem.people.filter(({ ifNeeded }) => ifNeeded.length > 0).length : 0,
  attemptsTotal: firstAttempts({ problem }),
  timeLimitMs: problem.timeLimitSeconds === undefined ? null : problem.timeLimitSeconds * 1_000,
});

/** Points of the chart are kept this close at most. */
const MOST_POINTS = 240;

/** Tells a run's progress out of its moments; keeps the series of best and bound, and never goes back. */
export class ProgressTeller {
  readonly #scope: Scope;
  #series: ProgressPoint[] = [];

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  tell(moment: Moment, elapsedMs: number): Progress {
    const { total, attemptsTotal, timeLimitMs } = this.#scope;
    const { phase, attempts, tenths, placed, groups, bound } = moment;
    const [quality, upperBound] = [tenths / 10, bound / 10];
    const last = this.#series.at(-1);
    if (!last || last.quality !== quality || last.upperBound !== upperBound) {
      this.#series = [...this.#series, { elapsedMs, quality, upperBound }];
      if (this.#series.length > MOST_POINTS)
        this.#series = this.#series.filter((_, at) => at % 2 === 0 || at > MOST_POINTS - 20);
    }
    const greedy = phase === "greedy" && attempts > 0 ? (elapsedMs / attempts) * (attemptsTotal - attempts) : null;
    const untilLimit = timeLimitMs === null ? null : Math.max(0, timeLimitMs - elapsedMs);
    return {
      phase,
      attempts,
      attemptsTotal,
      quality,
      placed,
      total,
      groups,
      upperBound,
      mostMore: Math.max(0, mostPeople(bound, this.#scope) - placed),
      gap: bound === 0 ? 0 : Math.max(0, (bound - tenths) / bound),
      elapsedMs,
      estimatedRemainingMs: greedy ?? untilLimit,
      series: this.#series,
    };
  }
}

const BETWEEN_TELLINGS_MS = 100;

/** The ledger of a run on one thread. */
export function ownLedger(
  hooks: { now: () => number; shouldStop?: () => boolean; onProgress?: (progress: Progress) => void },
  scope: Scope,
): Ledger {
  const began = hooks.now();
  const teller = new ProgressTeller(scope);
  const moment: Moment = { phase: "greedy", attempts: 0, tenths: 0, placed: 0, groups: 0, bound: 0 };
  let told = -Infinity;
  const tell = (always = false) => {
    const elapsed = hooks.now() - began;
    if (!hooks.onProgress || (!always && elapsed - told < BETWEEN_TELLINGS_MS)) return;
    told = elapsed;
    hooks.onProgress(teller.tell(moment, elapsed));
  };
  return {
    now: () => hooks.now() - began,
    shouldStop: () => {
      tell();
      if (scope.timeLimitMs !== null && hooks.now() - began >= scope.timeLimitMs) return true;
      return hooks.shouldStop?.() ?? false;
    },
    enter: (phase) => {
      moment.phase = phase;
      tell();
    },
    attempted: (count) => {
      moment.attempts += count;
      tell();
    },
    found: (seating) => {
      if (seating.tenths <= moment.tenths) return;
      moment.tenths = seating.tenths;
      moment.placed = placedIn(seating);
      moment.groups = seating.leads.length;
      tell();
    },
    bounded: (tenths) => {
      moment.bound = tenths;
      tell();
    },
  };
}
