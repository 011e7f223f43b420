import { LEASE } from "./statements-lease.ts";
import { ROUNDS } from "./statements-rounds.ts";
import { PEOPLE } from "./statements-people.ts";
import { VISITS } from "./statements-visits.ts";
import type { Tables } from "./rows.ts";

/** What a statement works on. */
export interface Memory {
  tables: Tables;
  now: () => Date;
  nextId: () => number;
  /** Verbs are transactions: they happen one after the other. */
  oneAtATime: <T>(work: () => Promise<T>) => Promise<T>;
  /** Notes which rows changed when. */
  touch: () => void;
  ring: (topic: string, subject: string) => void;
}
export type Statement = (memory: Memory, params: readonly unknown[]) => object[];
export type Known = readonly (readonly [opening: string, statement: Statement])[];

const KNOWN: Known = [...ROUNDS, ...LEASE, ...PEOPLE, ...VISITS];
/** Rows held until the end of a transaction: verbs happen one after the other here, so there is nothing to hold. */
const LOCK = /^select 1 from \w+ where .* for (no key )?update$/;
const bySql = new Map<string, Statement>();

/** A statement by its opening words. One nobody has taught the book is an error, never nothing. */
export function statementFor(sql: string): Statement {
  const kept = bySql.get(sql);
  if (kept) return kept;
  const statement = lookUp(sql.replaceAll(/\s+/g, " ").trim());
  bySql.set(sql, statement);
  return statement;
}

function lookUp(words: string): Statement {
  if (LOCK.test(words)) return () => [];
  const fitting = KNOWN.filter(([opening]) => words.startsWith(opening)).toSorted(([a], [b]) => b.length - a.length);
  if (!fitting[0]) throw new Error(`The book of the fault simulator does not know this statement: ${words}`);
  return fitting[0][1];
}
