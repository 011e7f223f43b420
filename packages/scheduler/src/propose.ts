import { formatStretch } from "@muster/domain/meeting-slot";
import { Assignment } from "./assignment.ts";
import { balance, sizesBeside } from "./balance.ts";
import { tenths, type Board, type Side } from "./board.ts";
import { civilMeetings, makeComfortable } from "./comfort.ts";
import { deal, type DealtGroup } from "./deal.ts";
import { type Problem } from "./problem.ts";
import { type Joining, type ProposedGroup, type ProposedMember } from "./proposal.ts";
import { type Term } from "./real-dates.ts";
import { RuledGrouping } from "./ruled-grouping.ts";
import { isRuled, type Ruling } from "./ruling.ts";
import { type Seating } from "./seating.ts";

/** The named groups of a proposal and what can be said of them as a whole. */
export interface NamedGroups {
  groups: ProposedGroup[];
  joinings: Joining[];
  spread: number;
  civilShare: number;
}

/** Turns the best seating into groups: sizes evened out, starts made comfortable, quality untouched. */
export function propose(
  { problem, term, full, reduced }: { problem: Problem; term: Term | null; full: Board; reduced: Board },
  seating: Seating,
): NamedGroups {
  const even = problem.balance && problem.earlier.length === 0 ? evenedOut(reduced, seating) : seating;
  const dealt = deal(reduced, problem, even);
  const onFull = dealt.groups.map((group) => ({
    ...group,
    start: reduced.minutes[group.start]! / problem.stepMinutes,
  }));
  const civil = civilMeetings(full, term);
  const placed = problem.civilHours === "off" ? onFull : makeComfortable(full, { groups: onFull, problem, civil });
  const zone = problem.dates?.timeZone ?? "UTC";
  const groups = placed
    .map((group) => named(full, { group, term }))
    .toSorted((a, b) => a.start - b.start || (a.memberIds[0]! < b.memberIds[0]! ? -1 : 1))
    .map((group, index) => ({ ...group, name: `Group ${problem.firstGroupNumber + index}` }));
  const meetings = placed.flatMap((group) =>
    [...peopleOf(full, group)].map((person) => civil(person.timeZone ?? zone, group.start)),
  );
  const sizes = groups.map(({ memberIds }) => memberIds.length);
  return {
    groups,
    joinings: dealt.joinings.map(({ groupId, start, members }) => ({
      groupId,
      start,
      memberIds: members.map((person) => full.participants.ids[person]!),
    })),
    spread: sizes.length === 0 ? 0 : Math.max(...sizes) - Math.min(...sizes),
    civilShare: share(
      meetings.reduce((sum, count) => sum + count, 0),
      meetings.length * (term?.meetings ?? 1),
    ),
  };
}

const share = (part: number, whole: number): number => (whole === 0 ? 1 : Math.round((part / whole) * 1_000) / 1_000);

function evenedOut(board: Board, seating: Seating): Seating {
  if (isRuled(board)) return evenedUnderRules(board, seating);
  const assignment = new Assignment(board, seating);
  balance(assignment);
  const even = assignment.seating(seating.leads);
  return even.tenths === seating.tenths ? even : seating;
}

/** Units stay where they are; everybody else evens out the sizes beside them. */
function evenedUnderRules(board: Board & { ruling: Ruling }, seating: Seating): Seating {
  const grouping = new RuledGrouping(board, seating);
  const { seats } = grouping;
  const loadsAt = (start: number) =>
    seats.leads.flatMap((lead, place) => (lead.start === start ? [seats.loadAt(place)] : []));
  balance(grouping.assignment, sizesBeside(grouping.assignment, loadsAt));
  const even = grouping.seating();
  return even.tenths === seating.tenths ? even : seating;
}

function peopleOf(board: Board, { facilitator, members }: DealtGroup) {
  const guests = members.map((person) => board.participants.people[person]!);
  return facilitator < 0 ? guests : [board.facilitators.people[facilitator]!, ...guests];
}

function named(board: Board, { group, term }: { group: DealtGroup; term: Term | null }): ProposedGroup {
  const { start, facilitator, members } = group;
  const member = (side: Side, person: number): ProposedMember => ({
    id: side.ids[person]!,
    weight: tenths(side, { person, start, words: board.words }) === 10 ? 1 : 0.9,
  });
  const guests = members.toSorted((a, b) => a - b).map((person) => member(board.participants, person));
  const people = facilitator < 0 ? guests : [member(board.facilitators, facilitator), ...guests];
  const minute = board.minutes[start]!;
  return {
    name: "",
    start: minute,
    end: minute + board.length,
    time: formatStretch(minute, minute + board.length),
    facilitatorId: facilitator < 0 ? null : board.facilitators.ids[facilitator]!,
    memberIds: people.map(({ id }) => id),
    members: people,
    clockNotes: clockNotes(term, start),
  };
}

function clockNotes(term: Term | null, start: number): ProposedGroup["clockNotes"] {
  return Array.from({ length: term?.meetings ?? 0 }, (_, number) => number).flatMap((number) => {
    const clock = term!.clockNoteOf(start, number);
    return clock === "as_written" ? [] : [{ date: term!.dateOf(start, number), clock }];
  });
}
