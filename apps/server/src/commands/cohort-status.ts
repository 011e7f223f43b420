import { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import { formatSlot } from "@muster/domain/meeting-slot";
import type { Context } from "../context.ts";
import { groupOutcome } from "../realization/group-outcome.ts";
import { NotFound } from "../refusal.ts";
import { discordTasks } from "../sync/discord-tasks.ts";
import { botPresence } from "../sync/lease.ts";
import { onBehalfOf, type Invocation } from "./invoker.ts";

/** /cohort-status: the cohort in a few lines, one for each group. */
export async function cohortStatus(
  ctx: Context,
  input: Invocation & { cohortId: number },
): Promise<{ cohortName: string; lines: string[] }> {
  const { em } = await onBehalfOf(ctx, input);
  const cohort = await em.findOne(Cohort, input.cohortId);
  if (!cohort) throw new NotFound("Cohort not found!");
  const groups = await em.find(Group, { cohort: cohort.id }, { orderBy: { id: "asc" } });
  const tasks = await discordTasks(em, { cohortId: cohort.id, groups });
  const waiting = await em.execute<{ count: string }[]>(
    `select count(*) from signups s where s.cohort_id = ? and not exists
       (select 1 from memberships m where m.cohort_id = s.cohort_id and m.person_id = s.person_id and m.status in ('active', 'completed'))`,
    [cohort.id],
  );
  const { connected } = await botPresence(em);
  const lines = groups.map((group) => {
    const words = `${group.name}: ${formatSlot(group.slot())} (${group.timeZone}), ${group.taken} people, ${group.status}`;
    if (group.realizeRequestedAt === null) return words;
    const { outcome, sentence } = groupOutcome(group, tasks);
    return outcome === "active" ? words : `${words}. ${sentence}`;
  });
  return {
    cohortName: cohort.name,
    lines: [
      `${cohort.status}, starts ${cohort.startDate}`,
      `${Number(waiting[0]?.count ?? 0)} people wait for a group`,
      ...(lines.length > 0 ? lines : ["No groups yet"]),
      ...(connected ? [] : ["The bot is not connected to Muster"]),
    ],
  };
}
