import type { EndingDeed } from "@muster/domain/ending";
import type { EndingFacts, GroupFacts } from "./facts.ts";

export interface Consequences {
  /** What it means for people, each a sentence, the weightiest first. */
  effects: string[];
  /** What one should know before; it does not stand in the way. */
  warnings: string[];
}

/** An ending in words and counts: what becomes of people and meetings. What happens on Discord is the plan's to say. */
export function consequencesOf(deed: EndingDeed, facts: EndingFacts): Consequences {
  switch (deed.verb) {
    case "complete":
      return { effects: facts.groups.flatMap(completing), warnings: [] };
    case "cancel":
      return { effects: facts.groups.flatMap(cancelling), warnings: [] };
    case "merge":
      return merging(facts);
    case "close":
      return closing(deed.as, facts);
    case "unrealize":
      return unrealizing(facts);
  }
}

const count = (number: number, one: string, many: string): string => (number === 1 ? `1 ${one}` : `${number} ${many}`);
const persons = (number: number): string => count(number, "person", "people");

function completing(group: GroupFacts): string[] {
  const { people, meetingsAhead } = group;
  return [
    ...(people.length > 0
      ? [`${persons(people.length)} ${people.length === 1 ? "has" : "have"} completed the course.`]
      : []),
    ...meetings(meetingsAhead),
    ...others([group]),
  ];
}

function cancelling(group: GroupFacts): string[] {
  const { people, meetingsAhead } = group;
  return [
    ...(people.length > 0
      ? [`${persons(people.length)} ${people.length === 1 ? "waits" : "wait"} for a group again.`]
      : []),
    ...meetings(meetingsAhead),
    ...others([group]),
  ];
}

const meetings = (ahead: readonly number[]): string[] =>
  ahead.length === 0
    ? []
    : [`${count(ahead.length, "meeting", "meetings")} to come ${ahead.length === 1 ? "is" : "are"} cancelled.`];

function unrealizing({ groups, realized }: EndingFacts): Consequences {
  const people = new Set(groups.flatMap((group) => group.people.map(({ personId }) => personId))).size;
  const waiting = groups.reduce((sum, group) => sum + group.waiting, 0);
  const { told, haveMet } = realized ?? { told: { letters: 0, direct: 0, inChannels: 0 }, haveMet: [] };
  const sent = [
    ...(told.letters > 0 ? [count(told.letters, "letter", "letters")] : []),
    ...(told.direct > 0 ? [count(told.direct, "direct message", "direct messages")] : []),
    ...(told.inChannels > 0 ? [`${count(told.inChannels, "message", "messages")} in channels`] : []),
  ];
  const single = sent.length === 1 && told.letters + told.direct + told.inChannels === 1;
  return {
    effects: [
      `${count(groups.length, "group", "groups")} with ${persons(people)} ${groups.length === 1 ? "goes" : "go"} back to preview: the same people, hours and facilitators, ready to be changed and realized again.`,
      "Members lose sight of the channels, and read on their page that their group is being prepared.",
      ...meetings(groups.flatMap(({ meetingsAhead }) => meetingsAhead)),
      ...others(groups.map((group) => ({ ...group, waiting: 0 }))),
      ...(waiting > 0
        ? [`${persons(waiting)} in the waiting list ${waiting === 1 ? "keeps" : "keep"} their place.`]
        : []),
    ],
    warnings: [
      ...(sent.length > 0
        ? [
            `${new Intl.ListFormat("en").format(sent)} ${single ? "has" : "have"} gone out and cannot be unsent. Nobody is written to about this; when the groups are realized again, everybody is told again.`,
          ]
        : []),
      ...haveMet.map((name) => `${name} has met already and stays as it is.`),
    ],
  };
}

/** Whoever is no member and loses something all the same: guests by name, each with their meeting, and the line. */
function others(groups: readonly GroupFacts[]): string[] {
  const guests = groups.flatMap(({ name, guests: theirs }) =>
    theirs.map((guest) => `${guest.name} (${name}, meeting ${guest.number})`),
  );
  const waiting = groups.reduce((sum, group) => sum + group.waiting, 0);
  const [loses, stands] = [guests.length === 1 ? "guest loses" : "guests lose", waiting === 1 ? "stands" : "stand"];
  return [
    ...(guests.length > 0
      ? [`${guests.length} ${loses} a visit and ${guests.length === 1 ? "is" : "are"} told: ${guests.join(", ")}.`]
      : []),
    ...(waiting > 0 ? [`${persons(waiting)} ${stands} in the waiting list, which is closed with the reason.`] : []),
  ];
}

function merging({ groups, into }: EndingFacts): Consequences {
  const [group] = groups;
  if (!group || !into) return { effects: [], warnings: [] };
  const there = new Set(into.people.map(({ personId }) => personId));
  const moving = group.people.filter(({ personId }) => !there.has(personId));
  const leads = [...into.people, ...moving].filter(({ role }) => role === "facilitator").length;
  return {
    effects: [
      `${persons(moving.length)} ${moving.length === 1 ? "moves" : "move"} to ${into.name}, which then has ${into.people.length + moving.length} of ${into.seats} seats taken.`,
      ...meetings(group.meetingsAhead).map((sentence) => sentence.replace("to come", `of ${group.name} to come`)),
      ...others([group]),
    ],
    warnings: [
      ...(leads > 1 ? [`${into.name} would have ${leads} facilitators.`] : []),
      ...(leads === 0 ? [`${into.name} would have no facilitator.`] : []),
    ],
  };
}

function closing(as: "completed" | "cancelled", { groups }: EndingFacts): Consequences {
  const [previews, active] = [groups.filter(isPreview), groups.filter((group) => !isPreview(group))];
  const people = (those: readonly GroupFacts[]) =>
    new Set(those.flatMap(({ people }) => people.map(({ personId }) => personId))).size;
  const inGroups = count(active.length, "active group", "active groups");
  const end =
    as === "completed"
      ? `${inGroups} with ${persons(people(active))} ${active.length === 1 ? "is" : "are"} completed.`
      : `${inGroups} ${active.length === 1 ? "is" : "are"} cancelled, and ${persons(people(active))} lose their place.`;
  return {
    effects: [
      "Nobody signs up any more, and no run can be started.",
      ...(active.length > 0 ? [end] : []),
      ...(previews.length > 0
        ? [
            `${count(previews.length, "group", "groups")} in preview with ${persons(people(previews))} ${previews.length === 1 ? "is" : "are"} given up.`,
          ]
        : []),
      ...meetings(groups.flatMap(({ meetingsAhead }) => meetingsAhead)),
      ...others(groups),
    ],
    warnings: [],
  };
}

const isPreview = ({ status }: GroupFacts): boolean => status === "preview";
