import path from "node:path";
import { Client } from "pg";
import { startEmbedded } from "./embedded/start-embedded.ts";
import { migrate, migrateDownTo } from "./migrate.ts";
import { migrations } from "./migrations/migrations.ts";

/** `npm run -w packages/db migrate -- …`: the schema and the predecessor's data, by hand. Stop Muster first. */
const usage = `Usage, on DATABASE_URL or else on the embedded database in .muster:
  up                  bring the schema to this version
  down STEP           back to the schema as STEP left it (${migrations.map(({ name }) => name).join(", ")}; 0 is empty)
  import [SCHEMA]     take over the predecessor's tables from SCHEMA (predecessor)
  return [SCHEMA]     give them back: previews are forming again, active groups stay active`;

type Deed = (url: string) => Promise<string>;

function deedOf([verb, name]: readonly string[]): Deed | null {
  if (verb === "up") return async (url) => done(await migrate(url));
  if (verb === "down" && name) return async (url) => done(await migrateDownTo(url, name === "0" ? 0 : name));
  if (verb === "import") return (url) => call(url, "import_predecessor", name);
  if (verb === "return") return (url) => call(url, "return_to_predecessor", name);
  return null;
}

const done = (steps: readonly string[]): string =>
  steps.length > 0 ? `Done: ${steps.join(", ")}` : "Nothing was to do.";

async function call(url: string, fate: string, schema = "predecessor"): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`select ${fate}($1)`, [schema]);
    return "Done.";
  } finally {
    await client.end();
  }
}

async function main(): Promise<void> {
  const deed = deedOf(process.argv.slice(2));
  const named = process.env["DATABASE_URL"];
  if (!deed) throw new Error(usage);
  if (named) return console.log(await deed(named));
  const home = path.resolve(import.meta.dirname, "../../..", process.env["MUSTER_HOME"] ?? ".muster");
  await using server = await startEmbedded({ dir: path.join(home, "postgres"), patienceMs: 1_000 });
  console.log(await deed(server.url));
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
