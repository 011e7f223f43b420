import type { AuditEntry } from "@muster/db/entities/audit-entry";
import type { Group } from "@muster/db/entities/group";
import { sameSlot, type MeetingSlot } from "@muster/domain/meeting-slot";
import { begunWords } from "./begun.ts";
import type { CohortNow, Place } from "./history-state.ts";
import type { Unmerging } from "./unmerge.ts";

export type Entry = Pick<AuditEntry, "id" | "at" | "action" | "object" | "before" | "after" | "cohortId">;

/** What has to be done so that a deed is undone. */
export type TakingBack =
  | { verb: "move"; membershipId: number; toGroupId: number }
  | { verb: "place"; personId: number; groupId: number }
  | { verb: "takeOut"; membershipId: number }
  | { verb: "swap"; one: number; other: number }
  | { verb: "rename"; groupId: number; name: string }
  | { verb: "changeTime"; groupId: number; weekday: number; startMinute: number }
  | { verb: "setFacilitator"; groupId: number; personId: number | null }
  | { verb: "removeRule"; ruleId: number }
  | { verb: "restoreRule"; ruleId: number }
  | { verb: "removeGroup"; groupId: number }
  | { verb: "unsplit"; groupId: number; madeId: number }
  | ({ verb: "unmerge" } & Omit<Unmerging, "reverts">);

/** Either what to do, or one sentence why it cannot be taken back any more. */
export type Answer = { deed: TakingBack } | { notBecause: string };

type Rule = (entry: Entry, now: CohortNow) => Answer;

const no = (notBecause: string): Answer => ({ notBecause });
const idIn = ({ object }: Entry): number => Number(object.split(":")[1]);

/** One for each deed that can be taken back by itself: only while everything is as that deed left it (GR-6). */
const RULES: Record<string, Rule> = {
  "groups.moveMember": (entry, now) => {
    const back = Number(entry.before?.group);
    const found = stillIn(entry, now, Number(entry.after?.group));
    return "notBecause" in found ? found : goingBack(found.place, now, back);
  },
  "groups.place": (entry, now) => {
    const found = stillIn(entry, now, Number(entry.after?.group));
    return "notBecause" in found ? found : { deed: { verb: "takeOut", membershipId: found.place.membershipId } };
  },
  "groups.removeMember": (entry, now) => {
    const [personId, groupId] = [idIn(entry), Number(entry.before?.group)];
    const name = now.people.get(personId);
    if (!name) return no("They are no longer signed up.");
    const isLeader = entry.before?.role === "facilitator";
    const elsewhere = now.places.find(
      (place) => place.personId === personId && (!isLeader || place.groupId === groupId),
    );
    if (elsewhere) return no(`${name} is in ${nameOf(now, elsewhere.groupId)} now.`);
    return ended(now, groupId) ?? { deed: { verb: "place", personId, groupId } };
  },
  "groups.swap": (entry, now) => {
    const places = (entry.after?.places ?? []) as { person: number; group: number }[];
    const [one, other] = places.map(({ person, group }) => placeOf(now, person, group));
    if (!one || !other) return no("One of the two has moved since.");
    return { deed: { verb: "swap", one: one.membershipId, other: other.membershipId } };
  },
  "groups.rename": (entry, now) => {
    const groupId = idIn(entry);
    if (now.groups.get(groupId)?.name !== entry.after?.name) return no("The group was renamed again since.");
    return ended(now, groupId) ?? { deed: { verb: "rename", groupId, name: String(entry.before?.name) } };
  },
  "groups.changeTime": (entry, now) => {
    const groupId = idIn(entry);
    const slot = now.groups.get(groupId)?.slot();
    const { weekday, startMinute } = entry.before as MeetingSlot;
    if (!slot || !sameSlot(slot, entry.after as MeetingSlot))
      return no(`${nameOf(now, groupId)} was moved to another time since.`);
    return ended(now, groupId) ?? { deed: { verb: "changeTime", groupId, weekday, startMinute } };
  },
  "groups.setFacilitator": (entry, now) => {
    const groupId = idIn(entry);
    const former = (entry.before?.facilitators ?? []) as number[];
    const leading = now.places.filter((place) => place.groupId === groupId && place.role === "facilitator");
    const left = entry.after?.facilitator as number | null;
    if (leading.length !== (left === null ? 0 : 1) || (leading[0]?.personId ?? null) !== left)
      return no(`Somebody else leads ${nameOf(now, groupId)} now.`);
    if (former.length > 1) return no(`${nameOf(now, groupId)} had two facilitators. Place them by hand.`);
    const [personId = null] = former;
    if (personId !== null && !now.people.has(personId)) return no("They are no longer signed up.");
    return ended(now, groupId) ?? { deed: { verb: "setFacilitator", groupId, personId } };
  },
  "groups.create": (entry, now) => {
    const groupId = idIn(entry);
    const group = now.groups.get(groupId);
    if (!group) return no("The group is gone already.");
    const stays = standing(group, now);
    if (stays) return stays;
    if (now.places.some((place) => place.groupId === groupId)) return no(`There are people in ${group.name} now.`);
    return { deed: { verb: "removeGroup", groupId } };
  },
  "groups.split": (entry, now) => {
    const [groupId, madeId] = [idIn(entry), Number(entry.after?.group)];
    const made = now.groups.get(madeId);
    if (!made) return no("The new group is gone already.");
    const stays = standing(made, now);
    if (stays) return stays;
    const went = (entry.after?.people ?? []) as number[];
    const there = now.places.filter((place) => place.groupId === madeId).map(({ personId }) => personId);
    if (there.length !== went.length || !went.every((id) => there.includes(id)))
      return no(`Not the same people are in ${made.name} any more.`);
    return ended(now, groupId) ?? { deed: { verb: "unsplit", groupId, madeId } };
  },
  "rules.add": (entry, now) => ruleGoing(entry, now),
  "rules.notAgain": (entry, now) => ruleGoing(entry, now),
  "rules.restore": (entry, now) => ruleGoing(entry, now),
  "rules.remove": (entry, now) => {
    const ruleId = idIn(entry);
    return now.rules.has(ruleId) ? no("It is a rule again already.") : { deed: { verb: "restoreRule", ruleId } };
  },
  "groups.merge": (entry, now) => {
    const [groupId, intoGroupId] = [idIn(entry), Number(entry.after?.into)];
    const group = now.groups.get(groupId);
    const people = entry.before?.places as Unmerging["people"] | undefined;
    const meetings = (entry.before?.meetings ?? []) as number[];
    if (!group || !people || entry.before?.status !== "preview" || group.realizeRequestedAt)
      return no("Only a group that was in preview comes back after a merge.");
    if (group.status !== "merged") return no(`${group.name} is there again already.`);
    const elsewhere = people.find(({ person, moved }) => moved && !placeOf(now, person, intoGroupId));
    if (elsewhere)
      return no(`${now.people.get(elsewhere.person) ?? "Somebody"} is no longer in ${nameOf(now, intoGroupId)}.`);
    const taken = [...now.groups.values()].some((other) => other.isLive() && other.name === group.name);
    if (taken) return no(`Another group is called ${group.name} now.`);
    return ended(now, intoGroupId) ?? { deed: { verb: "unmerge", groupId, intoGroupId, people, meetings } };
  },
};

