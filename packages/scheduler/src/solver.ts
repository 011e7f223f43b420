import highsModule, { type Highs, type HighsCallbackMap, type InitOptions } from "highs";

/** The package's types describe its CommonJS half; imported from a module, the default export is the loader itself. */
const loadHighs = highsModule as unknown as (options?: InitOptions) => Promise<Highs>;

let loading: Promise<Highs> | undefined;

/** HiGHS as WebAssembly, loaded once a thread. */
export const loadSolver = (): Promise<Highs> => (loading ??= loadHighs());

/** Callbacks that end any of its algorithms once `shouldStop` says so, and tell a bound while branching. */
export function stoppable(
  { constants }: Highs,
  { shouldStop, onBound }: { shouldStop: () => boolean; onBound?: (tenths: number | undefined) => void },
): HighsCallbackMap {
  const { callbackType } = constants;
  const interrupt = (event: { interrupt: () => void }): undefined => {
    if (shouldStop()) event.interrupt();
  };
  return {
    [callbackType.simplexInterrupt]: interrupt,
    [callbackType.ipmInterrupt]: interrupt,
    [callbackType.mipInterrupt]: (event): undefined => {
      onBound?.(event.data.mip_dual_bound);
      interrupt(event);
    },
  };
}

/**
 * Options for a model whose best answer is mostly known: what is left is cuts and a few branches. The solver's own search, and
 * its starting anew once some columns are fixed, took two thirds of its time.
 */
export const ONLY_PROVE = {
  mip_allow_restart: false,
  mip_allow_cut_separation_at_nodes: false,
  mip_detect_symmetry: false,
  mip_root_presolve_only: true,
  mip_heuristic_effort: 0,
  mip_heuristic_run_rins: false,
  mip_heuristic_run_rens: false,
  mip_heuristic_run_root_reduced_cost: false,
  mip_heuristic_run_feasibility_jump: false,
};
