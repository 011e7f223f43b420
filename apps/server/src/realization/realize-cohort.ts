import { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import { isOpen } from "@muster/domain/cohort";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { together, type Tx } from "../transaction.ts";
import { noteBatch } from "./batch.ts";
import { acceptedConflicts } from "./hard-conflicts.ts";
import { requestRealization } from "./request-realization.ts";

export interface RealizedCohort {
  cohortName: string;
  groups: { groupId: number; name: string }[];
}

interface Asked {
  cohortId: number;
  /** Why it is right all the same, where something hard speaks against a group (GR-7). */
  reason?: string | undefined;
  /** The page on which that can be said, for whoever asks from elsewhere. */
  sayAt?: string | undefined;
}

/** Every group in preview, allowed to create (D10). Groups that are already active are left alone (R23). */
export async function realizeCohort(ctx: Context, asked: Asked): Promise<RealizedCohort> {
  return together(ctx, (tx) => realizeIn(tx, asked));
}

/** The same inside the caller's transaction. */
export async function realizeIn(tx: Tx, { cohortId, reason, sayAt }: Asked): Promise<RealizedCohort> {
  const cohort = await tx.em.findOne(Cohort, cohortId);
  if (!cohort) throw new NotFound("Cohort not found!");
  if (!isOpen(cohort)) throw new Conflict(`${cohort.name} is ${cohort.status}: nothing more is created for it.`);
  const groups = await tx.em.find(Group, { cohort: cohortId, status: "preview" }, { orderBy: { id: "asc" } });
  if (groups.length === 0) throw new Conflict("No groups found for this cohort. Run /schedule first.");
  const groupIds = groups.map(({ id }) => id);
  const conflicts = await acceptedConflicts(tx, { cohortId, groupIds, reason, sayAt });
  await requestRealization(tx, { cohortId, groupIds });
  await noteBatch(tx, cohortId, groupIds);
  await audit(tx, {
    action: "realization.realize",
    object: `cohort:${cohortId}`,
    after: { groups: groupIds, conflicts },
    cohortId,
    reason: reason || null,
  });
  return { cohortName: cohort.name, groups: groups.map(({ id, name }) => ({ groupId: id, name })) };
}
