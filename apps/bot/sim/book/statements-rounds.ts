import type { OutcomeReport } from "@muster/domain/report";
import type { Subject } from "@muster/domain/subject";
import { parseSubject } from "@muster/domain/subject";
import type { MeetingRow, RoundRow, Tables, TaskRow } from "./rows.ts";
import type { Known, Memory } from "./statements.ts";

const nothing = () => [];
const discordTasks = ({ tasks }: Tables) => tasks.filter(({ system }) => system === "discord");
const isDueAt = (task: TaskRow, now: Date) =>
  task.state === "due" || (task.state === "waiting" && (task.nextAt === null || task.nextAt <= now));

/** The SQL of request-sync, rounds, brief, record-report, settle, due and sweep, statement by statement. */
export const ROUNDS: Known = [
  ["select pg_notify", nothing],
  // Nobody leaves a thing alone for a while in these plans.
  ["select task.subject, jsonb_agg(ignored.key) as keys from sync_tasks task", nothing],
  // Groups are not merged in these plans.
  [
    "update sync_tasks task set state = 'due', next_at = null from groups g where task.system = 'discord' and task.subject = 'group:' || g.id and g.merged_into = ?",
    nothing,
  ],
  ["insert into outbox_events", ({ ring }, [topic, subject]) => (ring(topic as string, subject as string), [])],
  [
    "insert into sync_tasks (subject, system)",
    (memory, [subject, system]) => insertTask(memory, subject as Subject, system as TaskRow["system"]),
  ],
  [
    "select key, external_id as id, wrote from external_refs",
    ({ tables }, subjects) =>
      tables.refs
        .filter((ref) => ref.externalId !== null && subjects.includes(ref.subject))
        .map(({ key, externalId, wrote }) => ({ key, id: externalId, wrote }))
        .toSorted((a, b) => (a.key < b.key ? -1 : 1)),
  ],
  [
    'select to_jsonb(asked) as row from (select key, began_at as "beganAt" from intents',
    ({ tables }, subjects) =>
      tables.intents
        .filter(({ subject }) => subjects.includes(subject))
        .map(({ key, beganAt }) => ({ row: { key, beganAt } })),
  ],
  ["update sync_rounds set ending = 'interrupted'", interrupt],
  ["update sync_rounds set epoch = 0", nothing],
  [
    "update sync_tasks set state = 'due' where system = 'discord' and subject = ? and state = 'working'",
    ({ tables }, [subject]) => {
      for (const task of discordTasks(tables))
        if (task.subject === subject && task.state === "working") task.state = "due";
      return [];
    },
  ],
  [
    "select max(settled_at) as since from sync_rounds where in_flight",
    ({ tables }, subjects) => {
      const times = tables.rounds
        .filter((round) => round.inFlight && round.ending !== null && subjects.includes(round.subject))
        .map(({ settledAt }) => settledAt!.getTime());
      return [{ since: times.length > 0 ? new Date(Math.max(...times)) : null }];
    },
  ],
  [
    "update sync_rounds set steps = steps ||",
    (memory, [told, id]) => {
      const round = memory.tables.rounds.find((one) => one.id === id)!;
      round.steps = [...round.steps, ...(JSON.parse(told as string) as OutcomeReport[])];
      round.updatedAt = memory.now();
      return [];
    },
  ],
  [
    "delete from intents where subject = ?",
    ({ tables }, [subject]) => keep(tables, "intents", (row) => row.subject !== subject),
  ],
  [
    "delete from intents where subject = ? and round_id <= ?",
    ({ tables }, [subject, upTo]) =>
      keep(tables, "intents", (row) => row.subject !== subject || row.round > (upTo as number)),
  ],
  [
    "update sync_tasks t set next_at = ? from groups g",
    ({ tables }, [at, cohort]) => {
      const woken = discordTasks(tables).filter(({ subject, state }) => {
        const { kind, id } = parseSubject(subject);
        const group = kind === "group" ? tables.groups.find((one) => one.id === id) : undefined;
        return state === "waiting" && group !== undefined && `cohort:${group.cohort.id}` === cohort;
      });
      for (const task of woken) task.nextAt = at as Date;
      return woken.map(({ subject }) => ({ subject }));
    },
  ],
  ["delete from intents where key = ?", ({ tables }, [key]) => keep(tables, "intents", (row) => row.key !== key)],
  [
    "delete from external_refs where system = 'discord' and key = ?",
    ({ tables }, [key]) => keep(tables, "refs", (row) => row.key !== key),
  ],
  [
    "delete from external_refs where system = 'discord' and external_id = ? and key <> ?",
    ({ tables }, [id, key]) => keep(tables, "refs", (row) => row.externalId !== id || row.key === key),
  ],
  ["insert into external_refs", upsertRef],
  [
    "select subject from sync_rounds where id = ?",
    ({ tables }, [id]) => tables.rounds.filter((round) => round.id === id).map(({ subject }) => ({ subject })),
  ],
  [
    "update sync_rounds set in_flight = false where subject = ? and id <= ?",
    ({ tables }, [subject, upTo]) => {
      for (const round of tables.rounds)
        if (round.subject === subject && round.id <= (upTo as number)) round.inFlight = false;
      return [];
    },
  ],
  ["update sync_tasks t set state = 'due', next_at = null from groups g", wakeGroups],
  [
    "select id from groups where 'cohort:' || cohort_id = ?",
    ({ tables }, [subject]) =>
      tables.groups
        .filter(
          (group) => `cohort:${group.cohort.id}` === subject && group.isLive() && group.realizeRequestedAt !== null,
        )
        .map(({ id }) => ({ id })),
  ],
  ["select subject, string_agg(reason, ' ') as reason from", dueNow],
  [
    "select distinct subject from sync_tasks where state = 'due'",
    ({ tables }, [now]) =>
      [...new Set(tables.tasks.filter((task) => isDueAt(task, now as Date)).map(({ subject }) => subject))].map(
        (subject) => ({ subject }),
      ),
  ],
  [
    "select g.id from groups g join sync_tasks t",
    ({ tables }, [before]) =>
      tables.groups
        .filter(
          ({ id, status }) =>
            status === "active" &&
            discordTasks(tables).some(
              (task) => task.subject === `group:${id}` && task.state === "settled" && task.updatedAt < (before as Date),
            ),
        )
        .slice(0, 20)
        .map(({ id }) => ({ id })),
  ],
  ["select distinct m.group_id from meetings m", topUp],
  ["delete from sync_rounds r where ending is not null", nothing],
  [
    "select m.id, m.starts_at, ref.id is not null as has_event from meetings m",
    ({ tables }, [now, limit]) =>
      tables.meetings
        .map((meeting) => ({ ...meeting, hasEvent: hasEvent(tables, meeting) }))
        .filter(
          ({ status, startsAt, group, hasEvent: stands }) =>
            status === "planned" &&
            startsAt > (now as Date) &&
            (group.status === "active" ||
              (group.status === "preview" && (group.realizeRequestedAt !== null || stands))),
        )
        .toSorted(
          (a, b) =>
            Number(b.hasEvent) - Number(a.hasEvent) || a.startsAt.getTime() - b.startsAt.getTime() || a.id - b.id,
        )
        .slice(0, limit as number)
        .map(({ id, startsAt, hasEvent: stands }) => ({ id, starts_at: startsAt, has_event: stands })),
  ],
  [
    "update sync_tasks set state = 'settled', settled_generation = generation, last_error = 'not_configured'",
    ({ tables }, [subject, system]) => {
      for (const task of tables.tasks)
        if (task.subject === subject && task.system === system && task.state === "due")
          Object.assign(task, { state: "settled", settledGeneration: task.generation });
      return [];
    },
  ],
];

