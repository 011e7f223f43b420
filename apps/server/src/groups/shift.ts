import { Membership } from "@muster/db/entities/membership";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { together } from "../transaction.ts";
import { changeTimeIn } from "./change-time.ts";
import { holdLiveGroup } from "./live-group.ts";
import { placeIn } from "./place.ts";
import { removeMemberIn } from "./remove-member.ts";

interface Shift {
  groupId: number;
  weekday: number;
  startMinute: number;
  personId: number;
  /** Whether they come with the new hour, or go with it: the one takes the other back. */
  comes: boolean;
  expectedVersion?: number | undefined;
}

/** Another hour and the place it makes possible, both or neither; two entries in the history (SC-14). */
export function shiftGroup(
  ctx: Context,
  { personId, comes, ...change }: Shift,
): Promise<{ version: number; warnings: string[] }> {
  return together(ctx, async (tx) => {
    const { groupId } = change;
    if (!comes) {
      const stay = await tx.em.findOne(Membership, { group: groupId, person: personId, status: "active" });
      if (!stay) throw new NotFound("They are no longer in this group.");
      const moved = await changeTimeIn(tx, change);
      const { version } = await removeMemberIn(tx, { membershipId: stay.id });
      return { version, warnings: moved.warnings };
    }
    // Held first, and with whoever arrives: the two steps then wait for nobody.
    const { cohort } = await holdLiveGroup(tx, groupId, { arriving: personId });
    const moved = await changeTimeIn(tx, change);
    const placed = await placeIn(tx, { cohortId: cohort.id, personId, groupId });
    return { version: placed.version, warnings: [...moved.warnings, ...placed.warnings] };
  });
}
