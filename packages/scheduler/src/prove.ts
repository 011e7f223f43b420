import { type Highs, type Model } from "highs";
import { type Board } from "./board.ts";
import { columnsOf, exactModel, type ExactModel } from "./exact-model.ts";
import { improve } from "./improve.ts";
import { keepsPins } from "./keeps-pins.ts";
import { readSolution, undealtStarts } from "./read-solution.ts";
import { nextToBind, roundRelaxation } from "./round-relaxation.ts";
import { SchedulingError } from "./scheduling-error.ts";
import { type Seating } from "./seating.ts";
import { loadSolver, ONLY_PROVE, stoppable } from "./solver.ts";

/** What the exact solver tells while it works, and asks. */
export interface ProofWatch {
  shouldStop: () => boolean;
  onBound: (tenths: number) => void;
  onBetter: (seating: Seating) => void;
  /** The relaxation did not settle it. */
  onBranch: () => void;
}

/**
 * How far to go: only to the relaxation's bound, which may prove what is known; to groupings made of it too, which is
 * quick and mostly enough; or to the end.
 */
export type Effort = "bound" | "relaxation" | "all";

export interface Proof {
  seating: Seating;
  /** Tenths no grouping can pass. */
  bound: number;
}

/** Beyond this the model would not fit into a worker's memory; the answer then stays unproven. */
const MOST_COLUMNS = 250_000;
/** Changes tried on each grouping the solver finds, and on each rounding of its relaxation. */
const POLISH = 200;
const movesFromRelaxation = (people: number): number => Math.min(2_000, Math.max(400, 8 * people));
const ROUNDINGS = 2;
/** A model this small is solved to the end, whatever the effort, sooner than its relaxation is rounded and dived into. */
const SMALL = 300;
const DIVES = 16;
/** After so many branches what is known is not near enough: the solver then also searches by itself. */
const BRANCHES_BEFORE_SEARCH = 1_000;
/** The solver reckons in floating point; what is meant are whole tenths. */
const ROUNDING_ERROR = 1e-3;
const MOVES_IN_DIVE = 100;

/**
 * Proves the best seating known, or finds a better one. First the relaxation: its bound is close, and groups rounded
 * from it, improved, mostly meet it. Else the whole model, from the best there is. Ends with a bound equal to the
 * quality, unless stopped or too large. Under rules the model at first looks at each start as a whole; a start whose people
 * it puts together so that they cannot be dealt into groups is written out group by group, and all is solved again. Null
 * where nothing that keeps the pins was found in time. Throws
 * SchedulingError if pins contradict each other.
 */
export async function prove(
  board: Board,
  { incumbent, bound, effort }: { incumbent: Seating | null; bound: number; effort: Effort },
  watch: ProofWatch,
): Promise<Proof | null> {
  const highs = await loadSolver();
  const spelled = new Set<number>();
  for (let known = { incumbent, bound }; ;) {
    const exact = exactModel(board, {}, spelled);
    if (exact.model.columns > MOST_COLUMNS) return known.incumbent && { seating: known.incumbent, bound: known.bound };
    const proving = new Proving({ highs, board, exact, watch }, known);
    const small = exact.model.columns <= SMALL;
    proving.relax({ andRound: effort !== "bound" && !small });
    if (!proving.isClosed() && (effort === "all" || small)) {
      watch.onBranch();
      proving.branch({ ...ONLY_PROVE, mip_max_nodes: BRANCHES_BEFORE_SEARCH });
      if (!proving.isSettled()) proving.branch({});
    }
    const more = proving.undealt.filter((start) => !spelled.has(start));
    if (proving.isClosed() || more.length === 0 || watch.shouldStop()) return proving.proof();
    for (const start of more) spelled.add(start);
    known = proving.known();
  }
}

class Proving {
  readonly #highs: Highs;
  readonly #board: Board;
  readonly #exact: ExactModel;
  readonly #watch: ProofWatch;
  #best: Seating | null;
  #bound: number;
  /** Of the best answer of the model: starts whose people could not be dealt into its groups. */
  undealt: readonly number[] = [];

  constructor(
    { highs, board, exact, watch }: { highs: Highs; board: Board; exact: ExactModel; watch: ProofWatch },
    { incumbent, bound }: { incumbent: Seating | null; bound: number },
  ) {
    this.#highs = highs;
    this.#board = board;
    this.#exact = exact;
    this.#watch = watch;
    this.#best = incumbent;
    this.#bound = bound;
  }

  isClosed(): boolean {
    return this.#best !== null && this.#best.tenths >= this.#bound;
  }

  /** Nothing more can be learned from this model. */
  isSettled(): boolean {
    return this.isClosed() || this.undealt.length > 0;
  }

