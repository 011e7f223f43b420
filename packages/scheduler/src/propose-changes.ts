import { keptFrom, keptWith } from "@muster/domain/grouping-rule";
import { covers, MINUTES_PER_DAY, modulo, normaliseWeek, subtract, type Interval } from "@muster/domain/week";
import { hasBit, listBits } from "./bits.ts";
import { type Reason } from "./explain.ts";
import { weeksOf } from "./person-starts.ts";
import { type Prepared } from "./prepare.ts";
import { type Problem } from "./problem.ts";
import { type Change } from "./proposal.ts";
import { type Solution } from "./solve.ts";
import { unbusyStarts } from "./unbusy-starts.ts";

/** More than this a facilitator is not asked for at once. */
const MOST_OF_A_KIND = 2;

/** Changes that might place several people at once, the mildest first. Only guesses: each is tried out. */
export function changesForAll(
  prepared: Prepared,
  { solution, reasons }: { solution: Solution; reasons: readonly (Reason & { id: string })[] },
): Change[] {
  const { problem, full } = prepared;
  const has = (...wanted: string[]) => reasons.some(({ reason }) => wanted.includes(reason));
  const changes: Change[] = [];
  const later: Change[] = [];
  if (full.led && has("facilitator_capacity", "no_facilitator_overlap", "outcompeted", "kept_apart")) {
    const [busy, missing] = [busyLeaders(prepared, { solution, reasons }), missingLeaders(prepared, reasons)];
    changes.push(...busy.slice(0, 1), ...missing.slice(0, 1));
    later.push(...busy.slice(1), ...missing.slice(1));
  }
  if (has("insufficient_group_size", "outcompeted", "facilitator_capacity") && problem.minPeople > 2) {
    changes.push({ kind: "minimum", minPeople: problem.minPeople - 1 });
  }
  const crowded = solution.groups.some(({ memberIds }) => memberIds.length >= problem.maxPeople);
  if (crowded && has("outcompeted", "facilitator_capacity", "kept_together")) {
    changes.push({ kind: "maximum", maxPeople: problem.maxPeople + 1 });
  }
  return [...changes, ...later];
}

/** How many people without a place are free at each start. */
function waitingAt({ full }: Prepared, reasons: readonly { id: string }[]): Int32Array {
  const waiting = new Int32Array(full.minutes.length);
  const ids = new Set(reasons.map(({ id }) => id));
  full.participants.ids.forEach((id, person) => {
    if (!ids.has(id)) return;
    for (const start of listBits(full.participants.free, person * full.words, full.words)) waiting[start]!++;
  });
  return waiting;
}

/** Facilitators who lead all they may, and are free when most people without a place are. */
function busyLeaders(
  prepared: Prepared,
  { solution, reasons }: { solution: Solution; reasons: readonly { id: string }[] },
): Change[] {
  const { full } = prepared;
  const waiting = waitingAt(prepared, reasons);
  const leading = (id: string) => solution.groups.filter(({ facilitatorId }) => facilitatorId === id).length;
  return full.facilitators.people
    .map((person, f) => {
      const starts = listBits(full.facilitators.free, f * full.words, full.words);
      return { person, most: Math.max(0, ...starts.map((start) => waiting[start]!)), capacity: full.capacity[f]! };
    })
    .filter(({ person, most, capacity }) => most >= full.need && leading(person.id) >= capacity)
    .toSorted((a, b) => b.most - a.most || (a.person.id < b.person.id ? -1 : 1))
    .slice(0, MOST_OF_A_KIND)
    .map(({ person }) => ({ kind: "more_groups", facilitatorId: person.id, maxGroups: (person.maxGroups ?? 1) + 1 }));
}

/** Hours at which most people without a place are free together: a facilitator then would make them a group. */
function missingLeaders(prepared: Prepared, reasons: readonly { id: string }[]): Change[] {
  const { full } = prepared;
  const waiting = waitingAt(prepared, reasons);
  const best = [...waiting.keys()]
    .filter((start) => waiting[start]! >= full.need)
    .toSorted((a, b) => waiting[b]! - waiting[a]! || a - b);
  const apart: number[] = [];
  for (const start of best) {
    if (apart.length === MOST_OF_A_KIND) break;
    const near = (other: number) => Math.abs(full.minutes[other]! - full.minutes[start]!) < full.length;
    if (!apart.some(near)) apart.push(start);
  }
  return apart.map((start) => ({
    kind: "another_facilitator",
    start: full.minutes[start]!,
    end: full.minutes[start]! + full.length,
  }));
}

/** For one person: the shortest time they could free to fit a group that has a seat, the next shortest, and so on. */
export function changesForOne(prepared: Prepared, { solution, id }: { solution: Solution; id: string }): Change[] {
  const { problem } = prepared;
  const person = problem.people.find((one) => one.id === id)!;
  // Of somebody who has painted nothing a week is wanted, not an hour.
  if (person.role !== "participant" || person.available.length + person.ifNeeded.length === 0) return [];
  const week = weeksOf(person, problem).free;
  const unbusy = unbusyStarts(person, problem);
  return solution.groups
    .filter(({ start }) => !unbusy || hasBit(unbusy, 0, start / problem.stepMinutes))
    .filter(({ memberIds }) => hasSeatFor(problem, { id, memberIds }))
    .flatMap(({ start }) => {
      const wanted = stretchesOf(prepared, { start, timeZone: person.timeZone });
      const [missing, ...more] = subtract(normaliseWeek(wanted), week);
      if (!missing || more.length > 0 || missing.end - missing.start > problem.meetingLengthMinutes) return [];
      return [{ kind: "free_time", personId: id, ...missing, groupStart: start } as const];
    })
    .filter(({ start, end }) => !covers(week, start, end - start))
    .toSorted(
      (a, b) => a.end - a.start - (b.end - b.start) || unkind(a.start) - unkind(b.start) || a.groupStart - b.groupStart,
    )
    .filter(
      (change, at, all) => all.findIndex((other) => other.start === change.start && other.end === change.end) === at,
    );
}

/** Room for them and whomever they are kept together with, beside nobody they are kept from. */
function hasSeatFor(
  { people, maxPeople, rules }: Problem,
  { id, memberIds }: { id: string; memberIds: readonly string[] },
) {
  const company = keptWith(rules, id);
  const newcomers = people.filter((person) => company.has(person.id) && !memberIds.includes(person.id));
  const shunned = new Set(newcomers.flatMap((person) => [...keptFrom(rules, person.id)]));
  return memberIds.length + newcomers.length <= maxPeople && !memberIds.some((other) => shunned.has(other));
}

/** 1 for an hour of the night on the person's own clock: asked for only where nothing else would do. */
const unkind = (start: number): number =>
  Number(modulo(start) % MINUTES_PER_DAY < 420 || modulo(start) % MINUTES_PER_DAY >= 1_260);

/** The stretches of a person's own week that the meetings at a start take up, over all dates. */
function stretchesOf(
  { problem, term }: Prepared,
  { start, timeZone }: { start: number; timeZone: string | undefined },
): Interval[] {
  const plain = { start, end: start + problem.meetingLengthMinutes };
  if (!term) return [plain];
  const index = start / problem.stepMinutes;
  return term
    .casesFor(timeZone ?? problem.dates!.timeZone)
    .filter(({ meetings }) => meetings.some((meeting) => Math.floor(meeting / term.meetings) === index))
    .flatMap(({ pieces }) =>
      pieces.map(({ offset, length, shift }) => {
        const from = modulo(start + offset + shift);
        return { start: from, end: from + length };
      }),
    );
}
