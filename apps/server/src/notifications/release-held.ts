import { groupSubject } from "@muster/domain/subject";
import type { Context } from "../context.ts";
import { requestSync } from "../sync/request-sync.ts";
import { together } from "../transaction.ts";

/** What a channel was to hear only later is said now: the group's next round takes it along. */
export async function releaseHeld(ctx: Context): Promise<void> {
  await together(ctx, async (tx) => {
    const released = await tx.em.execute<{ group_id: number | null }[]>(
      `update notifications set next_at = null
       where channel = 'discord_channel' and status = 'due' and next_at <= ? returning group_id`,
      [tx.clock()],
    );
    const groups = new Set(released.flatMap(({ group_id }) => (group_id === null ? [] : [group_id])));
    for (const id of [...groups].toSorted((a, b) => a - b))
      await requestSync(tx, groupSubject(id), { systems: ["discord"], allowCreate: false });
  });
}
