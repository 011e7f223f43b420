import { applyChange } from "./apply-change.ts";
import { tenths, type Board } from "./board.ts";
import { keepsPins } from "./keeps-pins.ts";
import { prepare } from "./prepare.ts";
import { type Problem } from "./problem.ts";
import { type Change } from "./proposal.ts";
import { prove } from "./prove.ts";
import { isRuled, type Ruling } from "./ruling.ts";
import { type Seating } from "./seating.ts";
import { type Solution } from "./solve.ts";
import { OUTSIDE, UnitBook, UnitSeats } from "./unit-seats.ts";

type FreeTime = Change & { kind: "free_time" };

/**
 * Shows that freeing some time gives this one person a seat and moves nobody, without scheduling all over again: the
 * proven groups with them in one, and a bound of the changed problem that allows no better. Scheduling from these groups
 * then comes to them: all stay, which is the most that can, and nobody else had a seat to win. Answers the quality in
 * tenths; null where that is not shown, as where the freed time would do even more.
 */
export async function proveSeat(
  original: Problem,
  { change, solution }: { change: FreeTime; solution: Solution },
  shouldStop: () => boolean,
): Promise<number | null> {
  if (!solution.proven || !original.prove || original.standing.length > 0) return null;
  const { reduced, bound } = prepare(applyChange(original, change));
  const incumbent = seatedWith(reduced, { change, solution });
  if (!incumbent || !keepsPins(reduced, incumbent)) return null;
  if (incumbent.tenths >= bound) return incumbent.tenths;
  const quiet = { shouldStop, onBound: () => {}, onBetter: () => {}, onBranch: () => {} };
  const proof = await prove(reduced, { incumbent, bound, effort: "bound" }, quiet);
  return proof?.bound === incumbent.tenths ? incumbent.tenths : null;
}

/** The groups as they are, with one person more; null if they do not fit in. */
function seatedWith(board: Board, { change, solution }: { change: FreeTime; solution: Solution }): Seating | null {
  const { participants, facilitators, words } = board;
  const startAt = new Map([...board.minutes].map((minute, start) => [minute, start]));
  const guestAt = new Map(participants.ids.map((id, index) => [id, index]));
  const leaderAt = new Map(facilitators.ids.map((id, index) => [id, index]));
  const startOf = new Int32Array(participants.ids.length).fill(-1);
  const seats = new Int32Array(board.minutes.length);
  const placeOf = new Int32Array(participants.ids.length).fill(OUTSIDE);
  const leads: Seating["leads"] = [];
  let quality = 0;
  for (const { start: minute, facilitatorId, memberIds } of solution.groups) {
    const start = startAt.get(minute);
    if (start === undefined) return null;
    const facilitator = facilitatorId === null ? -1 : leaderAt.get(facilitatorId)!;
    leads.push({ facilitator, start });
    seats[start]! += board.seats;
    if (facilitator >= 0) quality += tenths(facilitators, { person: facilitator, start, words });
    for (const id of memberIds) {
      if (id === facilitatorId) continue;
      startOf[guestAt.get(id)!] = start;
      placeOf[guestAt.get(id)!] = leads.length - 1;
    }
  }
  const newcomer = guestAt.get(change.personId)!;
  startOf[newcomer] = startAt.get(change.groupStart) ?? -1;
  for (const [person, start] of startOf.entries()) {
    if (start < 0) continue;
    const weight = tenths(participants, { person, start, words });
    if (weight === 0 || --seats[start]! < 0) return null;
    quality += weight;
  }
  if (quality <= 10 * solution.quality) return null;
  const seating = { leads, startOf, tenths: quality };
  return isRuled(board) ? underRules(board, { ...seating, placeOf }, { newcomer, solution }) : seating;
}

/** The same with everybody of a unit in their group, and the newcomer in one that may hold them. */
function underRules(
  board: Board & { ruling: Ruling },
  seating: Seating & { placeOf: Int32Array },
  { newcomer, solution }: { newcomer: number; solution: Solution },
): Seating | null {
  const { units, unitOf } = board.ruling;
  const placeOf = seating.placeOf.map((place, person) => (unitOf[person]! < 0 ? OUTSIDE : place));
  const unit = unitOf[newcomer]!;
  if (unit < 0) return { ...seating, placeOf };
  if (units[unit]!.people.length > 1) return null;
  const places = Int32Array.from(units, ({ people }) => placeOf[people[0]!]!);
  const seats = new UnitSeats(new UnitBook(board), seating.leads, places);
  const start = seating.startOf[newcomer]!;
  const hasSeat = (index: number) => solution.groups[index]!.memberIds.length < board.seats + Number(board.led);
  const place = seating.leads.findIndex(
    (lead, index) => lead.start === start && hasSeat(index) && seats.fits(unit, index),
  );
  if (place < 0) return null;
  placeOf[newcomer] = place;
  return { ...seating, placeOf };
}
