import type { Subject } from "@muster/domain/subject";
import { groupSubject, personSubject } from "@muster/domain/subject";
import type { Context } from "../context.ts";
import { together, type Tx } from "../transaction.ts";
import { futureMeetings, withinBudget } from "./event-horizon.ts";
import { enqueue, requestSync } from "./request-sync.ts";
import { stopIgnoring } from "./ignore.ts";
import { interruptRounds } from "./rounds.ts";

/** A round that has told nothing for so long was dropped. */
const DROPPED_AFTER_MS = 5 * 60_000;
/** How often a group in step is looked at again, to notice what hands changed on Discord. */
const LOOK_AGAIN_AFTER_MS = 30 * 60_000;
const ROUNDS_KEPT_DAYS = 30;

/**
 * Every few minutes: what is due and may have been forgotten is told again, dropped rounds end, groups in step are looked
 * at afresh, and events are topped up as meetings pass. Losing a bell therefore costs minutes, never work.
 */
export async function sweep(ctx: Context): Promise<void> {
  const now = ctx.clock();
  await together(ctx, (tx) => interruptRounds(tx, { untouchedSince: new Date(now.getTime() - DROPPED_AFTER_MS) }));
  await together(ctx, tellDueAgain);
  await together(ctx, lookAgain);
  await together(ctx, topUpEvents);
  await together(ctx, writeDue);
  await together(ctx, endIgnoring);
  await together(ctx, forgetOldRounds);
}

/** What was to be left alone until now is shown again. */
async function endIgnoring(tx: Tx): Promise<void> {
  const rows = await tx.em.execute<{ subject: Subject; keys: string[] }[]>(
    `select task.subject, jsonb_agg(ignored.key) as keys from sync_tasks task, jsonb_each_text(task.ignored_until) ignored
     where task.system = 'discord' and ignored.value::timestamptz <= ? group by task.subject`,
    [tx.clock()],
  );
  for (const { subject, keys } of rows) await stopIgnoring(tx, subject, keys);
}

async function tellDueAgain(tx: Tx): Promise<void> {
  const rows = await tx.em.execute<{ subject: Subject }[]>(
    `select distinct subject from sync_tasks
     where state = 'due' or (state = 'waiting' and (next_at is null or next_at <= ?))`,
    [tx.clock()],
  );
  for (const { subject } of rows) await enqueue(tx, subject, 0);
}

async function lookAgain(tx: Tx): Promise<void> {
  const rows = await tx.em.execute<{ id: number }[]>(
    `select g.id from groups g join sync_tasks t on t.subject = 'group:' || g.id and t.system = 'discord'
     where g.status = 'active' and t.state = 'settled' and t.updated_at < ?
     order by t.updated_at limit 20`,
    [new Date(tx.clock().getTime() - LOOK_AGAIN_AFTER_MS)],
  );
  for (const { id } of rows) await requestSync(tx, groupSubject(id), { systems: ["discord"], allowCreate: false });
}

/** Meetings that came within the horizon and have no event yet. */
async function topUpEvents(tx: Tx): Promise<void> {
  const wanted = [...withinBudget(await futureMeetings(tx.em, tx.clock()))];
  if (wanted.length === 0) return;
  const rows = await tx.em.execute<{ group_id: number }[]>(
    `select distinct m.group_id from meetings m
     join groups g on g.id = m.group_id and g.status = 'active'
     join sync_tasks t on t.subject = 'group:' || g.id and t.system = 'discord' and t.state = 'settled'
     where m.id in (${wanted.map(() => "?").join(", ")})
       and not exists (select 1 from external_refs r
                       where r.system = 'discord' and r.key = 'group:' || m.group_id || '/event-' || m.id)
       and not exists (select 1 from jsonb_each(t.outcomes) o
                       where o.key = 'group:' || m.group_id || '/event-' || m.id
                         and o.value ->> 'result' <> 'done' and t.updated_at > ?)`,
    [...wanted, new Date(tx.clock().getTime() - LOOK_AGAIN_AFTER_MS)],
  );
  for (const { group_id } of rows)
    await requestSync(tx, groupSubject(group_id), { systems: ["discord"], allowCreate: false });
}

/** Direct messages whose moment has come, or whose bell was lost. */
async function writeDue(tx: Tx): Promise<void> {
  const rows = await tx.em.execute<{ person_id: number }[]>(
    `select distinct note.person_id from notifications note
     left join sync_tasks task on task.subject = 'person:' || note.person_id and task.system = 'discord'
     where note.channel = 'discord_dm' and note.status = 'due' and note.person_id is not null
       and (note.next_at is null or note.next_at <= ?) and (task.id is null or task.state = 'settled')`,
    [tx.clock()],
  );
  for (const { person_id } of rows)
    await requestSync(tx, personSubject(person_id), { systems: ["discord"], allowCreate: true });
}

async function forgetOldRounds(tx: Tx): Promise<void> {
  await tx.em.execute(
    `delete from sync_rounds r where ending is not null and not in_flight
       and began_at < ?::timestamptz - make_interval(days => ?)
       and not exists (select 1 from intents i where i.round_id = r.id)`,
    [tx.clock(), ROUNDS_KEPT_DAYS],
  );
}
