import type { Group } from "@muster/db/entities/group";
import { SyncTask } from "@muster/db/entities/sync-task";
import type { EntityManager } from "@muster/db/orm";
import { cohortSubject } from "@muster/domain/subject";

/** How a cohort and its groups last stood on Discord. */
export interface DiscordTasks {
  all: readonly SyncTask[];
  of: (group: Pick<Group, "subject">) => SyncTask | null;
  ignored: ReadonlySet<string>;
}

export async function discordTasks(
  em: EntityManager,
  { cohortId, groups }: { cohortId: number; groups: readonly Group[] },
): Promise<DiscordTasks> {
  const subjects = [cohortSubject(cohortId), ...groups.map((group) => group.subject())];
  const all = await em.find(SyncTask, { system: "discord", subject: { $in: subjects } });
  const bySubject = new Map(all.map((task) => [task.subject, task]));
  return { all, of: (group) => bySubject.get(group.subject()) ?? null, ignored: ignoredIn(all) };
}

/** Keys left alone: each stands with its own subject, and counts for everybody who sees it, as groups see their category. */
export const ignoredIn = (tasks: readonly SyncTask[]): Set<string> => new Set(tasks.flatMap(ignoredBy));

/** A task whose policy was damaged is shown among those set aside, and must not take a page with it. */
export const ignoredBy = ({ policy }: SyncTask): readonly string[] => policy.ignore ?? [];
