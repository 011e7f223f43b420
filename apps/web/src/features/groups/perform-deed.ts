import { problemOf, trpcClient } from "../../app/trpc.ts";
import { ClashError, clashOf } from "./clash.ts";
import type { Deed, Shaping } from "./deed.ts";
import type { GroupCard } from "./fit.ts";
import { placeIn } from "./standing.ts";

export interface Performed {
  /** What an organiser should know of a deed that was done all the same. */
  warnings: string[];
  /** Where only a part of it could be done. */
  done?: Deed;
}

const groupsNow = (cohortId: number): Promise<GroupCard[]> => trpcClient.groups.list.query({ cohortId });

/**
 * Does a deed if things still stand as whoever asked for it saw them, and a clash otherwise; a change between that look and
 * the deed is caught by the version it expects (GR-8).
 */
export async function perform(cohortId: number, deed: Deed): Promise<Performed> {
  if (deed.what === "many") return performMany(cohortId, deed);
  const groups = await groupsNow(cohortId);
  const clash = clashOf(groups, deed);
  if (clash) throw new ClashError(clash);
  try {
    return await act(cohortId, deed, groups);
  } catch (error) {
    const { kind } = problemOf(error);
    if (kind !== "conflict" && kind !== "not_found") throw error;
    const late = clashOf(await groupsNow(cohortId), deed);
    throw late ? new ClashError(late) : error;
  }
}

async function act(
  cohortId: number,
  deed: Exclude<Deed, { what: "many" }>,
  groups: readonly GroupCard[],
): Promise<Performed> {
  const versionOf = (groupId: number) => groups.find(({ id }) => id === groupId)!.version;
  switch (deed.what) {
    case "place":
      return place(cohortId, deed, groups);
    case "swap": {
      const { one, other } = deed;
      return trpcClient.groups.swap.mutate({
        one: placeIn(groups, one.personId, one.in.groupId)!.membershipId,
        other: placeIn(groups, other.personId, other.in.groupId)!.membershipId,
      });
    }
    case "time": {
      const { groupId } = deed.group;
      const [weekday, startMinute] = [Math.floor(deed.to / 1_440), deed.to % 1_440];
      return trpcClient.groups.changeTime.mutate({
        groupId,
        weekday,
        startMinute,
        expectedVersion: versionOf(groupId),
      });
    }
    case "lead": {
      const { groupId } = deed.group;
      const personId = deed.to?.personId ?? null;
      return trpcClient.groups.setFacilitator.mutate({ groupId, personId, expectedVersion: versionOf(groupId) });
    }
    case "name": {
      const { groupId, to: name } = deed;
      await trpcClient.groups.rename.mutate({ groupId, name, expectedVersion: versionOf(groupId) });
      return { warnings: [] };
    }
    case "shift": {
      const { group, person, back } = deed;
      const minute = back ? deed.from : deed.to;
      return trpcClient.groups.shift.mutate({
        groupId: group.groupId,
        personId: person.personId,
        weekday: Math.floor(minute / 1_440),
        startMinute: minute % 1_440,
        comes: !back,
        expectedVersion: versionOf(group.groupId),
      });
    }
    case "create":
    case "split":
    case "merge":
      return deed.back ? trpcClient.groups.revert.mutate({ auditId: deed.auditId }) : shape(cohortId, deed, groups);
  }
}

/** Done again, it is another entry of the history, and makes another group. */
async function shape(cohortId: number, deed: Shaping, groups: readonly GroupCard[]): Promise<Performed> {
  switch (deed.what) {
    case "create": {
      const { weekday, startMinute, name } = deed;
      const made = await trpcClient.groups.create.mutate({
        cohortId,
        weekday,
        startMinute,
        ...(name !== null && { name }),
      });
      return {
        warnings: [],
        done: { ...deed, made: { groupId: made.groupId, name: made.name }, auditId: made.version },
      };
    }
    case "split": {
      const { groupId } = deed.group;
      const places = deed.people.map(({ personId }) => placeIn(groups, personId, groupId));
      const membershipIds = places.flatMap((place) => (place ? [place.membershipId] : []));
      const made = await trpcClient.groups.split.mutate({ groupId, membershipIds });
      const done: Deed = { ...deed, made: { groupId: made.groupId, name: made.name }, auditId: made.version };
      return { warnings: made.warnings, done };
    }
    case "merge": {
      const { group, into } = deed;
      const { version } = await trpcClient.groups.merge.mutate({ groupId: group.groupId, intoGroupId: into.groupId });
      return { warnings: [], done: { ...deed, auditId: version } };
    }
  }
}

async function place(
  cohortId: number,
  { person, from, to }: Deed & { what: "place" },
  groups: readonly GroupCard[],
): Promise<Performed> {
  if (!from)
    return to
      ? trpcClient.groups.place.mutate({ cohortId, personId: person.personId, groupId: to.groupId })
      : { warnings: [] };
  const { membershipId } = placeIn(groups, person.personId, from.groupId)!;
  if (to) return trpcClient.groups.moveMember.mutate({ membershipId, toGroupId: to.groupId });
  await trpcClient.groups.removeMember.mutate({ membershipId });
  return { warnings: [] };
}

/** One after the other; whoever could not be moved is named, and taken back is what was done. */
async function performMany(cohortId: number, { deeds }: Deed & { what: "many" }): Promise<Performed> {
  const warnings: string[] = [];
  const done: (Deed & { what: "place" })[] = [];
  for (const deed of deeds) {
    try {
      warnings.push(...(await perform(cohortId, deed)).warnings);
      done.push(deed);
    } catch (error) {
      warnings.push(error instanceof ClashError ? error.clash.theirs : problemOf(error).sentence);
    }
  }
  if (done.length === 0) throw new NothingDone(warnings.join(" "));
  return { warnings, done: { what: "many", deeds: done } };
}

/** Not one of several could be done; the sentences say why. */
export class NothingDone extends Error {
  override name = "NothingDone";
}
