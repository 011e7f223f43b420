import type { GroupCard } from "./fit.ts";

/** Who and what stays where it is when a run is started again (GR-2). */
export interface Pins {
  groups: ReadonlySet<number>;
  people: ReadonlySet<number>;
}

export const NO_PINS: Pins = { groups: new Set(), people: new Set() };

const toggled = (set: ReadonlySet<number>, id: number): ReadonlySet<number> => {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
};

export const togglePerson = (pins: Pins, personId: number): Pins => ({
  ...pins,
  people: toggled(pins.people, personId),
});

export const toggleGroup = (pins: Pins, groupId: number): Pins => ({ ...pins, groups: toggled(pins.groups, groupId) });

/** The people of a proposal that was accepted, pinned there or not: the board had the last word about each of them. */
export interface PinnedOnBoard {
  placed: readonly number[];
  pinned: readonly number[];
}

export function withPinsOfBoard(pins: Pins, { placed, pinned }: PinnedOnBoard): Pins {
  const others = [...pins.people].filter((personId) => !placed.includes(personId));
  return { ...pins, people: new Set([...others, ...pinned]) };
}

type Standing = Pick<GroupCard, "id" | "name" | "status" | "realizeRequestedAt" | "version"> & {
  members: readonly { personId: number }[];
};

export interface Rerun {
  /** Groups that stay as they are, with everything done by hand. */
  stay: Standing[];
  /** Previews whose people are placed anew. */
  apart: Standing[];
  /** Pinned people of those: kept at the hour their group has. */
  keep: { personId: number; groupId: number }[];
  people: number;
}

/**
 * What running again would do: pinned groups stay, and so does whatever is on Discord or on its way there; all other
 * previews are to make way for what is proposed instead.
 */
export function rerunOf(groups: readonly Standing[], pins: Pins): Rerun {
  const isFree = ({ id, status, realizeRequestedAt }: Standing) =>
    status === "preview" && realizeRequestedAt === null && !pins.groups.has(id);
  const apart = groups.filter(isFree);
  const stay = groups.filter((group) => !isFree(group) && (group.status === "preview" || group.status === "active"));
  const people = [...new Set(apart.flatMap(({ members }) => members.map(({ personId }) => personId)))];
  const keep = apart.flatMap(({ id: groupId, members }) =>
    members.filter(({ personId }) => pins.people.has(personId)).map(({ personId }) => ({ personId, groupId })),
  );
  return { stay, apart, keep, people: people.length };
}

/** `{"groups":[3],"people":[7]}`; whatever else stands there counts as no pins. */
export function readPins(text: string | null): Pins {
  try {
    const { groups, people } = JSON.parse(text ?? "") as Record<string, unknown>;
    return { groups: idsOf(groups), people: idsOf(people) };
  } catch {
    return NO_PINS;
  }
}

const idsOf = (value: unknown): ReadonlySet<number> =>
  new Set(Array.isArray(value) ? value.filter((id): id is number => Number.isInteger(id)) : []);

export const writePins = ({ groups, people }: Pins): string =>
  JSON.stringify({ groups: [...groups], people: [...people] });
