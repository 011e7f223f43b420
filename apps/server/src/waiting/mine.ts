import { Wait } from "@muster/db/entities/wait";
import { isInLine } from "@muster/domain/waiting";
import type { Context, Signed } from "../context.ts";
import { linesSeenBy } from "./lines.ts";
import { offerWords } from "./offer-words.ts";

export interface MyWait {
  waitId: number;
  cohortId: number;
  /** Null once the group was removed. */
  groupId: number | null;
  name: string;
  ahead: number;
  /** Until when a seat is kept; null while none is. */
  offerUntil: Date | null;
  /** No longer in line: what became of it, and when. */
  over: { at: Date; sentence: string } | null;
}

/** For how long one still reads what became of a wait that others ended. */
const TOLD_MS = 7 * 86_400_000;

/** The lines one stands in, offers first, then as one joined them; and what became of those that ended lately. */
export async function myWaits(ctx: Signed<Context>): Promise<MyWait[]> {
  const { personId } = ctx.viewer;
  const since = new Date(ctx.clock().getTime() - TOLD_MS);
  const waits = await ctx.em.find(
    Wait,
    {
      person: personId,
      $or: [
        { state: { $in: ["waiting", "offered"] } },
        { state: { $in: ["expired", "ended"] }, closedAt: { $gte: since } },
      ],
    },
    { populate: ["group"], orderBy: { askedAt: "asc", id: "asc" } },
  );
  const groupIds = waits.flatMap(({ state, group }) => (isInLine(state) && group ? [group.id] : []));
  const lines = await linesSeenBy(ctx.em, { personId, groupIds });
  const open = new Set(groupIds);
  const now = ctx.clock();
  return waits
    .filter(({ state, group }) => isInLine(state) || !open.has(group?.id ?? 0))
    .map((wait) => {
      const { id, cohort, group, groupName, state, offerUntil, closedAt, endedBecause } = wait;
      const name = group?.name ?? groupName ?? "a group";
      const words = offerWords({ state, offerUntil, endedBecause, group: { name } }, now);
      return {
        waitId: id,
        cohortId: cohort.id,
        groupId: group?.id ?? null,
        name,
        ahead: (group && lines.get(group.id)?.ahead) ?? 0,
        offerUntil: words.open ? offerUntil : null,
        over:
          state === "waiting" || words.open ? null : { at: closedAt ?? offerUntil ?? now, sentence: words.sentence },
      };
    })
    .toSorted((one, other) => Number(one.offerUntil === null) - Number(other.offerUntil === null));
}
