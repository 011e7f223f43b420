import type { SyncTask } from "@muster/db/entities/sync-task";
import type { OutcomeReport, PlannedStep } from "@muster/domain/report";
import { parseSubject } from "@muster/domain/subject";

export interface DriftCard {
  /** The group to act on; for something of the whole cohort any of its groups. */
  groupId: number;
  groupName: string;
  key: string;
  kind: OutcomeReport["kind"];
  sentence: string;
  who: string | null;
  choices: ("restore" | "accept" | "ignore")[];
}

/** Hands changed it on Discord, and policy holds what we would do about it. */
export function isDrift({ action, result, key }: OutcomeReport, ignored: readonly string[]): boolean {
  return result === "held" && action !== "create" && action !== "keep" && !ignored.includes(key);
}

/** What differs on Discord, each with what a person may choose (SY-2). */
export function driftCards(
  task: SyncTask,
  plan: readonly PlannedStep[],
  { name, anyGroupId }: { name: string; anyGroupId: number },
): DriftCard[] {
  const { kind, id } = parseSubject(task.subject);
  return Object.values(task.outcomes)
    .filter((outcome) => isDrift(outcome, task.policy.ignore))
    .map((outcome) => ({
      groupId: kind === "group" ? id : anyGroupId,
      groupName: name,
      key: outcome.key,
      kind: outcome.kind,
      sentence: sentenceOf(
        outcome,
        plan.find(({ key }) => key === outcome.key),
      ),
      who: null,
      choices: ["restore", "ignore"],
    }));
}

function sentenceOf({ action, label, kind }: OutcomeReport, step: PlannedStep | undefined): string {
  if (action === "recreate") return kind === "event" ? `The event ${label} was removed.` : `${label} was deleted.`;
  if (action === "delete") return `${label} should not be there.`;
  const changes = (step?.differences ?? []).map(({ field, from, to }) => `${field} is ${from}, should be ${to}`);
  return changes.length > 0 ? `${label}: ${changes.join("; ")}.` : `${label} was changed.`;
}
