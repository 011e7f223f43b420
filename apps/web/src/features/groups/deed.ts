import { weekMinuteWords } from "../../dates/week-words.ts";
import { countOf } from "../../ui/count-words.ts";

/** A group as a deed remembers it; null is "no place". */
export interface Spot {
  groupId: number;
  name: string;
}

export interface Someone {
  personId: number;
  name: string;
}

/** One thing an organiser did by hand: enough to do it, to take it back, and to say what it was (GR-6). */
export type Deed =
  | { what: "place"; person: Someone; from: Spot | null; to: Spot | null }
  | { what: "swap"; one: Someone & { in: Spot }; other: Someone & { in: Spot } }
  | { what: "time"; group: Spot; city: string; from: number; to: number }
  | { what: "lead"; group: Spot; from: Someone | null; to: Someone | null }
  | { what: "name"; groupId: number; from: string; to: string }
  | { what: "shift"; person: Someone; group: Spot; city: string; from: number; to: number; back: boolean }
  | { what: "many"; deeds: readonly (Deed & { what: "place" })[] }
  | Shaping;

/** What changes which groups there are. Its way back is the history's own, by the entry it made. */
export type Shaping = (
  | { what: "create"; weekday: number; startMinute: number; name: string | null; made: Spot }
  | { what: "split"; group: Spot; people: readonly Someone[]; made: Spot }
  | { what: "merge"; group: Spot; into: Spot }
) & { auditId: number; back: boolean };

export const isShaping = (deed: Deed): deed is Shaping =>
  deed.what === "create" || deed.what === "split" || deed.what === "merge";

/** What takes a deed back; twice is the deed itself. */
export function inverseOf(deed: Deed): Deed {
  switch (deed.what) {
    case "swap":
      return {
        what: "swap",
        one: { ...deed.one, in: deed.other.in },
        other: { ...deed.other, in: deed.one.in },
      };
    case "place":
      return { ...deed, from: deed.to, to: deed.from };
    case "time":
      return { ...deed, from: deed.to, to: deed.from };
    case "lead":
      return { ...deed, from: deed.to, to: deed.from };
    case "name":
      return { ...deed, from: deed.to, to: deed.from };
    case "shift":
    case "create":
    case "split":
    case "merge":
      return { ...deed, back: !deed.back };
    case "many":
      return { what: "many", deeds: deed.deeds.map((one) => ({ ...one, from: one.to, to: one.from })).toReversed() };
  }
}

/** What is so once it is done. */
export function doneWords(deed: Deed): string {
  switch (deed.what) {
    case "place":
      if (!deed.to) return `${deed.person.name} is out of ${deed.from?.name ?? "the group"} and waits for a place.`;
      return `${deed.person.name} is in ${deed.to.name} now.`;
    case "swap":
      return `${deed.one.name} is in ${deed.other.in.name} now, ${deed.other.name} in ${deed.one.in.name}.`;
    case "time":
      return `${deed.group.name} meets ${weekMinuteWords(deed.to)} (${deed.city}) now.`;
    case "lead":
      return deed.to ? `${deed.to.name} leads ${deed.group.name} now.` : `Nobody leads ${deed.group.name} now.`;
    case "name":
      return `${deed.from} is called ${deed.to} now.`;
    case "shift":
      return deed.back
        ? `${deed.group.name} meets ${weekMinuteWords(deed.from)} (${deed.city}) again, and ${deed.person.name} waits for a place.`
        : `${deed.group.name} meets ${weekMinuteWords(deed.to)} (${deed.city}) now, and ${deed.person.name} is in it.`;
    case "create":
      return deed.back ? `${deed.made.name} is gone again.` : `${deed.made.name} is there, empty so far.`;
    case "split":
      return `${countOf(deed.people.length, "person is", "people are")} ${deed.back ? `back in ${deed.group.name}` : `in ${deed.made.name} now`}.`;
    case "merge":
      return deed.back
        ? `${deed.group.name} is there again, with its people.`
        : `Everybody of ${deed.group.name} is in ${deed.into.name} now.`;
    case "many":
      return manyWords(deed.deeds);
  }
}

/** What a button would take back or bring back: `Ann Keller to Group 5`. */
export function deedWords(deed: Deed): string {
  switch (deed.what) {
    case "place":
      return deed.to ? `${deed.person.name} to ${deed.to.name}` : `${deed.person.name} out of ${deed.from?.name ?? ""}`;
    case "swap":
      return `swap of ${deed.one.name} and ${deed.other.name}`;
    case "time":
      return `${deed.group.name} to ${weekMinuteWords(deed.to)}`;
    case "lead":
      return `${deed.to?.name ?? "nobody"} leads ${deed.group.name}`;
    case "name":
      return `${deed.from} is called ${deed.to}`;
    case "shift":
      return `${deed.group.name} to ${weekMinuteWords(deed.to)} with ${deed.person.name}`;
    case "create":
      return `new ${deed.made.name}`;
    case "split":
      return `split of ${deed.group.name}`;
    case "merge":
      return `${deed.group.name} merged into ${deed.into.name}`;
    case "many":
      return `${countOf(deed.deeds.length, "person", "people")} to ${spotWords(deed.deeds)}`;
  }
}

/** The one place several people went to; taken back, they may go to several. */
function spotWords(deeds: readonly { to: Spot | null }[]): string {
  const names = new Set(deeds.map(({ to }) => to?.name ?? "Not placed"));
  return names.size === 1 ? [...names].join("") : countOf(names.size, "group");
}

function manyWords(deeds: readonly { to: Spot | null }[]): string {
  const people = countOf(deeds.length, "person is", "people are");
  return deeds.every(({ to }) => to === null)
    ? `${countOf(deeds.length, "person waits", "people wait")} for a place.`
    : `${people} in ${spotWords(deeds)} now.`;
}
