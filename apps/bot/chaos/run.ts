import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createOrm, type EntityManager } from "@muster/db/orm";
import { BOUNDARIES, type Boundary } from "./boundaries.ts";
import { openGate } from "./gate.ts";
import { judgeMail, letClaimsRunOut } from "./judge-mail.ts";
import { play } from "./play.ts";
import { openTown } from "./processes.ts";
import type { Schedule } from "./schedule.ts";

export interface Outcome {
  schedule: Schedule;
  findings: string[];
  hits: string[];
  missed: string[];
  seconds: number;
}

/** What a whole run came to. */
export interface Ran {
  outcomes: Outcome[];
  /** How often somebody was killed at each boundary, those nobody was killed at included. */
  hits: Map<string, number>;
  /** How often each was passed at all. */
  passed: ReadonlyMap<string, number>;
  /** What was false of the whole run, such as letters that never went out. */
  findings: string[];
}

interface Options {
  boundaries?: readonly Boundary[];
  onOutcome?: (outcome: Outcome) => void;
  /** Where logs, the guild's journal and a dump of the sync's tables are kept after a violation. */
  keepIn?: string;
}

const TABLES = ["sync_tasks", "sync_rounds", "intents", "external_refs", "notifications", "groups", "memberships"];

/** Everything one needs to see what happened. */
async function keepEvidence(em: EntityManager, folder: string, into: string): Promise<void> {
  mkdirSync(into, { recursive: true });
  cpSync(path.join(folder, "logs"), into, { recursive: true });
  cpSync(path.join(folder, "guild", "guild.jsonl"), path.join(into, "guild.jsonl"));
  for (const table of TABLES) {
    // The database may be what did not come back.
    const rows = await em.execute<object[]>(`select * from ${table} order by id`).catch(() => []);
    writeFileSync(path.join(into, `${table}.jsonl`), rows.map((row) => JSON.stringify(row)).join("\n"));
  }
}

const FIRST_ORGANISER = 900_000_000_000_000_000n;

/** Plays these schedules one after the other in one town, each with a cohort of its own. */
export async function run(schedules: readonly Schedule[], options: Options = {}): Promise<Ran> {
  const { boundaries = BOUNDARIES, onOutcome = () => {} } = options;
  const organisers = schedules.map((_, index) => String(FIRST_ORGANISER + BigInt(index)));
  const gate = openGate(boundaries);
  await using town = await openTown({ organisers, gate });
  const orm = await createOrm({ clientUrl: town.database, poolSize: 3, applicationName: "muster chaos" });
  await using _orm = { [Symbol.asyncDispose]: () => orm.close(true) };
  const hits = new Map<string, number>(boundaries.map(({ name }) => [name, 0]));
  const outcomes: Outcome[] = [];
  for (const [index, schedule] of schedules.entries()) {
    const began = performance.now();
    const played = await play({ town, em: () => orm.em.fork() }, schedule, organisers[index]!);
    for (const name of played.hits) hits.set(name, (hits.get(name) ?? 0) + 1);
    const outcome = { schedule, ...played, seconds: (performance.now() - began) / 1_000 };
    outcomes.push(outcome);
    if (options.keepIn && outcome.findings.length > 0)
      await keepEvidence(orm.em.fork(), town.folder, path.join(options.keepIn, String(schedule.seed)));
    onOutcome(outcome);
    await letClaimsRunOut(orm.em.fork());
    town.letADayPass();
    if (town.surprises.length > 0) break;
  }
  return { outcomes, hits, passed: gate.passed, findings: await judgeMail(orm.em.fork(), town.folder) };
}