/** The deeds that can be taken back. */
export const isRevertible = ({ action }: { action: string }): boolean => action in RULES;

export function takingBack(entry: Entry, now: CohortNow): Answer {
  const rule = RULES[entry.action];
  if (!rule) return no("This cannot be taken back by itself.");
  return now.isOpen ? rule(entry, now) : no("This cohort is closed.");
}

function ruleGoing(entry: Entry, now: CohortNow): Answer {
  const ruleId = idIn(entry);
  return now.rules.has(ruleId) ? { deed: { verb: "removeRule", ruleId } } : no("It is no rule any more.");
}

const nameOf = (now: CohortNow, groupId: number): string => now.groups.get(groupId)?.name ?? "The group";

const placeOf = ({ places }: CohortNow, personId: number, groupId: number): Place | undefined =>
  places.find((place) => place.personId === personId && place.groupId === groupId);

function stillIn(entry: Entry, now: CohortNow, groupId: number): { place: Place } | { notBecause: string } {
  const personId = idIn(entry);
  const place = placeOf(now, personId, groupId);
  const name = now.people.get(personId) ?? "Somebody";
  if (!place) return { notBecause: `${name} is no longer in ${nameOf(now, groupId)}.` };
  const chose = now.ownMoves.get(personId);
  if (chose && chose > entry.at) return { notBecause: `${name} has chosen a group themselves since.` };
  return { place };
}

function goingBack(place: Place, now: CohortNow, toGroupId: number): Answer {
  if (placeOf(now, place.personId, toGroupId)) return no(`They are in ${nameOf(now, toGroupId)} already.`);
  return ended(now, toGroupId) ?? { deed: { verb: "move", membershipId: place.membershipId, toGroupId } };
}

/** Only a preview that nothing was made of is simply gone again. */
function standing({ id, name, status }: Group, now: CohortNow): Answer | null {
  if (status !== "preview") return no(`${name} is no longer a preview.`);
  return now.begun.has(id) ? no(begunWords([name])) : null;
}

function ended(now: CohortNow, groupId: number): Answer | null {
  const group = now.groups.get(groupId);
  if (!group) return no("The group is gone.");
  return group.isLive() ? null : no(`${group.name} has ended.`);
}
