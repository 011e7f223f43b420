import { Cohort } from "@muster/db/entities/cohort";
import { ExternalRef } from "@muster/db/entities/external-ref";
import { Group } from "@muster/db/entities/group";
import { Intent } from "@muster/db/entities/intent";
import { Meeting } from "@muster/db/entities/meeting";
import { Membership } from "@muster/db/entities/membership";
import { BotLease } from "@muster/db/entities/bot-lease";
import { ScheduleRun } from "@muster/db/entities/schedule-run";
import { Setting } from "@muster/db/entities/setting";
import { Signup } from "@muster/db/entities/signup";
import { SyncRound } from "@muster/db/entities/sync-round";
import { SyncTask } from "@muster/db/entities/sync-task";
import { Visit } from "@muster/db/entities/visit";
import type { EntityManager } from "@muster/db/orm";
import type { Row, Tables } from "./rows.ts";
import { statementFor, type Memory } from "./statements.ts";

type Where = Record<string, unknown>;
type Entity = abstract new (...args: never[]) => object;

const tableOf = new Map<Entity, keyof Tables>([
  [Cohort, "cohorts"],
  [Group, "groups"],
  [Membership, "memberships"],
  [Meeting, "meetings"],
  [Visit, "visits"],
  [ExternalRef, "refs"],
  [SyncTask, "tasks"],
  [SyncRound, "rounds"],
  [Intent, "intents"],
  [BotLease, "leases"],
  [Setting, "settings"],
  [Signup, "signups"],
  [ScheduleRun, "runs"],
]);

/** What PostgreSQL fills in by itself. */
const defaults: Partial<Record<keyof Tables, () => object>> = {
  rounds: () => ({
    dryRun: false,
    inFlight: false,
    plan: null,
    fingerprint: null,
    facts: null,
    ending: null,
    trouble: null,
    settledAt: null,
    result: null,
  }),
  memberships: () => ({ status: "active", leftAt: null, reason: null }),
  meetings: () => ({ status: "planned" }),
  visits: () => ({ openedAt: null, closedAt: null, endedAt: null, ending: null }),
};

/**
 * The repository handed to the shipped verbs: their EntityManager, in memory. It finds and keeps rows; every statement
 * of SQL they use is known by its words (statements.ts), and one it does not know is an error. Verbs run one at a time.
 */
export function memoryManager(memory: Memory, { undoes }: { undoes: boolean }): EntityManager {
  const others = new Map<Entity, Row[]>();
  /** Rows of an entity that has nothing to do with keeping in step are kept as well, where nobody looks. */
  const rowsOf = (entity: Entity): Row[] => {
    const table = tableOf.get(entity);
    if (table) return memory.tables[table] as unknown as Row[];
    return others.get(entity) ?? others.set(entity, []).get(entity)!;
  };
  const find = (entity: Entity, where: Where | number, options: Options = {}) => {
    const found = rowsOf(entity).filter(matching(typeof where === "number" ? { id: where } : where));
    const [[by, direction] = []] = Object.entries(options.orderBy ?? {});
    if (by === undefined) return found;
    const sign = direction === "desc" ? -1 : 1;
    return found.toSorted((a, b) => sign * ((a[by] as number) - (b[by] as number)));
  };
  const em = {
    fork: () => em,
    transactional: <T>(work: (em: unknown) => Promise<T>) =>
      memory.oneAtATime(() => (undoes ? undoing(memory, () => work(em)) : work(em))),
    getTransactionContext: () => undefined,
    execute: async (sql: string, params: readonly unknown[] = []) => statementFor(sql)(memory, params),
    find: async (entity: Entity, where: Where, options?: Options) => find(entity, where, options),
    findOne: async (entity: Entity, where: Where | number, options?: Options) =>
      find(entity, where, options)[0] ?? null,
    findOneOrFail: async (entity: Entity, where: Where | number) => find(entity, where)[0] ?? missing(entity),
    count: async (entity: Entity, where: Where) => find(entity, where).length,
    create: (entity: Entity, fields: object) => {
      const table = tableOf.get(entity);
      return Object.assign(fields, {
        ...(table && defaults[table]?.()),
        ...fields,
        updatedAt: memory.now(),
        [MADE]: entity,
      });
    },
    persist: (row: Row & { [MADE]?: Entity }) => {
      const rows = rowsOf(row[MADE]!);
      if (!rows.includes(row)) rows.push(withId(memory, row));
      linkUp(memory, row);
      return em;
    },
    remove: (row: Row) => {
      for (const rows of Object.values(memory.tables) as Row[][])
        if (rows.includes(row)) rows.splice(rows.indexOf(row), 1);
      return em;
    },
    upsert: async (entity: Entity, fields: Row & { key: string }) => {
      const rows = rowsOf(entity) as (Row & { key: string })[];
      const standing = rows.find(({ key }) => key === fields.key);
      if (standing) Object.assign(standing, fields);
      else rows.push(withId(memory, { ...fields }) as Row & { key: string });
    },
    flush: async () => memory.touch(),
    getReference: (_entity: Entity, id: number) => ({ id }),
  };
  return em as unknown as EntityManager;
}

