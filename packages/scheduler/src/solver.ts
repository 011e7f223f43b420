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