function hasEvent({ refs }: Tables, { id, group }: MeetingRow): boolean {
  const ref = refs.find(({ key }) => key === `group:${group.id}/event-${id}`);
  return ref !== undefined && ref.externalId !== null && ref.missingSince === null;
}

function keep<T extends "intents" | "refs">(tables: Tables, table: T, stays: (row: Tables[T][number]) => boolean): [] {
  const rows = tables[table] as Tables[T][number][];
  for (let index = rows.length - 1; index >= 0; index--) if (!stays(rows[index]!)) rows.splice(index, 1);
  return [];
}

function insertTask(memory: Memory, subject: Subject, system: TaskRow["system"]): [] {
  const { tables, nextId, now } = memory;
  if (tables.tasks.some((task) => task.subject === subject && task.system === system)) return [];
  const task = {
    id: nextId(),
    subject,
    system,
    generation: 0,
    settledGeneration: 0,
    policy: { allowCreate: false, repair: [], ignore: [], approvedFingerprint: null },
    outcomes: {},
    result: null,
    throws: 0,
    state: "due",
    attempt: 0,
    nextAt: null,
    lastError: null,
    setAsideAt: null,
    requestedAt: now(),
    requestedBy: null,
    updatedAt: now(),
  };
  tables.tasks.push(task as unknown as TaskRow);
  return [];
}

