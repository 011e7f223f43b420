import { type Problem } from "../src/problem.ts";
import { loadSolver } from "../src/solver.ts";
import { SparseModel } from "../src/sparse-model.ts";
import { boardOf, tenths, type Side } from "../src/board.ts";

/** What the solver makes of the model as it stands in the design, without reduction, links or a first answer. */
export interface PlainResult {
  quality: number;
  bound: number;
  solved: boolean;
  seconds: number;
}

/** `x[p,s]`, `y[f,s]` (or `g[s]`), all whole; each participant once, sizes per start, facilitators' number and windows. */
export async function solvePlainly(problem: Problem, timeLimitSeconds: number): Promise<PlainResult> {
  const highs = await loadSolver();
  const from = performance.now();
  return highs.withModel(plainModel(problem).data(highs), (model) => {
    model.options.set({ output_flag: false, time_limit: timeLimitSeconds, mip_rel_gap: 0 });
    model.run();
    return {
      quality: Math.round(model.getObjectiveValue()) / 10,
      bound: (model.info.get("mip_dual_bound") as number) / 10,
      solved: model.getModelStatus() === highs.constants.modelStatus.optimal,
      seconds: (performance.now() - from) / 1_000,
    };
  });
}

function plainModel(problem: Problem): SparseModel {
  const board = boardOf(problem);
  const model = new SparseModel();
  const starts = [...board.minutes.keys()];
  const cells = (side: Side, most: number) =>
    side.ids.map((_, person) => {
      const columns = new Map<number, number>();
      for (const start of starts) {
        const cost = tenths(side, { person, start, words: board.words });
        if (cost > 0) columns.set(start, model.addColumn({ cost, lower: 0, upper: most, whole: true }));
      }
      return columns;
    });
  const guests = cells(board.participants, 1);
  const leaders = board.led ? cells(board.facilitators, 1) : [];
  const groups = board.led
    ? []
    : starts.map(() => model.addColumn({ cost: 0, lower: 0, upper: guests.length, whole: true }));
  const atMost = (columns: number[], upper: number) => {
    if (columns.length > 0) model.addRow({ columns, values: columns.map(() => 1), lower: -Infinity, upper });
  };
  for (const columns of guests) atMost([...columns.values()], 1);
  leaders.forEach((columns, facilitator) => {
    atMost([...columns.values()], board.capacity[facilitator]!);
    if (board.capacity[facilitator]! < 2) return;
    for (const start of columns.keys()) {
      const within = (other: number) =>
        (board.minutes[other]! - board.minutes[start]! + 10_080) % 10_080 < board.length;
      atMost(
        [...columns].filter(([other]) => within(other)).map(([, column]) => column),
        1,
      );
    }
  });
  for (const start of starts) {
    const here = guests.flatMap((columns) => columns.get(start) ?? []);
    const led = board.led ? leaders.flatMap((columns) => columns.get(start) ?? []) : [groups[start]!];
    const size = (each: number) => ({
      columns: [...here, ...led],
      values: [...here.map(() => 1), ...led.map(() => -each)],
    });
    if (here.length === 0 && !board.led) continue;
    model.addRow({ ...size(board.seats), lower: -Infinity, upper: 0 });
    model.addRow({ ...size(board.need), lower: 0, upper: Infinity });
  }
  return model;
}
