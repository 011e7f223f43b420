import { keys } from "@muster/domain/brief";
import { cohortSubject, groupSubject, type Subject } from "@muster/domain/subject";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { Invalid } from "../refusal.ts";
import { together } from "../transaction.ts";
import { withWhatWentAlong } from "./drift.ts";
import { lockTask, requestSync } from "./request-sync.ts";
import { groupOf } from "./sync-now.ts";

/** What the organiser chose to restore may be made again, and only that (round: 2). */
export async function repair(
  ctx: Context,
  { groupId, keys: named }: { groupId: number; keys: string[] },
): Promise<void> {
  await together(ctx, async (tx) => {
    const bySubject = Map.groupBy(named, (key) => key.slice(0, key.indexOf("/")));
    const group = await groupOf(tx, groupId);
    const [own, cohort] = [groupSubject(groupId), cohortSubject(group.cohort.id)];
    assertTheirs({ own, cohort }, [...bySubject.keys()]);
    const ofCohort = bySubject.get(cohort);
    if (ofCohort) await requestSync(tx, cohort, { systems: ["discord"], allowCreate: false, repair: ofCohort });
    const task = await lockTask(tx.em, own, "discord");
    const ofGroup = withWhatWasSaidThere(groupId, withWhatWentAlong(task, bySubject.get(own) ?? []));
    await requestSync(tx, own, { systems: ["discord"], allowCreate: false, repair: ofGroup });
    await audit(tx, { action: "sync.repair", object: own, after: { keys: named } });
  });
}

/** A text channel made again is empty: its welcome comes back with it, also one that was never said. */
function withWhatWasSaidThere(groupId: number, named: readonly string[]): string[] {
  return named.includes(keys.textChannel(groupId)) ? [...new Set([...named, keys.welcome(groupId)])] : [...named];
}

/** Keys of another group are not this one's to mend. */
export function assertTheirs({ own, cohort }: { own: Subject; cohort: Subject }, named: readonly string[]): void {
  if (named.some((subject) => subject !== own && subject !== cohort))
    throw new Invalid("This is not something of this group.", { field: "keys" });
}
