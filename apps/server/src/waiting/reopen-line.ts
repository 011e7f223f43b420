import { ring } from "../bell.ts";
import type { Tx } from "../transaction.ts";
import { offerFreeSeats } from "./offer-seats.ts";

/**
 * The ending that closed a group's line is taken back: whoever stood in it stands in it again, where they stood. A seat
 * that was kept for somebody is offered anew. The group's row must be held.
 */
export async function reopenLine(tx: Tx, { groupId, because }: { groupId: number; because: string }): Promise<void> {
  const back = await tx.em.execute<{ person_id: number }[]>(
    `update waits set state = 'waiting', closed_at = null, ended_because = null, offered_at = null, offer_until = null
     where group_id = ? and state = 'ended' and ended_because = ? returning person_id`,
    [groupId, because],
  );
  for (const { person_id } of back) await ring(tx, "person", person_id);
  await offerFreeSeats(tx, groupId);
}
