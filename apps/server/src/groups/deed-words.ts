import type { AuditEntry } from "@muster/db/entities/audit-entry";
import type { EntityManager } from "@muster/db/orm";
import { ruleWords } from "@muster/domain/grouping-rule";
import type { MeetingChange } from "@muster/domain/message-kind";
import { slotWords, type MeetingSlot } from "@muster/domain/meeting-slot";
import { namesOf, type Names } from "./deed-names.ts";

export type Deed = Pick<AuditEntry, "id" | "action" | "object" | "before" | "after" | "groupIds">;

type Facts = Record<string, unknown>;
type Telling = (facts: { before: Facts; after: Facts; deed: Deed }, names: Names) => string;

const idIn = (object: string): number => Number(object.split(":")[1]);
const number = (value: unknown): number | null => (typeof value === "number" ? value : null);
const numbers = (value: unknown): number[] => (Array.isArray(value) ? value.map(Number) : []);
const people = (count: number): string => (count === 1 ? "1 person" : `${count} people`);
const groups = (count: number): string => (count === 1 ? "1 group" : `${count} groups`);

/** What was done, as a sentence without its end: who did it and when are told beside it (GR-6). */
const TOLD: Record<string, Telling> = {
  "groups.moveMember": ({ before, after, deed }, { group, person }) =>
    `${person(idIn(deed.object))} moved from ${group(number(before["group"]))} to ${group(number(after["group"]))}`,
  "groups.place": ({ after, deed }, { group, person }) =>
    `${person(idIn(deed.object))} was placed in ${group(number(after["group"]))}`,
  "groups.removeMember": ({ before, deed }, { group, person }) =>
    `${person(idIn(deed.object))} was taken out of ${group(number(before["group"]))}`,
  "groups.swap": ({ before }, { group, person }) => {
    const [one, other] = (before["places"] ?? []) as { person: number; group: number }[];
    if (!one || !other) return "Two people swapped places";
    return `${person(one.person)} of ${group(one.group)} and ${person(other.person)} of ${group(other.group)} swapped places`;
  },
  "groups.rename": ({ before, after }) => `${String(before["name"])} was renamed ${String(after["name"])}`,
  "groups.changeTime": ({ before, after, deed }, { group }) =>
    `${group(idIn(deed.object))} moved from ${slotWords(slotOf(before))} to ${slotWords(slotOf(after))}`,
  "groups.setFacilitator": ({ before, after, deed }, { group, person }) => {
    const former = numbers(before["facilitators"]).map(person).join(" and ");
    const next = number(after["facilitator"]);
    if (next === null) return `${former || "Nobody"} no longer leads ${group(idIn(deed.object))}`;
    return `${person(next)} leads ${group(idIn(deed.object))}${former ? ` in place of ${former}` : ""}`;
  },
  "groups.create": ({ after }) => `${String(after["name"])} was created, ${slotWords(slotOf(after))}`,
  "groups.split": ({ after, deed }, { group }) =>
    `${people(numbers(after["people"]).length)} moved from ${group(idIn(deed.object))} into the new ${group(number(after["group"]))}`,
  "groups.unsplit": ({ before, after, deed }, { group }) =>
    `${people(numbers(after["people"]).length)} went back from ${String(before["name"])} into ${group(idIn(deed.object))}`,
  "groups.unmerge": ({ before, deed }, { group }) =>
    `${group(idIn(deed.object))} was taken out of ${group(number(before["into"]))} again`,
  "groups.remove": ({ before }) => `${String(before["name"])} was removed`,
  "groups.complete": ({ deed }, { group }) => `${group(idIn(deed.object))} was completed`,
  "groups.cancel": ({ deed }, { group }) => `${group(idIn(deed.object))} was cancelled`,
  "groups.merge": ({ after, deed }, { group }) =>
    `${group(idIn(deed.object))} was merged into ${group(number(after["into"]))}`,
  "groups.setNote": ({ deed }, { group }) => `The note about ${group(idIn(deed.object))} was changed`,
  "groups.setPersonNote": ({ deed }, { person }) => `The note about ${person(idIn(deed.object))} was changed`,
  "sync.accept": ({ after, deed }, { group }) => {
    const meeting = after["meeting"] as Omit<MeetingChange, "by"> | null;
    const of = group(idIn(deed.object));
    if (!meeting) return `${of}: ${String(after["label"])} stays as it was changed on Discord`;
    return meeting.to
      ? `Meeting ${meeting.number} of ${of} was moved, as its event on Discord was`
      : `Meeting ${meeting.number} of ${of} was cancelled, as its event on Discord was removed`;
  },
  "rules.add": ({ after }, { person }) => ruleSaid(after, person),
  "rules.notAgain": ({ after }, { group, person }) =>
    `${ruleSaid(after, person)}, not to be together again as in ${group(number(after["group"]))}`,
  "rules.remove": ({ before }, { person }) => `No longer a rule: ${ruleSaid(before, person)}`,
  "rules.restore": ({ after }, { person }) => `A rule again: ${ruleSaid(after, person)}`,
  "signups.leaveOut": ({ deed }, { person }) => `${person(idIn(deed.object))} was left out of the runs`,
  "signups.bringBack": ({ deed }, { person }) => `${person(idIn(deed.object))} was brought back into the runs`,
  "waiting.putInLine": ({ after, deed }, { person }) =>
    `${person(idIn(deed.object))} was put in line for ${String(after["group"])}`,
  "waiting.takeOut": ({ before, deed }, { person }) =>
    `${person(idIn(deed.object))} was taken out of the line for ${String(before["group"])}`,
  "questions.ask": ({ after, deed }, { person }) =>
    `${person(idIn(deed.object))} was asked about ${String(after["hours"])}`,
  "questions.withdraw": ({ before, deed }, { person }) =>
    `The question to ${person(idIn(deed.object))} about ${String(before["hours"])} was taken back`,
  "questions.answer": ({ before, after, deed }, { person }) => {
    const by = typeof before["askedBy"] === "string" ? before["askedBy"] : "an organiser";
    const place = after["effect"] === "place" ? `, and has a place in ${String(after["group"])}` : "";
    return `${person(idIn(deed.object))} said ${String(after["answer"])} to ${String(before["hours"])}, asked by ${by}${place}`;
  },
  "scheduling.accept": ({ after }) =>
    `Run ${String(after["run"])} was accepted${typeof after["name"] === "string" ? ` as ${after["name"]}` : ""}: ${groups(((after["groups"] as unknown[]) ?? []).length)}`,
  "scheduling.discardPreviews": ({ before }) =>
    `${groups(((before["groups"] as unknown[]) ?? []).length)} in preview ${((before["groups"] as unknown[]) ?? []).length === 1 ? "was" : "were"} discarded`,
  "realization.approve": ({ after }) => `The plan to realize ${groups(numbers(after["groupIds"]).length)} was approved`,
  "realization.unrealize": ({ before }) => `${groups(numbers(before["groups"]).length)} went back to preview`,
  "realization.realize": ({ after }) => `It was asked to realize ${groups(numbers(after["groups"]).length)}`,
};

/** The deeds that a cohort's history tells. */
export const TOLD_ACTIONS: readonly string[] = Object.keys(TOLD);

const ruleSaid = ({ kind, people }: Facts, person: (id: number) => string): string =>
  ruleWords(kind === "together" ? "together" : "apart", numbers(people).map(person));

const slotOf = ({ weekday, startMinute, lengthMinutes, timeZone }: Facts): MeetingSlot =>
  ({ weekday, startMinute, lengthMinutes, timeZone }) as MeetingSlot;

/** Each deed in words, by its number; names are those of today. */
export async function deedWords(em: EntityManager, deeds: readonly Deed[]): Promise<Map<number, string>> {
  const names = await namesOf(em, deeds);
  return new Map(deeds.map((deed) => [deed.id, wordsOf(deed, names)]));
}

function wordsOf(deed: Deed, names: Names): string {
  const facts = { before: (deed.before ?? {}) as Facts, after: (deed.after ?? {}) as Facts, deed };
  return TOLD[deed.action]?.(facts, names) ?? deed.action;
}
