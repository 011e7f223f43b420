import { countOf } from "../../ui/count-words.ts";

/** One place of a proposal: somebody in one of its groups. */
export interface KeptPlace {
  personId: number;
  group: string;
}

interface Board {
  name: string;
  joins: number | null;
  members: readonly { personId: number; pinned?: boolean }[];
}

const keyOf = ({ personId, group }: KeptPlace): string => `${personId} ${group}`;

/** Places that stay when running again, each by itself: whoever leads two groups may be pinned to one of them. */
export type BoardPins = ReadonlySet<string>;

/** Groups that stand already keep their people anyway. */
export const placesOf = (groups: readonly Board[]): KeptPlace[] =>
  groups
    .filter(({ joins }) => joins === null)
    .flatMap(({ name, members }) => members.map(({ personId }) => ({ personId, group: name })));

/** What the run itself was told to keep stays pinned until somebody takes the pin out. */
export const pinsAtFirst = (groups: readonly Board[]): BoardPins =>
  new Set(
    groups
      .filter(({ joins }) => joins === null)
      .flatMap(({ name, members }) =>
        members.filter(({ pinned }) => pinned).map(({ personId }) => keyOf({ personId, group: name })),
      ),
  );

export const isPinned = (pins: BoardPins, place: KeptPlace): boolean => pins.has(keyOf(place));

/** A group is pinned where everybody in it is. */
export const isGroupPinned = (pins: BoardPins, group: Board): boolean =>
  group.members.length > 0 && placesOf([group]).every((place) => isPinned(pins, place));

export function withPin(pins: BoardPins, places: readonly KeptPlace[], on: boolean): BoardPins {
  const next = new Set(pins);
  for (const place of places)
    if (on) next.add(keyOf(place));
    else next.delete(keyOf(place));
  return next;
}

export const pinnedPlaces = (pins: BoardPins, groups: readonly Board[]): KeptPlace[] =>
  placesOf(groups).filter((place) => isPinned(pins, place));

/** `2 groups and 1 person`: whole groups as groups, everybody else by the head; null where nothing is pinned. */
export function pinnedWords(pins: BoardPins, groups: readonly Board[]): string | null {
  const whole = groups.filter((group) => group.joins === null && isGroupPinned(pins, group));
  const rest = groups.filter((group) => !whole.includes(group));
  const people = new Set(pinnedPlaces(pins, rest).map(({ personId }) => personId)).size;
  const parts = [
    ...(whole.length > 0 ? [countOf(whole.length, "group")] : []),
    ...(people > 0 ? [countOf(people, "person", "people")] : []),
  ];
  return parts.length > 0 ? parts.join(" and ") : null;
}
