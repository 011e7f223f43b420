import { MINUTES_PER_DAY } from "@muster/domain/week";
import { tenths, type Board } from "./board.ts";
import { hasBit } from "./bits.ts";
import { isCivil } from "./civil-hours.ts";
import { type DealtGroup } from "./deal.ts";
import { type Problem } from "./problem.ts";
import { type Term } from "./real-dates.ts";

/** How many of the term's meetings at a start lie between 07:00 and 22:00 for somebody in a zone. */
export type CivilMeetings = (timeZone: string, start: number) => number;

export function civilMeetings(board: Board, term: Term | null): CivilMeetings {
  const known = new Map<string, Int32Array>();
  return (timeZone, start) => {
    const counts = known.get(timeZone) ?? countCivil(board, term, timeZone);
    known.set(timeZone, counts);
    return counts[start]!;
  };
}

function countCivil(board: Board, term: Term | null, timeZone: string): Int32Array {
  const counts = new Int32Array(board.minutes.length);
  if (!term) return counts.map((_, start) => Number(isCivil(board.minutes[start]!, board.length)));
  for (const { pieces, meetings } of term.casesFor(timeZone)) {
    for (const meeting of meetings) {
      const start = Math.floor(meeting / term.meetings);
      if (isCivil(board.minutes[start]! + pieces[0]!.shift, board.length)) counts[start]!++;
    }
  }
  return counts;
}

/**
 * Shifts groups to starts that suit every member just as well, where more of them meet at civil hours (Q20), then where
 * fewer groups share a weekday. `board` is the full one: starts the search left out are considered again.
 */
export function makeComfortable(
  board: Board,
  { groups, problem, civil }: { groups: readonly DealtGroup[]; problem: Problem; civil: CivilMeetings },
): DealtGroup[] {
  const settled = groups.map((group) => ({ ...group }));
  const perDay = new Int32Array(7);
  for (const { start } of settled) perDay[dayOf(board, start)]!++;
  const zone = problem.dates?.timeZone ?? "UTC";
  const zonesOf = (group: DealtGroup) => [
    ...group.members.map((person) => board.participants.people[person]!.timeZone ?? zone),
    ...(group.facilitator < 0 ? [] : [board.facilitators.people[group.facilitator]!.timeZone ?? zone]),
  ];
  for (const group of settled) {
    if (hasBit(board.kept, 0, group.start)) continue;
    const zones = zonesOf(group);
    const hours = (start: number) => zones.reduce((sum, timeZone) => sum + civil(timeZone, start), 0);
    perDay[dayOf(board, group.start)]!--;
    const others = settled.filter((other) => other !== group && other.facilitator === group.facilitator);
    let best = { start: group.start, hours: hours(group.start), crowd: perDay[dayOf(board, group.start)]! };
    for (const start of equalStarts(board, group, others)) {
      const here = { start, hours: hours(start), crowd: perDay[dayOf(board, start)]! };
      if (here.hours > best.hours || (here.hours === best.hours && here.crowd < best.crowd)) best = here;
    }
    group.start = best.start;
    perDay[dayOf(board, group.start)]!++;
  }
  return settled;
}

const dayOf = (board: Board, start: number): number => Math.floor(board.minutes[start]! / MINUTES_PER_DAY);

/** Starts at which everybody in the group weighs together what they weigh now. */
function equalStarts(board: Board, group: DealtGroup, others: readonly DealtGroup[]): number[] {
  const weight = groupTenths(board, group, group.start);
  return [...board.minutes.keys()].filter(
    (start) =>
      groupTenths(board, group, start) === weight &&
      (group.facilitator < 0 || others.every((other) => !hasBit(board.overlaps, other.start * board.words, start))),
  );
}

/** The group's quality at a start, in tenths; 0 if anybody is not free. */
export function groupTenths(board: Board, { facilitator, members }: DealtGroup, start: number): number {
  let sum = 0;
  if (facilitator >= 0) {
    sum = tenths(board.facilitators, { person: facilitator, start, words: board.words });
    if (sum === 0) return 0;
  }
  for (const person of members) {
    const weight = tenths(board.participants, { person, start, words: board.words });
    if (weight === 0) return 0;
    sum += weight;
  }
  return sum;
}
