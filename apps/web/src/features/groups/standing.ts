import { isLive } from "@muster/domain/group";
import type { Spot } from "./deed.ts";
import type { GroupCard, GroupMember } from "./fit.ts";

/** Somebody's place in a group as it is now; null when they are not there any more. */
export function placeIn(groups: readonly GroupCard[], personId: number, groupId: number): GroupMember | null {
  const group = groups.find(({ id }) => id === groupId);
  return group?.members.find((member) => member.personId === personId) ?? null;
}

/** The live groups somebody is in now. */
export const spotsOf = (groups: readonly GroupCard[], personId: number): Spot[] =>
  groups
    .filter(({ status, members }) => isLive(status) && members.some((member) => member.personId === personId))
    .map(({ id, name }) => ({ groupId: id, name }));

export const spotOf = ({ id, name }: Pick<GroupCard, "id" | "name">): Spot => ({ groupId: id, name });
