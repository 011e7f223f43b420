import type { Topic } from "../bell.ts";
import type { Context, Signed } from "../context.ts";
import { mayGoOn } from "../organisers/still-organises.ts";

/** A bell for pages: ask again. `resync` means everything. */
export interface PageBell {
  topic: Exclude<Topic, "due"> | "resync";
  id: number;
}

/** With the place in the outbox that a page comes back with. */
export interface Placed {
  cursor: string;
  bell: PageBell;
}

interface Hearing {
  cohorts: Set<number>;
  groups: Set<number>;
}

interface Following {
  cohortId?: number | undefined;
  lastEventId?: string | null | undefined;
  signal: AbortSignal;
}

/**
 * Everything that may have changed for this person, also what was missed since `lastEventId`; organisers hear all, others
 * only what is theirs, on replay as live (BR-9). Without a place in the past the first word is resync, so that nothing is
 * lost between a page's first look and its first bell. Ends when the session does (BR-8), or an organiser's role (AD-7).
 */
export async function* followEvents(
  ctx: Signed<Context>,
  { cohortId, lastEventId, signal }: Following,
): AsyncGenerator<Placed> {
  const { personId, isOrganiser } = ctx.viewer;
  let hearing = await hearingOf(ctx, personId);
  const after = lastEventId ?? "none";
  for await (const heard of ctx.house.bell.follow({ after, signal })) {
    if (heard.kind === "resync") {
      yield { cursor: heard.cursor, bell: { topic: "resync", id: 0 } };
      continue;
    }
    const { topic, cursor } = heard;
    if (topic === "due") continue;
    const id = Number(heard.subject);
    if (topic === "person" && id === personId) {
      if (!(await mayGoOn(ctx))) return;
      hearing = await hearingOf(ctx, personId);
    }
    const theirs =
      topic === "person"
        ? id === personId
        : topic === "cohort"
          ? hearing.cohorts.has(id)
          : topic === "group" && hearing.groups.has(id);
    const asked = topic !== "cohort" || cohortId === undefined || cohortId === id;
    if ((isOrganiser || theirs) && asked) yield { cursor, bell: { topic, id } };
  }
}

/** A person's cohorts, and the groups in them whose seats they may look at. */
async function hearingOf(ctx: Context, personId: number): Promise<Hearing> {
  const em = ctx.house.orm.em.fork();
  const cohorts = await em.execute<{ id: number }[]>(
    "select cohort_id as id from signups where person_id = ? union select cohort_id from memberships where person_id = ? and status = 'active'",
    [personId, personId],
  );
  const groups = await em.execute<{ id: number }[]>(
    "select group_id as id from memberships where person_id = ? and status = 'active'",
    [personId],
  );
  return { cohorts: new Set(cohorts.map(({ id }) => id)), groups: new Set(groups.map(({ id }) => id)) };
}
