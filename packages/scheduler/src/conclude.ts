import { changedFrom } from "./earlier-places.ts";
import { explain, type Reason } from "./explain.ts";
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
  const plain = explain({ problem, full, groups: solution.groups, joinings: solution.joinings });
  const reasons = withPushedOut(prepared, { plain, seating }, ledger.shouldStop);
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

type Why = Reason & { id: string };

/** So many, times the people there are, are asked whom they would push out: each takes longer, the more people there are. */
const MOST_ASKED = 5_000;

/** Says of the first who were outcompeted how many others would lose their place for them. */
function withPushedOut(
  { problem, reduced }: Prepared,
  { plain, seating }: { plain: readonly Why[]; seating: Seating },
  shouldStop: () => boolean,
): Why[] {
  let left = Math.max(1, Math.floor(MOST_ASKED / problem.people.length));
  return plain.map((why) => {
    if (why.reason !== "outcompeted" || left-- <= 0) return why;
    const person = reduced.participants.ids.indexOf(why.id);
    const pushesOut = shouldStop() ? null : pushedOut(reduced, { seating, person }, shouldStop);
    return pushesOut === null ? why : { ...why, details: { ...why.details, pushesOut } };
  });
}

const rounded = (phases: Proposal["phases"]): Proposal["phases"] =>
  Object.fromEntries(Object.entries(phases).map(([phase, ms]) => [phase, Math.round(ms)]));
