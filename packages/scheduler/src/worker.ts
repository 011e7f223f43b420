import { type MessagePort } from "node:worker_threads";
import { checkProposal } from "./check-proposal.ts";
import { conclude } from "./conclude.ts";
import { interimProposal } from "./interim-proposal.ts";
import { type Ledger } from "./ledger.ts";
import { prepare, type Prepared } from "./prepare.ts";
import { type Proposal } from "./proposal.ts";
import { countedAttempts, runAttempts, type BestAttempt } from "./run-attempts.ts";
import { SchedulingError } from "./scheduling-error.ts";
import { type Seating } from "./seating.ts";
import { clockOf, readMoment, sharedBlocks, sharedLedger, type SharedCells } from "./shared-ledger.ts";
import { readProblem, type SharedProblem } from "./shared-problem.ts";
import { solve } from "./solve.ts";
import { loadSolver } from "./solver.ts";

/** What every task of a run carries. */
export interface RunTask {
  problem: SharedProblem;
  cells: SharedCells;
  attempts: number;
  /** Milliseconds since the epoch. */
  queuedAt: number;
  /** Whether the best is also wanted as a proposal while the run works. */
  interim: boolean;
  /** Where groupings better than any before are sent, rarely. */
  port: MessagePort;
}

/** Either a share of the attempts, or all the rest: from the best attempt, from a grouping saved, or from the start. */
export type Work = { kind: "attempts" } | { kind: "solve"; from: BestAttempt | Seating | null };
export type Task = RunTask & Work;

/** Errors lose their properties on the way to another thread, so answers are tagged instead. */
export type Answer =
  | { kind: "attempts"; best: BestAttempt }
  | { kind: "proposal"; proposal: Proposal }
  | { kind: "refused"; message: string }
  | { kind: "invalid"; message: string };

/** Groupings are sent this far apart at least: they are only needed should the thread be lost. */
const BETWEEN_BESTS_MS = 250;
/** Making a whole proposal of one takes longer. */
const BETWEEN_PROPOSALS_MS = 1_000;

/** A grouping better than any before; with it, now and then, what it would be as a proposal. */
export interface Best {
  seating: Seating;
  proposal: Proposal | null;
}

// Begun while the thread starts, so that the first run does not wait for it.
void loadSolver();

export default async function work(task: Task): Promise<Answer> {
  const now = clockOf(task);
  try {
    return task.kind === "attempts" ? attempt(task, now) : await finish(task, now);
  } catch (error) {
    if (error instanceof SchedulingError) return { kind: "refused", message: error.message };
    throw error;
  }
}

function ledgerFor(prepared: Prepared, { cells, port, interim }: RunTask, now: () => number): Ledger {
  const { timeLimitSeconds } = prepared.problem;
  let [sent, proposed] = [-Infinity, 0];
  const timeLimitMs = timeLimitSeconds === undefined ? null : timeLimitSeconds * 1_000;
  const onBest = (seating: Seating) => {
    if (now() - sent < BETWEEN_BESTS_MS) return;
    sent = now();
    const due = interim && sent - proposed >= BETWEEN_PROPOSALS_MS;
    if (due) proposed = sent;
    const proposal = due ? interimProposal(prepared, seating, { ...readMoment(cells), elapsedMs: sent }) : null;
    port.postMessage({ seating, proposal } satisfies Best);
  };
  return sharedLedger(cells, { now, timeLimitMs, onBest });
}

function attempt(task: RunTask, now: () => number): Answer {
  const prepared = prepare(readProblem(task.problem));
  return { kind: "attempts", best: makeAttempts(prepared, task, ledgerFor(prepared, task, now)) };
}

function makeAttempts(prepared: Prepared, { cells, attempts }: RunTask, ledger: Ledger): BestAttempt {
  ledger.bounded(prepared.bound);
  return runAttempts(prepared, sharedBlocks(cells, attempts), ledger);
}

async function finish(task: Task & { kind: "solve" }, now: () => number): Promise<Answer> {
  const prepared = prepare(readProblem(task.problem));
  const ledger = ledgerFor(prepared, task, now);
  const best = task.from ?? makeAttempts(prepared, task, ledger);
  const greedy = ledger.now();
  const { attempts: made } = readMoment(task.cells);
  const attempts = "index" in best ? countedAttempts(prepared, best, made) : made;
  const solution = await solve(prepared, { best }, ledger);
  const proposal = await conclude(
    prepared,
    { ...solution, phases: { greedy, ...solution.phases } },
    { attempts, began: 0, ledger },
  );
  const wrong = checkProposal(prepared.problem, proposal);
  return wrong.length === 0
    ? { kind: "proposal", proposal }
    : { kind: "invalid", message: wrong.slice(0, 5).join("; ") };
}
