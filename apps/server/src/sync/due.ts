import type { EntityManager } from "@muster/db/orm";
import type { Subject } from "@muster/domain/subject";
import type { Context } from "../context.ts";
import { together } from "../transaction.ts";
import { interruptRounds } from "./rounds.ts";

interface Due {
  subject: Subject;
  /** Changes with every new reason to be told: what was told once is not told again for the same one. */
  reason: string;
}

/** A round that tells nothing for so long was perhaps dropped: a bot that still works on it takes the bell as once more. */
const SILENT_SECONDS = 20;
/** How long at most until a reason that was told and not acted upon is told again. */
const TELL_AGAIN_MS = 60_000;
const LOOK_MS = 5_000;

/**
 * Names of subjects with something to do, cohorts before their groups: on connecting everything due, then as the bell
 * rings, and everything once more each minute. It is a bell: whoever hears it asks for the brief.
 */
export async function* dueSubjects(ctx: Context, epoch: number, signal: AbortSignal): AsyncGenerator<Subject> {
  await together(ctx, (tx) => interruptRounds(tx, { exceptEpoch: epoch }));
  const told = new Map<Subject, { reason: string; at: number }>();
  using wakes = bells(ctx, signal);
  while (!signal.aborted) {
    const now = ctx.clock().getTime();
    for (const { subject, reason } of await dueNow(ctx.house.orm.em.fork(), ctx.clock())) {
      const last = told.get(subject);
      if (last?.reason === reason && now - last.at < TELL_AGAIN_MS) continue;
      if (signal.aborted) return;
      told.set(subject, { reason, at: now });
      yield subject;
    }
    await wakes.next(LOOK_MS);
  }
}

/** Everything there is to do now, cohorts first, each kind by its id. Subjects of a kind nobody knows stop no other (EV-15). */
export async function dueNow(em: EntityManager, now: Date): Promise<Due[]> {
  return em.execute<Due[]>(
    `select subject, string_agg(reason, ' ') as reason from (
       select subject, generation || '/' || attempt || '/' || throws || '/' || coalesce(extract(epoch from next_at)::text, '') as reason
       from sync_tasks
       where system = 'discord' and (state = 'due' or (state = 'waiting' and (next_at is null or next_at <= ?)))
       union all
       select task.subject, 'silent ' || round.id
       from sync_tasks task
       join sync_rounds round on round.subject = task.subject and round.system = task.system and round.ending is null
       where task.system = 'discord' and task.state = 'working' and not round.dry_run
         and round.updated_at < now() - make_interval(secs => ?)
       union all
       select subject, 'plan ' || id from sync_rounds
       where system = 'discord' and dry_run and ending is null and epoch = 0
     ) due
     where subject ~ '^(cohort|group|person):[0-9]{1,9}$'
     group by subject
     order by split_part(subject, ':', 1), split_part(subject, ':', 2)::int`,
    [now, SILENT_SECONDS],
  );
}

interface Bells extends Disposable {
  /** Resolves at the next ring about something due, at once when one came meanwhile, or after `ms`. */
  next: (ms: number) => Promise<void>;
}

/** Listens before anything is read, so that nothing falls between (EV-9). */
function bells(ctx: Context, signal: AbortSignal): Bells {
  const ending = new AbortController();
  const either = AbortSignal.any([signal, ending.signal]);
  let rung = false;
  let wake = () => {};
  const listening = (async () => {
    for await (const heard of ctx.house.bell.follow({ signal: either })) {
      if (heard.kind === "ring" && heard.topic !== "due") continue;
      rung = true;
      wake();
    }
  })();
  listening.catch((error: unknown) =>
    ctx.house.log.warn({ err: error }, "the due bell fell silent; it is looked at anyway"),
  );
  either.addEventListener("abort", () => wake());
  return {
    async next(ms) {
      if (!rung && !either.aborted)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      rung = false;
    },
    [Symbol.dispose]: () => ending.abort(),
  };
}
