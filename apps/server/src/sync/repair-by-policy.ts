import type { SyncRound } from "@muster/db/entities/sync-round";
import type { SyncTask } from "@muster/db/entities/sync-task";
import type { Tx } from "../transaction.ts";
import { isAccepted, isChangedByHand, leniency, sortOf } from "./drift.ts";
import { requestSync } from "./request-sync.ts";

/**
 * What policy says is put right without asking is asked for in the next round, each key once: what is held although its
 * repair was allowed needs a person (SY-3). What somebody accepted stays.
 */
export async function repairByPolicy(tx: Tx, task: SyncTask, round: SyncRound): Promise<void> {
  const eyes = await leniency(tx.em, [task]);
  const left = new Set([...round.policy.repair, ...eyes.ignored]);
  const keys = Object.values(task.outcomes)
    .filter((outcome) => isChangedByHand(outcome) && outcome.key.startsWith(`${task.subject}/`))
    .filter((outcome) => {
      const differences = round.plan?.find(({ key }) => key === outcome.key)?.differences ?? [];
      const sort = sortOf(outcome, differences);
      if (sort === null || eyes.policy[sort] !== "repair" || left.has(outcome.key)) return false;
      return !isAccepted(eyes, outcome.key, differences);
    })
    .map(({ key }) => key);
  if (keys.length > 0) await requestSync(tx, task.subject, { systems: ["discord"], allowCreate: false, repair: keys });
}
