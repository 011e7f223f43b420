import { ring } from "../bell.ts";
import type { Tx } from "../transaction.ts";

interface Ended {
  groupId: number;
  /** A sentence those in line read. */
  because: string;
  /** Only people without a group of the cohort: those who switch may still come. */
  newcomersOnly?: boolean;
}

/** Nobody waits for this group any more, and offers of it end with the reason. Its row must be held. Answers how many. */
export async function endLine(tx: Tx, { groupId, because, newcomersOnly = false }: Ended): Promise<number> {
  const ended = await tx.em.execute<{ person_id: number }[]>(
    `update waits set state = 'ended', closed_at = ?, ended_because = ?
     where group_id = ? and state in ('waiting', 'offered') and (? = false or not exists (
       select from memberships where person_id = waits.person_id and cohort_id = waits.cohort_id
         and status = 'active' and role = 'participant'))
     returning person_id`,
    [tx.clock(), because, groupId, newcomersOnly],
  );
  for (const { person_id } of ended) await ring(tx, "person", person_id);
  return ended.length;
}
