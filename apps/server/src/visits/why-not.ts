import type { Cohort } from "@muster/db/entities/cohort";
import { isOpen } from "@muster/domain/cohort";
import { isLive, type GroupStatus } from "@muster/domain/group";
import type { Role } from "@muster/domain/membership";

/** Why nobody of this role visits in this cohort; null where they may. A visit moves nobody, so the organiser's leave to join is not asked. */
export function closedForVisits(cohort: Pick<Cohort, "name" | "status">, role: Role): string | null {
  if (!isOpen(cohort)) return `${cohort.name} is ${cohort.status === "completed" ? "over" : "cancelled"}.`;
  return role === "facilitator" ? "You lead your own group here. Ask the organiser who can stand in for you." : null;
}

interface Side {
  groupId: number;
  groupName: string;
  groupStatus: GroupStatus;
  number: number;
  startsAt: Date;
}

export interface Choice {
  home: Side;
  host: Side;
  /** Seats of the host group that neither a member nor another guest of that meeting holds. */
  seatsLeft: number;
  /** The group already visited for this number. */
  visiting: string | null;
  /** False where a rule of the organisers stands against it. */
  mayVisit: boolean;
  now: Date;
}

/** Why a visit is not possible, in one sentence; null when it is (JS-2, 5.9). */
export function whyNoVisit({ home, host, seatsLeft, visiting, mayVisit, now }: Choice): string | null {
  const { number } = home;
  const { groupName } = host;
  if (host.groupId === home.groupId) return `${groupName} is your own group. Choose a meeting of another one.`;
  if (visiting !== null) return `You already visit ${visiting} for meeting ${number}. Cancel that visit first.`;
  if (!isLive(host.groupStatus)) return `${groupName} has ended.`;
  if (host.groupStatus === "preview") return `${groupName} has not begun to meet. Choose another group.`;
  if (host.number !== number)
    return `That is meeting ${host.number} of ${groupName}, and you would miss meeting ${number}. Choose a group that still holds meeting ${number}.`;
  if (host.startsAt <= now) return `Meeting ${number} of ${groupName} has begun already. Choose another group.`;
  // In words that say nothing about anybody.
  if (!mayVisit) return `The organiser arranges who visits ${groupName}. Choose another group.`;
  return seatsLeft > 0 ? null : `${groupName} has no free seat at meeting ${number}. Choose another group.`;
}
