import { Signup } from "@muster/db/entities/signup";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { groupOf } from "../sync/sync-now.ts";
import { together } from "../transaction.ts";

/** What organisers write down for each other about a group: no member, no facilitator and no channel ever sees it (GR-12). */
export async function setGroupNote(
  ctx: Context,
  { groupId, note }: { groupId: number; note: string | null },
): Promise<void> {
  await together(ctx, async (tx) => {
    const group = await groupOf(tx, groupId);
    if (group.staffNote === note) return;
    group.staffNote = note;
    const cohortId = group.cohort.id;
    // The words themselves stay out of what is never removed. No group is named as touched: a note is nobody's clash.
    await audit(tx, { action: "groups.setNote", object: group.subject(), cohortId });
    await ring(tx, "cohort", cohortId);
  });
}

interface PersonNote {
  cohortId: number;
  personId: number;
  note: string | null;
}

/** The same about a person in a cohort. */
export async function setPersonNote(ctx: Context, { cohortId, personId, note }: PersonNote): Promise<void> {
  await together(ctx, async (tx) => {
    const signup = await tx.em.findOne(Signup, { person: personId, cohort: cohortId });
    if (!signup) throw new NotFound("They have not signed up for this cohort.");
    if (signup.staffNote === note) return;
    signup.staffNote = note;
    await audit(tx, { action: "groups.setPersonNote", object: `person:${personId}`, cohortId });
    await ring(tx, "cohort", cohortId);
  });
}
