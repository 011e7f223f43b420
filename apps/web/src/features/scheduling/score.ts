import { meetingInstants } from "@muster/domain/meeting-slot";
import { wallTimeAt } from "@muster/domain/time-zone";
import { countOf } from "../../ui/count-words.ts";
import type { Proposal } from "./run-words.ts";

type Group = Proposal["groups"][number];

/** One case of a rule: who or what, and the group it is in. */
export interface Match {
  words: string;
  group: string;
}

/** One rule of the score: whether it may be broken, what a match weighs, what it comes to, and where (SC-13). */
export interface ScoreRow {
  rule: string;
  kind: "must" | "counts" | "preferred";
  matches: number;
  weight: string;
  comes: string;
  /** Empty where there is nothing to look at: every group keeps the rule. */
  where: Match[];
  /** Something the run was allowed to loosen, and did: never silently (SC-15). */
  loosened: boolean;
}

interface Terms {
  startDate: string;
  numberOfMeetings: number;
  minSize: number;
  maxSize: number;
}

/** The result rule by rule: what counts adds up to the quality; what must hold says what was checked. */
export function scoreOf(proposal: Pick<Proposal, "groups" | "run">, terms: Terms): ScoreRow[] {
  const { groups } = proposal;
  const places = groups.flatMap((group) => group.members.map((member) => ({ group, member })));
  const well = places.filter(({ member }) => member.fit === "available" && !member.assumed);
  const maybe = places.filter(({ member }) => member.fit !== "available" && !member.assumed);
  const assumed = places.filter(({ member }) => member.assumed);
  const named = (of: typeof places): Match[] =>
    of.map(({ group, member }) => ({ words: member.name, group: group.name }));
  const counted = (of: typeof places): string =>
    of.reduce((sum, { member }) => sum + (member.fit === "available" ? 1 : 0.9), 0).toFixed(1);
  return [
    row("A place within Available times", "counts", { where: named(well), weight: "1", comes: counted(well) }),
    row("A place with an If needed time", "counts", {
      where: named(maybe),
      weight: "0.9",
      comes: counted(maybe),
      loosened: maybe.length > 0,
    }),
    ...(assumed.length > 0
      ? [
          row("A place at an hour that was only assumed", "counts", {
            where: named(assumed),
            weight: "1 or 0.9",
            comes: counted(assumed),
            loosened: true,
          }),
        ]
      : []),
    ...hardRows(proposal, terms),
    evenRow(groups),
    civilRow(groups, terms),
  ];
}

type Details = Pick<ScoreRow, "weight" | "comes"> & { where: Match[]; matches?: number; loosened?: boolean };

const row = (rule: string, kind: ScoreRow["kind"], details: Details): ScoreRow => ({
  rule,
  kind,
  loosened: false,
  matches: details.where.length,
  ...details,
});

function hardRows({ groups, run }: Pick<Proposal, "groups" | "run">, terms: Terms): ScoreRow[] {
  const made = groups.filter(({ joins }) => joins === null);
  const { minPeople, maxPeople } = run.settings;
  const size = ({ name, members }: Group): Match => ({
    words: countOf(members.length, "person", "people"),
    group: name,
  });
  const beyond = made.filter(({ members }) => members.length < terms.minSize || members.length > terms.maxSize);
  const led = made.filter(({ members }) => members.some(({ role }) => role === "facilitator"));
  const kept = { weight: "none", comes: "kept", where: [] };
  return [
    row("Free for the whole meeting on every date", "must", {
      ...kept,
      matches: groups.reduce((sum, { members }) => sum + members.length, 0),
    }),
    row(`${minPeople} to ${maxPeople} people in a group`, "must", { ...kept, matches: made.length }),
    ...(beyond.length > 0
      ? [
          row(`The cohort's own size, ${terms.minSize} to ${terms.maxSize}`, "preferred", {
            weight: "none",
            comes: `${countOf(beyond.length, "group")} beyond it`,
            where: beyond.map(size),
            loosened: true,
          }),
        ]
      : []),
    ...(led.length > 0 ? [row("Exactly one facilitator in a group", "must", { ...kept, matches: led.length })] : []),
  ];
}

function evenRow(groups: readonly Group[]): ScoreRow {
  const made = groups.filter(({ joins }) => joins === null);
  const sizes = made.map(({ members }) => members.length);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  return row("Even group sizes, after quality", "preferred", {
    weight: "none",
    comes: sizes.length === 0 ? "no group" : `${most - least} between smallest and largest`,
    where: made
      .filter(({ members }) => least !== most && (members.length === least || members.length === most))
      .map(({ name, members }) => ({ words: countOf(members.length, "person", "people"), group: name })),
  });
}

/** Between 07:00 and 22:00 of everybody's own clock, on all dates. */
function civilRow(groups: readonly Group[], terms: Terms): ScoreRow {
  const outside = groups.flatMap((group) => {
    const dates = meetingInstants(group.slot, terms.startDate, terms.numberOfMeetings);
    return group.members
      .filter(({ timeZone }) => dates.some((date) => !isCivil(date, timeZone ?? group.slot.timeZone)))
      .map(({ name }) => ({ words: name, group: group.name }));
  });
  return row("Between 07:00 and 22:00 of their own clock, after sizes", "preferred", {
    weight: "none",
    comes: outside.length === 0 ? "everybody" : `${countOf(outside.length, "place")} outside`,
    where: outside,
  });
}

function isCivil({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }, timeZone: string): boolean {
  const from = wallTimeAt(startsAt, timeZone).minuteOfWeek % 1_440;
  return from >= 420 && from + (endsAt.getTime() - startsAt.getTime()) / 60_000 <= 1_320;
}
