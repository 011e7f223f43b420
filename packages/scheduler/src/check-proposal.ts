import { meetingInstants, slotAt } from "@muster/domain/meeting-slot";
import { wallTimeAt } from "@muster/domain/time-zone";
import { checkRules } from "./check-rules.ts";
import { type Candidate, type MeetingDates, type Problem } from "./problem.ts";
import { type Proposal, type ProposedGroup } from "./proposal.ts";

const WEEK = 10_080;

/**
 * The independent eye: says what is wrong with a proposal, in sentences; nothing when it is right. It shares no code
 * with the search: weeks are painted minute by minute, dates come from the calendar one by one.
 */
export function checkProposal(problem: Problem, proposal: Proposal): string[] {
  const people = new Map(problem.people.map((person) => [person.id, person]));
  const wrong = [
    ...proposal.groups.flatMap((group) => checkGroup(problem, group, people)),
    ...checkPlaces(problem, proposal, people),
    ...checkLeaders(problem, proposal, people),
    ...checkJoinings(problem, proposal, people),
    ...checkPins(problem, proposal),
    ...checkRules(problem, proposal),
    ...checkNumbers(problem, proposal, people),
  ];
  return wrong;
}

type People = ReadonlyMap<string, Candidate>;

function checkGroup(problem: Problem, group: ProposedGroup, people: People): string[] {
  const { name, memberIds, members, start, end, facilitatorId } = group;
  const wrong: string[] = [];
  const size = memberIds.length;
  if (size < problem.minPeople || size > problem.maxPeople) wrong.push(`${name} has ${size} members`);
  if (start % problem.stepMinutes !== 0 || start < 0 || start >= WEEK) wrong.push(`${name} starts at minute ${start}`);
  if (end - start !== problem.meetingLengthMinutes) wrong.push(`${name} lasts ${end - start} minutes`);
  const leading = memberIds.filter((id) => people.get(id)?.role === "facilitator");
  const led = problem.people.some((p) => p.role === "facilitator" && p.available.length + p.ifNeeded.length > 0);
  if (leading.length !== Number(led)) wrong.push(`${name} has ${leading.length} facilitators`);
  if (size === leading.length) wrong.push(`${name} has nobody to lead`);
  if ((leading[0] ?? null) !== facilitatorId) wrong.push(`${name} names ${facilitatorId} as its facilitator`);
  if (members.map(({ id }) => id).join() !== memberIds.join())
    wrong.push(`${name} lists its members twice, differently`);
  const minutes = meetingMinutes(problem, start);
  for (const { id, weight } of members) {
    const person = people.get(id);
    const real = person ? weightAt(problem, person, minutes) : 0;
    if (real !== weight) wrong.push(`${id} in ${name} weighs ${real}, not ${weight}`);
    if (person && isTaken(person, { start, end })) wrong.push(`${id} is taken when ${name} meets`);
  }
  return [...wrong, ...checkHours(problem, { group, people, minutes })];
}

/** What an organiser allowed: hours of the cohort's week, and civil ones on everybody's own clock. */
function checkHours(
  { allowed, civilHours }: Problem,
  { group, people, minutes }: { group: ProposedGroup; people: People; minutes: ReturnType<typeof meetingMinutes> },
): string[] {
  const wrong: string[] = [];
  const open = new Set(
    allowed?.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => (start + at) % WEEK)),
  );
  for (let minute = group.start; allowed && minute < group.end; minute++)
    if (!open.has(minute % WEEK)) return [`${group.name} meets outside the allowed hours`];
  if (civilHours !== "must") return wrong;
  for (const id of group.memberIds) {
    const theirs = minutes(people.get(id)?.timeZone);
    if (theirs.some((minute) => minute % 1_440 < 420 || minute % 1_440 >= 1_320))
      wrong.push(`${id} would meet before 07:00 or after 22:00 in ${group.name}`);
  }
  return wrong;
}

