import { changedFrom } from "./earlier-places.ts";
import { explain } from "./explain.ts";
import { type Ledger } from "./ledger.ts";
import { partlyFree } from "./partly.ts";
import { type Prepared } from "./prepare.ts";
import { type Proposal, type UnplacedPerson } from "./proposal.ts";
import { pushedOut } from "./pushed-out.ts";
import { findRemedies } from "./remedies.ts";
import { type Seating } from "./seating.ts";
import { type Solution } from "./solve.ts";

/** A solution with everything said about it: who has no place, why, and what would change that. */
export async function conclude(
  prepared: Prepared,
  solution: Solution,
  { attempts, began, ledger }: { attempts: number; began: number; ledger: Ledger },
): Promise<Proposal> {
  const { problem, term, full } = prepared;
  ledger.enter("explain");
  const from = ledger.now();
  const { seating, ...told } = solution;
  const reasons = explain({ problem, full, groups: solution.groups, joinings: solution.joinings }).map((why) =>
    why.reason === "outcompeted" ? { ...why, details: { ...why.details, ...others(prepared, seating, why.id) } } : why,
  );
  const remedies = await findRemedies(prepared, { solution, reasons, ledger });
  const unplaced: UnplacedPerson[] = reasons.map((reason) => ({ ...reason, remedies: remedies.get(reason.id) ?? [] }));
  const partly = partlyFree(problem, { term, groups: solution.groups, unplaced });
  const now = ledger.now();
  return {
    ...told,
    unplaced,
    partly,
    total: problem.people.length,
    attempts,
    seed: problem.seed,
    elapsedMs: Math.round(now - began),
    phases: rounded({ ...solution.phases, explain: now - from }),
    changedIds: changedFrom(problem, solution),
  };
}

function others({ reduced }: Prepared, seating: Seating, id: string): { pushesOut?: number } {
  const lost = pushedOut(reduced, seating, reduced.participants.ids.indexOf(id));
  return lost === null ? {} : { pushesOut: lost };
}

const rounded = (phases: Proposal["phases"]): Proposal["phases"] =>
  Object.fromEntries(Object.entries(phases).map(([phase, ms]) => [phase, Math.round(ms)]));
