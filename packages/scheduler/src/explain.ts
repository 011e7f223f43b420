import { type UnplacedReason } from "@muster/domain/signup";
import { capacityOf, type Board, type Side } from "./board.ts";
import { countBits, hasBit, listBits } from "./bits.ts";
import { type Candidate, type Problem } from "./problem.ts";
import { RuleReasons } from "./explain-rules.ts";
import { isRuled } from "./ruling.ts";
import { type Joining, type ProposedGroup } from "./proposal.ts";

/** Why somebody has no place, with the numbers that show it. */
export interface Reason {
  reason: UnplacedReason;
  details: Record<string, number>;
}

/** What the reasons are read off: the full board, and the groups as they came out. */
export interface Outcome {
  problem: Problem;
  full: Board;
  groups: readonly ProposedGroup[];
  joinings: readonly Joining[];
}

/** Everybody without a place, in the order of the problem, with the first reason that is true. */
export function explain(outcome: Outcome): (Reason & { id: string })[] {
  const { problem, full, groups, joinings } = outcome;
  const placed = new Set([...groups, ...joinings].flatMap(({ memberIds }) => memberIds));
  const guestAt = new Map(full.participants.ids.map((id, index) => [id, index]));
  const crowd = crowdAt(full);
  const rules = isRuled(full) ? new RuleReasons({ ...outcome, full }) : null;
  const led = Map.groupBy(groups, ({ facilitatorId }) => facilitatorId);
  const leading = full.facilitators.ids.map((id) => led.get(id)?.length ?? 0);
  return problem.people
    .filter(({ id }) => !placed.has(id))
    .map((person) => {
      const guest = guestAt.get(person.id);
      if (guest === undefined) {
        const why = whyNotLeading(outcome, person);
        return { id: person.id, ...(rules?.whyNotLeading(person.id, why) ?? why) };
      }
      const together = rules?.isNamed(guest) === false ? rules.crowd : crowd;
      const why = whyWithout(outcome, { guest, crowd: together, leading });
      return { id: person.id, ...(rules?.whyWithout(guest, why) ?? why) };
    });
}

/**
 * | free starts | a leader free at one | others there | all leaders there lead their most | reason |
 * |---|---|---|---|---|
 * | none | | | | no_availability |
 * | some | no | | | no_facilitator_overlap |
 * | some | yes | nobody at any | | no_overlap_with_others |
 * | some | yes | too few at all | | insufficient_group_size |
 * | some | yes | enough | yes | facilitator_capacity |
 * | some | yes | enough | no | outcompeted |
 */
function whyWithout(
  { problem, full, groups }: Outcome,
  { guest, crowd, leading }: { guest: number; crowd: Int32Array; leading: readonly number[] },
): Reason {
  const { participants, facilitators, words, led, capacity } = full;
  const starts = listBits(participants.free, guest * words, words);
  if (starts.length === 0) return noStart(full, participants, guest);
  const leaders = [...facilitators.ids.keys()].filter((f) =>
    starts.some((s) => hasBit(facilitators.free, f * words, s)),
  );
  if (led && leaders.length === 0) {
    return {
      reason: "no_facilitator_overlap",
      details: { freeStarts: starts.length, facilitators: facilitators.ids.length },
    };
  }
  const leadable = starts.filter((s) => !led || leaders.some((f) => hasBit(facilitators.free, f * words, s)));
  const most = Math.max(...leadable.map((s) => crowd[s]! - 1));
  const size = { mostPeopleTogether: most + 1 + Number(led), minPeople: problem.minPeople };
  if (most === 0 && problem.minPeople > 1 + Number(led)) {
    return { reason: "no_overlap_with_others", details: { freeStarts: starts.length, ...size } };
  }
  if (size.mostPeopleTogether < problem.minPeople) return { reason: "insufficient_group_size", details: size };
  const full_ = leaders.filter((f) => leading[f]! >= capacity[f]!).length;
  if (led && full_ === leaders.length) {
    return { reason: "facilitator_capacity", details: { facilitators: leaders.length, leadingTheirMost: full_ } };
  }
  const meetings = new Set(starts.map((s) => full.minutes[s]!));
  const reachable = groups.filter(({ start }) => meetings.has(start));
  return {
    reason: "outcompeted",
    details: {
      freeStarts: starts.length,
      groupsTheyCouldJoin: reachable.length,
      fullGroups: reachable.filter(({ memberIds }) => memberIds.length >= problem.maxPeople).length,
    },
  };
}

function whyNotLeading({ full }: Outcome, person: Candidate): Reason {
  if (person.certified === false) return { reason: "facilitator_not_certified", details: {} };
  const index = full.facilitators.ids.indexOf(person.id);
  const starts = index < 0 ? 0 : countBits(full.facilitators.free, index * full.words, full.words);
  if (starts === 0) return noStart(full, full.facilitators, index);
  if (capacityOf(person) === 0) {
    return {
      reason: "facilitator_capacity",
      details: { maxGroups: person.maxGroups ?? 1, alreadyLeads: person.alreadyLeads ?? 0 },
    };
  }
  return { reason: "not_needed", details: { freeStarts: starts } };
}

/** They are free at `barredStarts`, but no meeting may take place, and at `busyStarts`, but already meet elsewhere. */
function noStart({ length }: Board, side: Side, index: number): Reason {
  const [barred = 0, busy = 0] = [side.barred[index], side.busy[index]];
  return {
    reason: "no_availability",
    details: {
      freeStarts: 0,
      meetingLengthMinutes: length,
      ...(barred > 0 ? { barredStarts: barred } : {}),
      ...(busy > 0 ? { busyStarts: busy } : {}),
    },
  };
}

/** How many participants are free at each start. */
function crowdAt({ participants, minutes, words }: Board): Int32Array {
  const crowd = new Int32Array(minutes.length);
  participants.ids.forEach((_, person) => {
    for (const start of listBits(participants.free, person * words, words)) crowd[start]!++;
  });
  return crowd;
}