/** For each zone, the minutes of its week that the meetings at a start cover, on every date. */
function meetingMinutes(problem: Problem, start: number): (timeZone: string | undefined) => number[] {
  const { dates, meetingLengthMinutes: length } = problem;
  const written = Array.from({ length }, (_, offset) => (start + offset) % WEEK);
  if (!dates) return () => written;
  const meetings = meetingInstants(slotAt(start, length, dates.timeZone), dates.firstDate, dates.numberOfMeetings);
  const known = new Map<string, number[]>();
  return (timeZone = dates.timeZone) => {
    const minutes = known.get(timeZone) ?? minutesIn(timeZone, meetings, length);
    known.set(timeZone, minutes);
    return minutes;
  };
}

function minutesIn(timeZone: string, meetings: readonly { startsAt: Date }[], length: number): number[] {
  const minutes = new Set<number>();
  for (const { startsAt } of meetings) {
    const at = (offset: number) => wallTimeAt(new Date(startsAt.getTime() + offset * 60_000), timeZone).minuteOfWeek;
    const first = at(0);
    const steady = at(length - 1) === (first + length - 1) % WEEK;
    for (let offset = 0; offset < length; offset++) minutes.add(steady ? (first + offset) % WEEK : at(offset));
  }
  return [...minutes];
}

function weightAt(problem: Problem, person: Candidate, minutes: (timeZone: string | undefined) => number[]): number {
  const painted = new Uint8Array(WEEK);
  const paint = (intervals: Candidate["available"], colour: number) => {
    for (const { start, end } of intervals) {
      for (let minute = start; minute < end; minute++)
        painted[minute % WEEK] = Math.max(painted[minute % WEEK]!, colour);
    }
  };
  if (problem.useIfNeeded) paint(person.ifNeeded, 1);
  paint(person.available, 2);
  const worst = minutes(person.timeZone).reduce((least, minute) => Math.min(least, painted[minute]!), 2);
  return [0, 0.9, 1][worst]!;
}

/** Whether somebody already meets elsewhere in any minute of a meeting. */
function isTaken({ busy = [] }: Candidate, { start, end }: { start: number; end: number }): boolean {
  const taken = new Set(
    busy.flatMap((one) => Array.from({ length: one.end - one.start }, (_, at) => (one.start + at) % WEEK)),
  );
  return Array.from({ length: end - start }, (_, at) => (start + at) % WEEK).some((minute) => taken.has(minute));
}

function checkPlaces(problem: Problem, { groups, joinings, unplaced }: Proposal, people: People): string[] {
  const wrong: string[] = [];
  const seen = new Map<string, number>();
  const everywhere = [...groups, ...joinings].flatMap(({ memberIds }) => memberIds);
  for (const id of everywhere) seen.set(id, (seen.get(id) ?? 0) + 1);
  for (const [id, times] of seen) {
    const person = people.get(id);
    if (!person) wrong.push(`${id} is nobody who was asked about`);
    if (person?.role === "participant" && times > 1) wrong.push(`${id} is in ${times} groups`);
  }
  const without = new Set(unplaced.map(({ id }) => id));
  if (without.size !== unplaced.length) wrong.push("Somebody is listed twice as not placed");
  for (const { id } of problem.people) {
    if (seen.has(id) === without.has(id)) wrong.push(`${id} is ${seen.has(id) ? "both placed and not" : "forgotten"}`);
  }
  return wrong;
}

function checkLeaders(problem: Problem, { groups }: Proposal, people: People): string[] {
  const led = Map.groupBy(
    groups.filter(({ facilitatorId }) => facilitatorId !== null),
    ({ facilitatorId }) => facilitatorId!,
  );
  return [...led].flatMap(([id, theirs]) => {
    const person = people.get(id)!;
    const wrong: string[] = [];
    const most = (person.maxGroups ?? 1) - (person.alreadyLeads ?? 0);
    if (theirs.length > most) wrong.push(`${id} leads ${theirs.length} groups and may lead ${most} more`);
    if (person.certified === false) wrong.push(`${id} leads without being certified`);
    const clash = problem.dates ? meetAtOnceOnDates(problem.dates, theirs) : meetAtOnceInWeek(theirs);
    return clash ? [...wrong, `${id} leads two meetings at once`] : wrong;
  });
}

