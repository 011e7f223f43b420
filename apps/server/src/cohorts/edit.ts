import { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import { LockMode, type EntityManager } from "@muster/db/orm";
import { isOpen, type CohortInput } from "@muster/domain/cohort";
import { LIVE_GROUP_STATUSES, seatsOf } from "@muster/domain/group";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { together } from "../transaction.ts";
import { wakeTheLines } from "../waiting/lines-queue.ts";

/** Terms that groups were made from: they keep them, so that these may not change under them. */
const FIXED_BY_GROUPS = {
  startDate: "The start",
  timeZone: "The time zone",
  numberOfMeetings: "The number of meetings",
  meetingLengthMinutes: "The length of a meeting",
} as const satisfies Partial<Record<keyof CohortInput, string>>;

/** What may still change, by status: everything while there is no group; afterwards the name, sizes and joining. */
export async function editCohort(
  ctx: Context,
  { cohortId, ...terms }: CohortInput & { cohortId: number },
): Promise<{ id: number }> {
  return together(ctx, async (tx) => {
    const cohort = await tx.em.findOne(Cohort, cohortId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!cohort) throw new NotFound(`Cohort ${cohortId} not found`);
    if (!isOpen(cohort)) throw new Conflict("This cohort is closed. Its terms can no longer change.");
    const before = termsOf(cohort);
    await refuseWhatGroupsHold(tx.em, cohort, terms);
    Object.assign(cohort, terms);
    await audit(tx, { action: "cohorts.edit", object: `cohort:${cohortId}`, before, after: terms });
    wakeTheLines(tx);
    await ring(tx, "cohort", cohortId);
    return { id: cohortId };
  });
}

async function refuseWhatGroupsHold(em: EntityManager, cohort: Cohort, terms: CohortInput): Promise<void> {
  const groups = await em.find(Group, { cohort: cohort.id, status: { $in: [...LIVE_GROUP_STATUSES] } });
  if (groups.length === 0) return;
  for (const [field, words] of Object.entries(FIXED_BY_GROUPS) as [keyof typeof FIXED_BY_GROUPS, string][])
    if (cohort[field] !== terms[field])
      throw new Conflict(`${words} is fixed: there are groups that were made from it. Discard the previews first.`, {
        field,
      });
  // Nobody is removed silently, and no offer is taken back (AD-9).
  const names = (groups: readonly Group[]) => groups.map(({ name }) => name).join(", ");
  const tooFull = groups.filter((group) => group.taken > seatsOf(group, terms));
  if (tooFull.length > 0)
    throw new Conflict(`${names(tooFull)} would have more people than seats. Move somebody first.`, {
      field: "maxSize",
    });
  const promised = groups.filter((group) => group.taken + group.offered > seatsOf(group, terms));
  if (promised.length > 0)
    throw new Conflict(`A seat in ${names(promised)} is offered to somebody in line. Wait for their answer first.`, {
      field: "maxSize",
    });
}

const termsOf = ({
  name,
  startDate,
  timeZone,
  numberOfMeetings,
  meetingLengthMinutes,
  stepMinutes,
  minSize,
  maxSize,
  directJoin,
}: Cohort) => ({
  name,
  startDate,
  timeZone,
  numberOfMeetings,
  meetingLengthMinutes,
  stepMinutes,
  minSize,
  maxSize,
  directJoin,
});
