import highsModule, { type Highs, type HighsCallbackMap, type InitOptions, type Model } from "highs";
import { type Board } from "./board.ts";
import { columnsOf, exactModel, type ExactModel } from "./exact-model.ts";
import { improve } from "./improve.ts";
import { readSolution } from "./read-solution.ts";
import { SchedulingError } from "./scheduling-error.ts";
import { type Seating } from "./seating.ts";

/** What the exact solver tells while it works, and asks. */
export interface ProofWatch {
  shouldStop: () => boolean;
  onBound: (tenths: number) => void;
  onBetter: (seating: Seating) => void;
}

export interface Proof {
  seating: Seating;
  /** Tenths no grouping can pass. */
  bound: number;
}

/** Beyond this the model would not fit into a worker's memory; the answer then stays unproven. */
const MOST_COLUMNS = 250_000;

/** The package's types describe its CommonJS half; imported from a module, the default export is the loader itself. */
const loadHighs = highsModule as unknown as (options?: InitOptions) => Promise<Highs>;

/** Changes tried on each grouping the solver finds, before it is kept. */
const POLISH = 200;
const SILENT = { shouldStop: () => false, onBetter: () => {} };

let solver: Promise<Highs> | undefined;
export const loadSolver = (): Promise<Highs> => (solver ??= loadHighs());

/**
 * Solves the exact model from the best seating known. Ends with a bound equal to its quality, unless stopped or too
 * large. Throws SchedulingError if pins contradict each other.
 */
export async function prove(
  board: Board,
  { incumbent, bound }: { incumbent: Seating | null; bound: number },
  watch: ProofWatch,
): Promise<Proof | null> {
  const exact = exactModel(board);
  if (exact.model.columns > MOST_COLUMNS) return incumbent && { seating: incumbent, bound };
  const highs = await loadSolver();
  return highs.withModel(exact.model.data(highs), (model) =>
    solve({ highs, model, board, exact, incumbent, bound, watch }),
  );
}

interface Solving {
  highs: Highs;
  model: Model;
  board: Board;
  exact: ExactModel;
  incumbent: Seating | null;
  bound: number;
  watch: ProofWatch;
}

function solve(solving: Solving): Proof | null {
  const { highs, model, board, exact, incumbent, watch } = solving;
  let { bound } = solving;
  let best = incumbent;
  const offer = (values: Float64Array | undefined) => {
    const read = values && readSolution(board, exact, values);
    if (!read || (best && read.tenths < best.tenths)) return;
    const seating = improve(board, { from: read, goal: bound, moves: POLISH, seed: read.tenths }, SILENT);
    if (best && seating.tenths <= best.tenths) return;
    best = seating;
    watch.onBetter(seating);
  };
  const lower = (value: number | undefined) => {
    if (value === undefined || !Number.isFinite(value) || value >= bound) return;
    bound = Math.max(Math.floor(value + 1e-5), best?.tenths ?? 0);
    watch.onBound(bound);
  };
  model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.99, random_seed: 0 });
  if (incumbent) model.setSolution({ colValue: columnsOf(exact, incumbent) });
  model.run(callbacksFor(highs, { offer, lower, shouldStop: () => best?.tenths === bound || watch.shouldStop() }));
  const { modelStatus } = highs.constants;
  const status = model.getModelStatus();
  if (status === modelStatus.infeasible) {
    throw new SchedulingError("The pinned places cannot all be kept together; unpin somebody and try again");
  }
  const solved = status === modelStatus.optimal;
  if (solved && best?.tenths !== bound) offer(model.getSolution().colValue);
  lower(model.info.get("mip_dual_bound") as number);
  return best && { seating: best, bound: Math.max(bound, best.tenths) };
}

function callbacksFor(
  { constants }: Highs,
  {
    offer,
    lower,
    shouldStop,
  }: { offer: (values?: Float64Array) => void; lower: (value?: number) => void; shouldStop: () => boolean },
): HighsCallbackMap {
  const { callbackType } = constants;
  const interrupt = (event: { interrupt: () => void }): undefined => {
    if (shouldStop()) event.interrupt();
  };
  return {
    [callbackType.simplexInterrupt]: interrupt,
    [callbackType.ipmInterrupt]: interrupt,
    [callbackType.mipInterrupt]: (event): undefined => {
      lower(event.data.mip_dual_bound);
      interrupt(event);
    },
    [callbackType.mipImprovingSolution]: (event): undefined => offer(event.data.mip_solution) as undefined,
  };
}
