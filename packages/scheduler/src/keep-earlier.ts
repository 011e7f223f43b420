import { type Board } from "./board.ts";
import { deal } from "./deal.ts";
import { apartBy, earlierOn, type Earlier } from "./earlier-groups.ts";
import { changedFrom } from "./earlier-places.ts";
import { exactModel } from "./exact-model.ts";
import { addKeptGroups } from "./kept-groups.ts";
import { type Problem } from "./problem.ts";
import { readKept } from "./read-kept.ts";
import { isRuled, rulingOf } from "./ruling.ts";
import { type Seating } from "./seating.ts";
import { loadSolver, ONLY_PROVE, stoppable } from "./solver.ts";

/**
 * The second question: among all groupings of the quality reached, one in which the fewest people change group or time.
 * A group goes on as one earlier group at most, at its start. Stopped before it knows, it answers the best it has.
 */
export async function keepEarlier(
  board: Board,
  { best, problem }: { best: Seating; problem: Problem },
  shouldStop: () => boolean,
): Promise<Seating> {
  const earlier = earlierOn(board, problem.earlier);
  if (earlier.groups.length === 0) return best;
  // Whoever is pinned together moves together, which nothing but a rule says to the model.
  const ruled = isRuled(board) ? board : { ...board, ruling: rulingOf(board, problem, { evenIfDealt: true }) };
  const spelled = new Set<number>();
  for (;;) {
    const { found, isLeast } = await askOnce(ruled, { best, earlier, spelled }, shouldStop);
    const more = found?.undealt.filter((start) => !spelled.has(start)) ?? [];
    if (isLeast && more.length > 0) {
      for (const start of more) spelled.add(start);
      continue;
    }
    if (!found || found.undealt.length > 0 || found.seating.tenths < best.tenths) return best;
    const changes = (seating: Seating) => countChanged(board, { problem, seating });
    return isLeast || changes(found.seating) < changes(best) ? found.seating : best;
  }
}

/** One model and its answer, if any, with the starts whose people could not be dealt as it says. */
async function askOnce(
  board: Board,
  { best, earlier, spelled }: { best: Seating; earlier: Earlier; spelled: ReadonlySet<number> },
  shouldStop: () => boolean,
): Promise<{ found: ReturnType<typeof readKept> | null; isLeast: boolean }> {
  const met = new Set(earlier.groups.map(({ start }) => start));
  const exact = exactModel(board, apartBy(earlier), new Set([...spelled].filter((start) => !met.has(start))));
  exact.model.holdObjective(best.tenths);
  const starts = addKeptGroups(board, exact, { earlier, spelled });
  const highs = await loadSolver();
  return highs.withModel(exact.model.data(highs), (model) => {
    model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.99, random_seed: 0, ...ONLY_PROVE });
    let values: Float64Array | null = null;
    model.run({
      ...stoppable(highs, { shouldStop }),
      [highs.constants.callbackType.mipImprovingSolution]: (event): undefined => {
        values = event.data.mip_solution ?? values;
      },
    });
    const isLeast = model.getModelStatus() === highs.constants.modelStatus.optimal;
    if (isLeast) values = model.getSolution().colValue;
    return { found: values && readKept(board, { exact, starts, values }), isLeast };
  });
}

function countChanged(board: Board, { problem, seating }: { problem: Problem; seating: Seating }): number {
  const { participants, facilitators } = board;
  const groups = deal(board, problem, seating).groups.map(({ start, facilitator, members }) => ({
    start: board.minutes[start]!,
    memberIds: [
      ...(facilitator < 0 ? [] : [facilitators.ids[facilitator]!]),
      ...members.map((member) => participants.ids[member]!),
    ],
  }));
  return changedFrom(problem, { groups }).length;
}