function interrupt({ tables }: Memory, [at, exceptEpoch, , before]: readonly unknown[]): object[] {
  const dropped = tables.rounds.filter(
    (round: RoundRow) =>
      round.system === "discord" &&
      round.ending === null &&
      !round.dryRun &&
      round.epoch !== exceptEpoch &&
      (before === null || round.updatedAt < (before as Date)),
  );
  for (const round of dropped)
    Object.assign(round, { ending: "interrupted", settledAt: at, inFlight: round.inFlight && round.plan !== null });
  return dropped.map(({ subject }) => ({ subject }));
}

function upsertRef(
  { tables, nextId }: Memory,
  [key, externalId, subject, wrote, missingSince]: readonly unknown[],
): [] {
  const standing = tables.refs.find((ref) => ref.key === key);
  if (standing)
    Object.assign(standing, {
      externalId,
      wrote: wrote ?? standing.wrote,
      missingSince: missingSince === null ? null : (standing.missingSince ?? missingSince),
    });
  else
    tables.refs.push({
      id: nextId(),
      system: "discord",
      key,
      externalId,
      subject,
      wrote,
      missingSince,
    } as Tables["refs"][number]);
  return [];
}

function wakeGroups({ tables }: Memory, [cohort]: readonly unknown[]): object[] {
  const woken = discordTasks(tables).filter(({ subject, state, lastError }) => {
    const { kind, id } = parseSubject(subject);
    const group = kind === "group" ? tables.groups.find((one) => one.id === id) : undefined;
    return (
      group !== undefined &&
      `cohort:${group.cohort.id}` === cohort &&
      (state === "waiting" || state === "needs_person") &&
      (lastError === "no_category" || lastError === "category_missing")
    );
  });
  for (const task of woken) Object.assign(task, { state: "due", nextAt: null });
  return woken.map(({ subject }) => ({ subject }));
}

function dueNow({ tables }: Memory, [now]: readonly unknown[]): object[] {
  return discordTasks(tables)
    .filter((task) => isDueAt(task, now as Date))
    .map(({ subject, generation, attempt, throws, nextAt }) => ({
      subject,
      reason: `${generation}/${attempt}/${throws}/${nextAt?.getTime() ?? ""}`,
    }))
    .toSorted((a, b) => (a.subject < b.subject ? -1 : 1));
}

function topUp({ tables }: Memory, params: readonly unknown[]): object[] {
  const wanted = new Set(params.slice(0, -1));
  const before = params.at(-1) as Date;
  const lacking = tables.meetings.filter(({ id, group }) => {
    if (!wanted.has(id) || group.status !== "active") return false;
    const key = `group:${group.id}/event-${id}`;
    const task = discordTasks(tables).find(({ subject }) => subject === `group:${group.id}`);
    if (task?.state !== "settled" || tables.refs.some((ref) => ref.key === key)) return false;
    const outcome = task.outcomes[key];
    return !(outcome && outcome.result !== "done" && task.updatedAt > before);
  });
  return [...new Set(lacking.map(({ group }) => group.id))].map((group_id) => ({ group_id }));
}