function meetAtOnceInWeek(groups: readonly ProposedGroup[]): boolean {
  const minutes = groups.flatMap(({ start, end }) =>
    Array.from({ length: end - start }, (_, offset) => (start + offset) % WEEK),
  );
  return new Set(minutes).size < minutes.length;
}

/** Wall times apart can be one instant on a night the clock is put forward, and Monday's first meeting days before Sunday's. */
function meetAtOnceOnDates(dates: MeetingDates, groups: readonly ProposedGroup[]): boolean {
  const all = groups.flatMap(({ start, end }) =>
    meetingInstants(slotAt(start, end - start, dates.timeZone), dates.firstDate, dates.numberOfMeetings),
  );
  const sorted = all.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  return sorted.some((meeting, at) => at > 0 && sorted[at - 1]!.endsAt > meeting.startsAt);
}

function checkJoinings(problem: Problem, { joinings }: Proposal, people: People): string[] {
  const standing = new Map(problem.standing.map((group) => [group.id, group]));
  return joinings.flatMap(({ groupId, start, memberIds }) => {
    const group = standing.get(groupId);
    if (!group || group.start !== start) return [`Nobody told of a group ${groupId} at minute ${start}`];
    const minutes = meetingMinutes(problem, start);
    const wrong = memberIds
      .filter((id) => {
        const person = people.get(id);
        const isFree = person?.role === "participant" && weightAt(problem, person, minutes) > 0;
        return !isFree || isTaken(person, { start, end: start + problem.meetingLengthMinutes });
      })
      .map((id) => `${id} cannot join group ${groupId}`);
    return memberIds.length > group.room ? [...wrong, `Group ${groupId} has room for ${group.room}`] : wrong;
  });
}

function checkPins({ pins }: Problem, { groups, joinings }: Proposal): string[] {
  const rooms = [...groups, ...joinings];
  const roomOf = ({ personId, start }: Problem["pins"][number]) =>
    rooms.find((room) => room.start === start && room.memberIds.includes(personId));
  const [kept, lost] = [pins.filter((pin) => roomOf(pin)), pins.filter((pin) => !roomOf(pin))];
  const named = kept.filter(({ group }) => group !== undefined);
  const torn = [...Map.groupBy(named, ({ start, group }) => `${start} ${group}`).values()].filter(
    (pinned) => new Set(pinned.map(roomOf)).size > 1,
  );
  return [
    ...lost.map(({ personId }) => `${personId} lost their pin`),
    ...torn.map(([pin]) => `those pinned into ${pin!.group} are in several groups`),
  ];
}

function checkNumbers(problem: Problem, proposal: Proposal, people: People): string[] {
  const { groups, joinings, quality, placed, total, upperBound, proven } = proposal;
  const wrong: string[] = [];
  const distinct = new Set([...groups, ...joinings].flatMap(({ memberIds }) => memberIds));
  if (placed !== distinct.size) wrong.push(`${placed} people are said to be placed, ${distinct.size} are`);
  if (total !== people.size) wrong.push(`${total} people are said to be there, ${people.size} are`);
  const joined = joinings.flatMap(({ start, memberIds }) => {
    const minutes = meetingMinutes(problem, start);
    return memberIds.map((id) => weightAt(problem, people.get(id)!, minutes));
  });
  const weights = [...groups.flatMap(({ members }) => members).map(({ weight }) => weight), ...joined];
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (Math.abs(sum - quality) > 1e-6) wrong.push(`Quality is said to be ${quality} and is ${sum}`);
  if (quality > upperBound + 1e-9) wrong.push(`Quality ${quality} passes its own bound ${upperBound}`);
  if (proven && Math.abs(quality - upperBound) > 1e-9) wrong.push("It is called proven, but its bound is higher");
  return wrong;
}
