import { Cohort } from "@muster/db/entities/cohort";
import { displayName } from "@muster/db/entities/person";
import { Presence } from "@muster/db/entities/presence";
import type { Context, Signed } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { together } from "../transaction.ts";

/** Whoever has been silent for so long has left; pages say it about three times as often. */
const GONE_AFTER_MS = 60_000;

/** Whoever looks at the groups of a cohort says so now and then, and is told who else does (GR-8). Nobody is told by it. */
export async function hereNow(
  ctx: Signed<Context>,
  { cohortId }: { cohortId: number },
): Promise<{ others: { personId: number; name: string }[] }> {
  const { personId } = ctx.viewer;
  return together(ctx, async (tx) => {
    if ((await tx.em.count(Cohort, cohortId)) === 0) throw new NotFound("There is no such cohort.");
    const now = tx.clock();
    await tx.em.upsert(
      Presence,
      { person: personId, cohort: cohortId, seenAt: now },
      { onConflictFields: ["person", "cohort"], onConflictAction: "merge", onConflictMergeFields: ["seenAt"] },
    );
    const found = await tx.em.find(
      Presence,
      {
        cohort: cohortId,
        person: { $ne: personId },
        seenAt: { $gt: new Date(now.getTime() - GONE_AFTER_MS) },
      },
      { populate: ["person"], orderBy: { person: { id: "asc" } } },
    );
    return { others: found.map(({ person }) => ({ personId: person.id, name: displayName(person) })) };
  });
}
