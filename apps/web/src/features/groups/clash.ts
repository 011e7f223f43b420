import { weekMinuteOf } from "@muster/domain/meeting-slot";
import { weekMinuteWords } from "../../dates/week-words.ts";
import { listOf } from "../../ui/count-words.ts";
import { deedWords, type Deed } from "./deed.ts";
import type { GroupCard } from "./fit.ts";
import { placeIn, spotsOf } from "./standing.ts";

/** Two hands at once: what one meant to do, what is so meanwhile, and what doing it anyway would be (GR-8). */
export interface Clash {
  deed: Deed;
  /** What is so now. */
  theirs: string;
  /** The same wish from where things stand now; null where there is nothing left to do. */
  anyway: Deed | null;
}

export class ClashError extends Error {
  override name = "ClashError";
  readonly clash: Clash;
  constructor(clash: Clash) {
    super(clash.theirs);
    this.clash = clash;
  }
}

/** Whether things still stand as the deed believes; otherwise what to ask (GR-8). */
export function clashOf(groups: readonly GroupCard[], deed: Deed): Clash | null {
  switch (deed.what) {
    case "place":
      return placeClash(groups, deed);
    case "swap":
      return swapClash(groups, deed);
    case "shift":
      return shiftClash(groups, deed);
    // The server judges these by its history, and says why where they cannot be.
    case "create":
    case "split":
    case "merge":
    case "many":
      return null;
    case "time":
    case "lead":
    case "name":
      return groupClash(groups, deed);
  }
}

function placeClash(groups: readonly GroupCard[], deed: Deed & { what: "place" }): Clash | null {
  const { person, from, to } = deed;
  if (from && placeIn(groups, person.personId, from.groupId)) return null;
  const now = spotsOf(groups, person.personId);
  if (!from && (now.length === 0 || mayLeadMore(groups, deed))) return null;
  const theirs =
    now.length === 0
      ? `${person.name} has no place now.`
      : `${person.name} is in ${listOf(now.map(({ name }) => name))} now.`;
  const there = now.some(({ groupId }) => groupId === to?.groupId) || (now.length === 0 && to === null);
  return { deed, theirs, anyway: there ? null : { ...deed, from: now[0] ?? null } };
}

/** Whoever leads another group may be put into one more. */
const mayLeadMore = (groups: readonly GroupCard[], { person, to }: Deed & { what: "place" }): boolean =>
  !groups.some(({ id, members }) =>
    members.some((one) => one.personId === person.personId && (one.role === "participant" || id === to?.groupId)),
  );

function swapClash(groups: readonly GroupCard[], deed: Deed & { what: "swap" }): Clash | null {
  const gone = [deed.one, deed.other].filter((one) => !placeIn(groups, one.personId, one.in.groupId));
  if (gone.length === 0) return null;
  const theirs = gone
    .map(({ name, personId, in: spot }) => {
      const now = spotsOf(groups, personId).map((one) => one.name);
      return `${name} is not in ${spot.name} any more${now.length > 0 ? `, but in ${listOf(now)}` : ""}.`;
    })
    .join(" ");
  return { deed, theirs, anyway: null };
}

function shiftClash(groups: readonly GroupCard[], deed: Deed & { what: "shift" }): Clash | null {
  const group = groups.find(({ id }) => id === deed.group.groupId);
  if (!group) return { deed, theirs: "The group is not there any more.", anyway: null };
  const now = weekMinuteOf(group.slot);
  if (now === (deed.back ? deed.to : deed.from)) return null;
  return { deed, theirs: `${group.name} meets ${weekMinuteWords(now)} (${deed.city}) now.`, anyway: null };
}

function groupClash(groups: readonly GroupCard[], deed: Deed & { what: "time" | "lead" | "name" }): Clash | null {
  const id = deed.what === "name" ? deed.groupId : deed.group.groupId;
  const group = groups.find((one) => one.id === id);
  if (!group) return { deed, theirs: "The group is not there any more.", anyway: null };
  switch (deed.what) {
    case "time": {
      const now = weekMinuteOf(group.slot);
      if (now === deed.from) return null;
      const theirs = `${group.name} meets ${weekMinuteWords(now)} (${deed.city}) now.`;
      return { deed, theirs, anyway: now === deed.to ? null : { ...deed, from: now } };
    }
    case "lead": {
      const leads = group.members.filter(({ role }) => role === "facilitator");
      if (leads.some(({ personId }) => personId === deed.from?.personId) || (!deed.from && leads.length === 0))
        return null;
      const [now] = leads;
      const theirs = now ? `${now.name} leads ${group.name} now.` : `Nobody leads ${group.name} now.`;
      const from = now ? { personId: now.personId, name: now.name } : null;
      return { deed, theirs, anyway: from?.personId === deed.to?.personId ? null : { ...deed, from } };
    }
    case "name": {
      if (group.name === deed.from) return null;
      const anyway = group.name === deed.to ? null : { ...deed, from: group.name };
      return { deed, theirs: `${deed.from} is called ${group.name} now.`, anyway };
    }
  }
}

export const yoursWords = ({ deed }: Clash): string => `You asked for: ${deedWords(deed)}.`;