  known(): { incumbent: Seating | null; bound: number } {
    return { incumbent: this.#best, bound: this.#bound };
  }

  proof(): Proof | null {
    return this.#best && { seating: this.#best, bound: Math.max(this.#bound, this.#best.tenths) };
  }

  /** Solves the model without asking for whole numbers, and rounds. */
  relax({ andRound }: { andRound: boolean }): void {
    const highs = this.#highs;
    const { integrality: _, ...data } = this.#exact.model.data(highs);
    highs.withModel(data, (model) => {
      model.options.set({ output_flag: false });
      model.run(stoppable(highs, { shouldStop: this.#watch.shouldStop }));
      if (!this.#isOptimal(model)) return;
      this.#lower(model.getObjectiveValue());
      if (this.isClosed()) return;
      const values = model.getSolution().colValue;
      this.#offer(readSolution(this.#board, this.#exact, values), POLISH);
      if (!andRound) return;
      const rounded = roundRelaxation(this.#board, this.#exact, values);
      for (let seed = 1; seed <= ROUNDINGS && !this.isClosed() && !this.#watch.shouldStop(); seed++) {
        this.#offer(rounded, movesFromRelaxation(this.#board.participants.ids.length), seed);
      }
      this.#dive(model, values);
    });
  }

  /**
   * Binds what is nearly whole in the relaxation and solves it again from where it stands, until all is whole or nothing
   * better can come of it. Only a way to find groupings: the bound is the first relaxation's.
   */
  #dive(model: Model, first: Float64Array): void {
    const bound = new Set<number>();
    let values = first;
    for (let round = 0; round < DIVES && !this.isClosed() && !this.#watch.shouldStop(); round++) {
      const chosen = nextToBind(this.#exact, values, bound);
      if (chosen.length === 0) return;
      for (const { column, least } of chosen) {
        bound.add(column);
        model.changeColBounds(column, least, this.#highs.infinity);
      }
      model.run(stoppable(this.#highs, { shouldStop: this.#watch.shouldStop }));
      if (model.getModelStatus() !== this.#highs.constants.modelStatus.optimal) return;
      if (model.getObjectiveValue() < (this.#best?.tenths ?? 0) + 1 - 1e-6) return;
      values = model.getSolution().colValue;
      this.#offer(readSolution(this.#board, this.#exact, values), POLISH);
      this.#offer(roundRelaxation(this.#board, this.#exact, values), MOVES_IN_DIVE, round);
    }
  }

  /** Solves the whole model, and takes over what it finds on the way. */
  branch(options: Readonly<Record<string, boolean | number>>): void {
    const highs = this.#highs;
    if (this.#watch.shouldStop()) return;
    highs.withModel(this.#exact.model.data(highs), (model) => {
      model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.99, random_seed: 0, ...options });
      if (this.#best && this.#exact.spelled.size === 0)
        model.setSolution({ colValue: columnsOf(this.#exact, this.#best) });
      model.run({
        ...stoppable(highs, {
          shouldStop: () => this.isClosed() || this.#watch.shouldStop(),
          onBound: (tenths) => this.#lower(tenths),
        }),
        [highs.constants.callbackType.mipImprovingSolution]: (event): undefined => {
          const values = event.data.mip_solution;
          if (values) this.#offer(readSolution(this.#board, this.#exact, values), POLISH);
        },
      });
      const solved = this.#isOptimal(model);
      const values = solved ? model.getSolution().colValue : null;
      if (values && !this.isClosed()) this.#offer(readSolution(this.#board, this.#exact, values), POLISH);
      if (!this.isClosed()) this.#lower(model.info.get("mip_dual_bound") as number);
      if (values && !this.isClosed()) this.undealt = undealtStarts(this.#board, this.#exact, values);
    });
  }

  #isOptimal(model: Model): boolean {
    const { modelStatus } = this.#highs.constants;
    const status = model.getModelStatus();
    if (status === modelStatus.infeasible) {
      throw new SchedulingError(
        this.#board.ruling?.hasRules
          ? "The pinned places and the rules cannot all be kept; unpin somebody or change a rule, and try again"
          : "The pinned places cannot all be kept together; unpin somebody and try again",
      );
    }
    return status === modelStatus.optimal;
  }

  #lower(tenths: number | undefined): void {
    if (tenths === undefined || !Number.isFinite(tenths) || tenths >= this.#bound) return;
    this.#bound = Math.max(Math.floor(tenths + ROUNDING_ERROR), this.#best?.tenths ?? 0);
    this.#watch.onBound(this.#bound);
  }

  #offer(from: Seating | null, moves: number, seed = from?.tenths ?? 0): void {
    if (!from || (moves === POLISH && this.#best && from.tenths < this.#best.tenths)) return;
    const seating = improve(
      this.#board,
      { from, goal: this.#bound, moves, seed },
      { shouldStop: this.#watch.shouldStop, onBetter: () => {} },
    );
    if (!keepsPins(this.#board, seating) || (this.#best && seating.tenths <= this.#best.tenths)) return;
    this.#best = seating;
    this.#watch.onBetter(seating);
  }
}
