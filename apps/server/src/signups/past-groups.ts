import { selectRows } from "@muster/db/queries/select-rows";
import type { Context } from "../context.ts";
import { channelLinks } from "./channel-links.ts";

export interface PastGroup {
  groupId: number;
  cohortId: number;
  name: string;
  status: "completed" | "merged" | "cancelled";
  endedAt: Date;
  /** An organiser's words. */
  reason: string | null;
  mergedInto: string | null;
  /** Where one can still read what was said: of a completed group only. */
  textUrl: string | null;
}

/** Groups that ended while this person was in them, the latest first: what became of them. */
export async function pastGroups(ctx: Context, personId: number): Promise<PastGroup[]> {
  const rows = await selectRows<Omit<PastGroup, "textUrl">>(
    ctx.em,
    `select groups.id as "groupId", groups.cohort_id as "cohortId", groups.name, groups.status,
            groups.ended_at as "endedAt", groups.end_reason as reason, target.name as "mergedInto"
     from memberships mine
     join groups on groups.id = mine.group_id and groups.status in ('completed', 'merged', 'cancelled')
     left join groups target on target.id = groups.merged_into
     where mine.person_id = ? and groups.ended_at is not null
       and (mine.status = 'completed' or mine.left_at = groups.ended_at)
     order by groups.ended_at desc, groups.id desc`,
    [personId],
  );
  const links = await channelLinks(
    ctx.em,
    rows.filter(({ status }) => status === "completed").map(({ groupId }) => groupId),
  );
  return rows.map((row) => ({ ...row, textUrl: links.get(row.groupId)?.text ?? null }));
}
