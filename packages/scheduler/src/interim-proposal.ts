import { checkProposal } from "./check-proposal.ts";
import { explain } from "./explain.ts";
import { type Moment } from "./ledger.ts";
import { type Prepared } from "./prepare.ts";
import { propose } from "./propose.ts";
import { type Proposal } from "./proposal.ts";
import { placedIn, type Seating } from "./seating.ts";

/**
 * The best of a run that still works, as a proposal of its own: checked, with reasons but without remedies. What is kept
 * should the run never come to its end. Null if it does not pass the check, as while a pin is not yet kept.
 */
export function interimProposal(
  prepared: Prepared,
  seating: Seating,
  at: Moment & { elapsedMs: number },
): Proposal | null {
  const { problem, full } = prepared;
  const named = propose(prepared, seating);
  const reasons = explain({ problem, full, groups: named.groups, joinings: named.joinings });
  const proposal: Proposal = {
    ...named,
    unplaced: reasons.map((reason) => ({ ...reason, remedies: [] })),
    partly: [],
    quality: seating.tenths / 10,
    placed: placedIn(seating),
    total: problem.people.length,
    upperBound: Math.max(at.bound, seating.tenths) / 10,
    proven: false,
    ending: "stopped",
    attempts: at.attempts,
    bestAttempt: -1,
    seed: problem.seed,
    elapsedMs: Math.round(at.elapsedMs),
    phases: {},
    changedIds: [],
  };
  return checkProposal(problem, proposal).length === 0 ? proposal : null;
}
