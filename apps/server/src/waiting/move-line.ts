import type { Tx } from "../transaction.ts";
import { offerFreeSeats } from "./offer-seats.ts";

export interface MovingLine {
  to: (groupId: number) => Promise<void>;
}

/**
 * Those in line for a group that makes room for another one: taken out of the line now, put in the other's where they
 * stood. A seat that was kept for somebody is offered anew there. Both rows must be held.
 */
export async function moveLine(tx: Tx, groupId: number): Promise<MovingLine> {
  const waits = await tx.em.execute<{ id: number }[]>(
    `update waits set state = 'left', closed_at = ?, offered_at = null, offer_until = null
     where group_id = ? and state in ('waiting', 'offered') returning id`,
    [tx.clock(), groupId],
  );
  return {
    async to(other) {
      await tx.em.execute(
        "update waits set group_id = ?, state = 'waiting', closed_at = null where id = any (?::int[])",
        [other, `{${waits.map(({ id }) => id).join(",")}}`],
      );
      await offerFreeSeats(tx, other);
    },
  };
}
