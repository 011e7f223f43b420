import { Group } from "@muster/db/entities/group";
import { conflictsIn } from "../groups/conflicts.ts";
import { Conflict } from "../refusal.ts";
import type { Tx } from "../transaction.ts";

/** What a reason is asked for. */
interface Realizing {
  cohortId: number;
  groupIds: readonly number[];
  /** Why they are right all the same. */
  reason?: string | undefined;
  /** The page on which one can say so, for whoever asked from elsewhere. */
  sayAt?: string | undefined;
}

/**
 * What speaks against groups that are made real now, in words; refused where something does and nobody says why it is
 * right all the same (GR-7). Groups that are real already are not asked about again.
 */
export async function acceptedConflicts(
  tx: Tx,
  { cohortId, groupIds, reason, sayAt }: Realizing,
): Promise<readonly string[]> {
  const previews = await tx.em.find(Group, { id: { $in: [...groupIds] }, status: "preview" });
  const ids = new Set(previews.map(({ id }) => id));
  const { hard } = await conflictsIn(tx.em, cohortId, tx.clock());
  const against = hard.filter((conflict) => conflict.groupIds.some((id) => ids.has(id))).map(({ words }) => words);
  if (against.length > 0 && !reason) throw reasonNeeded(against, sayAt);
  return against;
}

function reasonNeeded(conflicts: readonly string[], sayAt: string | undefined): Conflict {
  const [first, ...others] = conflicts;
  const more =
    others.length === 0 ? "" : others.length === 1 ? " And one thing more." : ` And ${others.length} things more.`;
  const say = sayAt ? `Open ${sayAt} and say` : "Say";
  return new Conflict(`${first}${more} ${say} in a few words why these groups are right all the same.`, {
    field: "reason",
    facts: { word: "reason_needed", conflicts },
  });
}
