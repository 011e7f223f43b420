import { Assignment, weightOfLead } from "./assignment.ts";
import { type Board, type Lead } from "./board.ts";
import { improveUnderRules } from "./improve-under-rules.ts";
import { proposeChange } from "./propose-regrouping.ts";
import { randomFrom } from "./random.ts";
import { isRuled } from "./ruling.ts";
import { type Seating } from "./seating.ts";
import { type Watch } from "./watch.ts";

/** How much worse than the best the search may stand at first, in tenths; it falls to nothing. */
const PATIENCE = 6;

/**
 * Opens, closes and shifts groups where somebody is not yet well placed, and lets people make room for each other after
 * each change. Ends at `goal` (tenths) or after `moves` changes, so that it does not depend on the clock.
 */
export function improve(
  board: Board,
  { from, goal, moves, seed }: { from: Seating; goal: number; moves: number; seed: number },
  watch: Watch,
): Seating {
  if (isRuled(board)) return improveUnderRules(board, { from, goal, moves, seed }, watch);
  const random = randomFrom(seed, -1);
  const assignment = new Assignment(board, from);
  let leads = from.leads.map((lead) => ({ ...lead }));
  assignment.settle();
  leads = dropShort(assignment, leads);
  let best = assignment.seating(leads);
  if (best.tenths > from.tenths) watch.onBetter(best);
  let value = assignment.value + leadValue(board, leads);
  let bestValue = value;
  for (let move = 0; move < moves && best.tenths < goal; move++) {
    if ((move & 15) === 0 && watch.shouldStop()) break;
    const change = proposeChange(assignment, { leads, random });
    if (!change) continue;
    const next = leads.filter((_, index) => !change.closed.includes(index)).concat(change.opened);
    const before = assignment.value;
    assignment.mark();
    for (const index of change.closed) assignment.removeGroup(leads[index]!.start);
    for (const { start } of change.opened) assignment.addGroup(start);
    assignment.settle();
    const reached = assignment.value + leadValue(board, next);
    const slack = Math.floor(PATIENCE * (1 - move / moves) * random());
    if (reached < Math.min(value, bestValue) - slack || reached < bestValue - PATIENCE) {
      assignment.rewindPeople();
      for (const { start } of change.opened) assignment.rewindGroup(start, 1);
      for (const index of change.closed) assignment.rewindGroup(leads[index]!.start, -1);
      assignment.value = before;
      continue;
    }
    leads = next;
    value = reached;
    if (value <= bestValue) continue;
    bestValue = value;
    best = assignment.seating(leads);
    watch.onBetter(best);
  }
  return best;
}

const leadValue = (board: Board, leads: readonly Lead[]): number =>
  leads.reduce((sum, lead) => sum + weightOfLead(board, lead), 0);

/** Groups nobody can fill are closed, so that what leaves the search is always whole. */
function dropShort(assignment: Assignment, leads: Lead[]): Lead[] {
  let kept = leads;
  for (let short = kept.findIndex(({ start }) => assignment.isShort(start)); short >= 0;) {
    assignment.removeGroup(kept[short]!.start);
    kept = kept.filter((_, index) => index !== short);
    assignment.settle();
    short = kept.findIndex(({ start }) => assignment.isShort(start));
  }
  return kept;
}
