import { type Board } from "./board.ts";
import { type Apart } from "./exact-model.ts";
import { type EarlierPlace } from "./problem.ts";

/** A group of an earlier proposal that could meet again: its start on the board, and who of the board's people was in it. */
export interface EarlierGroup {
  start: number;
  guests: ReadonlySet<number>;
  leaders: ReadonlySet<number>;
}

/** Where a board's people were in an earlier proposal. */
export interface Earlier {
  groups: EarlierGroup[];
  /** How many places each had, those at starts that are none any more included. */
  guestPlaces: Int32Array;
  leaderPlaces: Int32Array;
}

export function earlierOn(board: Board, places: readonly EarlierPlace[]): Earlier {
  const startAt = new Map([...board.minutes].map((minute, start) => [minute, start]));
  const indexIn = (ids: readonly string[]) => new Map(ids.map((id, index) => [id, index]));
  const [guestAt, leaderAt] = [indexIn(board.participants.ids), indexIn(board.facilitators.ids)];
  const [guestPlaces, leaderPlaces] = [new Int32Array(guestAt.size), new Int32Array(leaderAt.size)];
  const groups = new Map<string, { start: number; guests: Set<number>; leaders: Set<number> }>();
  for (const { personId, start, group } of places) {
    const [guest, leader] = [guestAt.get(personId), leaderAt.get(personId)];
    if (guest !== undefined) guestPlaces[guest]!++;
    if (leader !== undefined) leaderPlaces[leader]!++;
    const at = startAt.get(start);
    if (at === undefined) continue;
    const known = groups.get(`${start} ${group}`) ?? { start: at, guests: new Set(), leaders: new Set() };
    if (guest !== undefined) known.guests.add(guest);
    if (leader !== undefined) known.leaders.add(leader);
    groups.set(`${start} ${group}`, known);
  }
  return { groups: [...groups.values()], guestPlaces, leaderPlaces };
}

/** People are alike to the second question only if they were in the same places. */
export function apartBy({ groups, guestPlaces, leaderPlaces }: Earlier): Apart {
  const wasIn = (who: "guests" | "leaders", person: number) =>
    groups.flatMap((group, index) => (group[who].has(person) ? [index] : [])).join();
  return {
    guest: (person) => `was ${guestPlaces[person]} in ${wasIn("guests", person)}`,
    leader: (person) => `was ${leaderPlaces[person]} in ${wasIn("leaders", person)}`,
  };
}
