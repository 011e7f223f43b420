import { applyChange } from "./apply-change.ts";
import { tenths, type Board } from "./board.ts";
import { keepsPins } from "./keeps-pins.ts";
import { prepare } from "./prepare.ts";
import { type Problem } from "./problem.ts";
import { type Change } from "./proposal.ts";
import { prove } from "./prove.ts";
import { type Seating } from "./seating.ts";
import { type Solution } from "./solve.ts";

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
  const leads: Seating["leads"] = [];
  let quality = 0;
  for (const { start: minute, facilitatorId, memberIds } of solution.groups) {
    const start = startAt.get(minute);
    if (start === undefined) return null;
    const facilitator = facilitatorId === null ? -1 : leaderAt.get(facilitatorId)!;
    leads.push({ facilitator, start });
    seats[start]! += board.seats;
    if (facilitator >= 0) quality += tenths(facilitators, { person: facilitator, start, words });
    for (const id of memberIds) if (id !== facilitatorId) startOf[guestAt.get(id)!] = start;
  }
  startOf[guestAt.get(change.personId)!] = startAt.get(change.groupStart) ?? -1;
  for (const [person, start] of startOf.entries()) {
    if (start < 0) continue;
    const weight = tenths(participants, { person, start, words });
    if (weight === 0 || --seats[start]! < 0) return null;
    quality += weight;
  }
  return quality > 10 * solution.quality ? { leads, startOf, tenths: quality } : null;
}
