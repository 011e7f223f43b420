import { overlap, type Board, type Lead } from "./board.ts";
import { type ExactModel } from "./exact-model.ts";
import { nobodySeated, type Seating } from "./seating.ts";

/**
 * Groups read off a relaxation's fractions, with nobody seated yet: each facilitator goes where most of them is, as
 * often as the fractions add up to. Where the relaxation is close, improving from here mostly meets its bound.
 */
export function roundRelaxation(board: Board, exact: ExactModel, values: Float64Array): Seating {
  const leads = board.led
    ? exact.leaders.flatMap((alike) => roundLeaders(board, alike, values))
    : roundGroups(exact, values);
  return { ...nobodySeated(board.participants.ids.length), leads };
}

const roundGroups = ({ groups }: ExactModel, values: Float64Array): Lead[] =>
  groups.flatMap((column, start) =>
    Array.from({ length: Math.round(values[column]!) }, () => ({ facilitator: -1, start })),
  );

function roundLeaders(board: Board, { people, columns }: ExactModel["leaders"][number], values: Float64Array): Lead[] {
  const shares = [...columns].map(([start, column]) => ({ start, share: values[column]! }));
  const count = Math.round(shares.reduce((sum, { share }) => sum + share, 0));
  const leads: Lead[] = [];
  for (let given = 0; given < count; given++) {
    const facilitator = people[given % people.length]!;
    const mine = leads.filter((lead) => lead.facilitator === facilitator);
    const open = shares.filter(({ start }) => mine.every((lead) => !overlap(board, lead.start, start)));
    const [first, ...rest] = open;
    if (!first || mine.length >= board.capacity[facilitator]!) continue;
    const best = rest.reduce((most, one) => (one.share > most.share ? one : most), first);
    best.share -= 1;
    leads.push({ facilitator, start: best.start });
  }
  return leads;
}

/** From this share on a fraction is taken for whole while diving. */
const NEARLY = 0.85;
/** Where nothing is nearly whole, this part of what is left is bound, the largest shares first. */
const AT_LEAST_A = 10;

/** Columns to bind next in a dive, with the whole number each is to reach: leaders at starts, among peers groups. */
export function nextToBind(
  { leaders, groups }: ExactModel,
  values: Float64Array,
  bound: ReadonlySet<number>,
): { column: number; least: number }[] {
  const columns = leaders.length > 0 ? leaders.flatMap((alike) => [...alike.columns.values()]) : groups;
  const open = columns
    .filter((column) => !bound.has(column) && values[column]! > 1e-6)
    .map((column) => ({ column, least: Math.ceil(values[column]! - 1e-6), share: values[column]! }))
    .map((one) => ({ ...one, short: one.least - one.share }))
    .toSorted((a, b) => a.short - b.short || a.column - b.column);
  const nearly = open.filter(({ short }) => short <= 1 - NEARLY);
  const some = open.slice(0, Math.ceil(open.length / AT_LEAST_A));
  const undecided = open.some(({ short }) => short > 1e-6);
  return undecided ? (nearly.some(({ short }) => short > 1e-6) ? nearly : [...nearly, ...some]) : [];
}
