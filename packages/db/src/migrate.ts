import { MikroORM } from "@mikro-orm/postgresql";
import { Client } from "pg";
import { ormConfig } from "./orm.ts";
import { migrations } from "./migrations/migrations.ts";

/** Any number that nobody else locks: two processes that migrate one database take turns. */
const LOCK = 7_265_411_837;

/** The database was written by a newer Muster than this one. */
export class NewerSchemaError extends Error {
  override name = "NewerSchemaError";
}

/**
 * Brings the database to this version's schema and answers the names of the steps it took (none when it was there).
 * All steps are one transaction: killed half-way, nothing has happened (DB-13).
 */
export async function migrate(clientUrl: string): Promise<string[]> {
  return oneAtATime(clientUrl, async (orm) => {
    await refuseNewer(orm);
    return (await orm.migrator.up()).map(({ name }) => name);
  });
}

/** Back to the schema before the step called `name`; 0 is an empty database. */
export async function migrateDownTo(clientUrl: string, name: string | 0): Promise<string[]> {
  return oneAtATime(clientUrl, async (orm) => (await orm.migrator.down({ to: name })).map((step) => step.name));
}

async function oneAtATime<T>(clientUrl: string, work: (orm: MikroORM) => Promise<T>): Promise<T> {
  const holder = new Client({ connectionString: clientUrl, connectionTimeoutMillis: 5_000 });
  await holder.connect();
  try {
    await holder.query("select pg_advisory_lock($1)", [LOCK]);
    const patient = {
      application_name: "muster migrate",
      statement_timeout: 0,
      idle_in_transaction_session_timeout: 0,
    };
    const orm = await MikroORM.init({
      ...ormConfig({ clientUrl, poolSize: 2 }),
      driverOptions: patient,
      logger: () => undefined,
    });
    try {
      return await work(orm);
    } finally {
      await orm.close(true);
    }
  } finally {
    await holder.end();
  }
}

async function refuseNewer(orm: MikroORM): Promise<void> {
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = (await orm.migrator.getExecuted()).filter(({ name }) => !known.has(name));
  if (unknown.length === 0) return;
  throw new NewerSchemaError(
    `This database was last used by a newer Muster (it knows the step "${unknown.at(-1)!.name}", this version does not). ` +
      "Start that newer version again, or use another database.",
  );
}
