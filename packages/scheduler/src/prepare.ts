import { boardOf, termFor, type Board } from "./board.ts";
import { type Problem } from "./problem.ts";
import { type Term } from "./real-dates.ts";
import { reduceStarts } from "./reduce-starts.ts";
import { simpleUpperBound } from "./upper-bound.ts";

/** A problem made ready for the search. */
export interface Prepared {
  problem: Problem;
  term: Term | null;
  full: Board;
  /** Over as few starts as carry the best quality. */
  reduced: Board;
  /** Tenths no grouping can pass, known before any search. */
  bound: number;
}

export function prepare(problem: Problem): Prepared {
  const term = termFor(problem);
  const full = boardOf(problem, term);
  const reduced = reduceStarts(full);
  return { problem, term, full, reduced, bound: simpleUpperBound(reduced) };
}

/** Attempts enough to begin improving from: the exact solver then does what more of them could only hope for. */
const PERSON_ATTEMPTS = 10_000;
/** In a class of thirty more than this many take longer than the proof does. */
const MOST_BEFORE_PROOF = 64;

/** How many attempts come first. Without proof, all that were asked for. */
export function firstAttempts({ problem }: Pick<Prepared, "problem">): number {
  if (!problem.prove) return problem.iterations;
  const shared = Math.ceil(PERSON_ATTEMPTS / Math.max(1, problem.people.length));
  return Math.min(problem.iterations, MOST_BEFORE_PROOF, Math.max(4, shared));
}
