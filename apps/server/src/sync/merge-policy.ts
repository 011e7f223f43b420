import type { TaskPolicy } from "@muster/db/entities/sync-task";

/** What a request asks leave for. */
export interface AskedPolicy {
  allowCreate: boolean;
  repair?: readonly string[];
  ignore?: readonly string[];
  /** The plan a person approved; without it nothing is compared. */
  approvedFingerprint?: string | null;
}

export const noPolicy: TaskPolicy = { allowCreate: false, repair: [], ignore: [], approvedFingerprint: null };

/**
 * Requests that coalesce: the most permissive wins, so that a later sync never cancels a realize (round: 2). A plan
 * approved now replaces one approved earlier; a request that may not create says nothing about plans.
 */
export function mergePolicy(waiting: TaskPolicy, asked: AskedPolicy): TaskPolicy {
  const repair = union(waiting.repair, asked.repair ?? []);
  const ignore = union(waiting.ignore, asked.ignore ?? []).filter((key) => !asked.repair?.includes(key));
  return {
    allowCreate: waiting.allowCreate || asked.allowCreate,
    repair: repair.filter((key) => !asked.ignore?.includes(key)),
    ignore,
    approvedFingerprint: asked.allowCreate ? (asked.approvedFingerprint ?? null) : waiting.approvedFingerprint,
  };
}

/** What stays after a round that ended well: leave to create is used up, a person's wish to leave a thing alone is not. */
export const clearedPolicy = (policy: TaskPolicy): TaskPolicy => ({ ...noPolicy, ignore: policy.ignore });

const union = (one: readonly string[], other: readonly string[]): string[] => [...new Set([...one, ...other])];