/** A verb that throws leaves nothing behind: what changed in its rows is changed back. */
async function undoing<T>({ tables }: Memory, work: () => Promise<T>): Promise<T> {
  const before = Object.entries(tables).map(([name, rows]) => [
    name,
    rows,
    rows.map((row: object) => [row, { ...row }]),
  ]);
  try {
    return await work();
  } catch (error) {
    for (const [name, rows, kept] of before as [keyof Tables, object[], [object, object][]][]) {
      rows.splice(0, rows.length, ...kept.map(([row, was]) => Object.assign(row, was)));
      tables[name] = rows as never;
    }
    throw error;
  }
}

interface Options {
  orderBy?: Record<string, "asc" | "desc">;
}
const MADE = Symbol("made as");

function withId<T extends Row>(memory: Memory, row: T): T {
  row.id ??= memory.nextId();
  return row;
}

/** References given as ids become the rows themselves, as an ORM would load them. */
function linkUp({ tables }: Memory, row: Row): void {
  const to: Record<string, { id: number }[]> = {
    group: tables.groups,
    person: tables.people,
    cohort: tables.cohorts,
    membership: tables.memberships,
    homeMeeting: tables.meetings,
    hostMeeting: tables.meetings,
  };
  for (const [field, rows] of Object.entries(to))
    if (typeof row[field] === "number") row[field] = rows.find(({ id }) => id === row[field]);
}

type Test = (held: unknown) => boolean;

/** What a row has to be, thought through once for all rows that are looked at. */
function matching(where: Where): (row: Row) => boolean {
  const tests = Object.entries(where).map(([field, wanted]): ((row: Row) => boolean) => {
    if (field === "$or") {
      const ways = (wanted as Where[]).map(matching);
      return (row) => ways.some((fits) => fits(row));
    }
    const fits = fitting(wanted);
    return (row) => fits(row[field]);
  });
  return (row) => {
    for (const fits of tests) if (!fits(row)) return false;
    return true;
  };
}

function fitting(wanted: unknown): Test {
  if (wanted === null || typeof wanted !== "object" || wanted instanceof Date) {
    const value = plain(wanted);
    return (held) => plain(held) === value;
  }
  const tests = Object.entries(wanted).map(([word, operand]) => operator(word, operand));
  return (held) => tests.every((fits) => fits(held));
}

function operator(word: string, operand: unknown): Test {
  switch (word) {
    case "$in":
      return (held) => (operand as unknown[]).includes(plain(held));
    case "$ne":
      return (held) => plain(held) !== operand;
    case "$gte":
      return (held) => Number(plain(held)) >= Number(operand);
    case "$lte":
      return (held) => Number(plain(held)) <= Number(operand);
    case "id":
      return (held) => plain(held) === operand;
    default: {
      if (word.startsWith("$")) throw new Error(`The book does not know how to look by ${word}`);
      const fits = matching({ [word]: operand });
      return (held) => held !== null && fits(held as Row);
    }
  }
}

/** A referenced row counts as its id, a moment as its number, nothing as null. */
function plain(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  if (typeof value === "object" && value !== null && "id" in value) return value.id;
  return value ?? null;
}

const missing = (entity: Entity): never => {
  throw new Error(`There is no such ${entity.name}`);
};
