import type { Group } from "@muster/db/entities/group";
import { isFullyRealized, type Infrastructure } from "@muster/domain/sync-result";

export interface PromotionFacts {
  infrastructure: Infrastructure;
  /** Members who see every channel of the group now. */
  membersWithAccess: number;
  /** The generation that was briefed is still the one asked for (AD-3). */
  isCurrent: boolean;
  /** Something may still be on its way from an interrupted or unanswered round. */
  isUncertain: boolean;
}

/**
 * preview → active, asked at every settle, whoever caused the round (C24, L1). That realization was asked for once is
 * remembered on the group. Events, welcome and absent members never stand in the way (round: 6).
 */
export function promote(
  group: Group,
  { infrastructure, membersWithAccess, isCurrent, isUncertain }: PromotionFacts,
): boolean {
  if (group.status !== "preview" || group.realizeRequestedAt === null) return false;
  if (!isCurrent || isUncertain || !isFullyRealized(infrastructure, membersWithAccess)) return false;
  group.become("active");
  return true;
}
