import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { migrate } from "../migrate.ts";

/** What a test file needs to make itself a database: a server, and the migrated template upon it. */
export interface Template {
  /** Of the server, pointing at a database we never write to. */
  serverUrl: string;
  name: string;
  /** Written on the template as its comment: proof that this server is the one we prepared (OP-9). */
  token: string;
}

const PREFIX = "muster_test_";

/** Every name we ever create or drop begins so, and says which process it belongs to. */
export const testDatabaseName = (): string => `${PREFIX}${process.pid}_${randomBytes(6).toString("hex")}`;

export async function createTemplate(serverUrl: string): Promise<Template> {
  const template = { serverUrl, name: testDatabaseName(), token: randomBytes(12).toString("hex") };
  await withServer(serverUrl, async (server) => {
    await dropLeftovers(server, new URL(serverUrl).hostname);
    await server.query(`create database ${template.name}`);
    await server.query(`comment on database ${template.name} is '${template.token}'`);
  });
  await migrate(databaseUrl(serverUrl, template.name));
  return template;
}

/** Throws unless the server holds our template with our token on it. */
export async function verifyServer(server: Client, { name, token }: Pick<Template, "name" | "token">): Promise<void> {
  const { rows } = await server.query(
    "select shobj_description(oid, 'pg_database') as token from pg_database where datname = $1",
    [name],
  );
  if (rows[0]?.token === token) return;
  throw new Error(`This is not the server the tests prepared: it has no ${name} with our token. Nothing was touched.`);
}

export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  if (!name.startsWith(PREFIX)) throw new Error(`${name} is no database of a test; it stays`);
  await withServer(serverUrl, (server) => server.query(`drop database if exists ${name} with (force)`));
}

export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

export async function withServer<T>(serverUrl: string, work: (server: Client) => Promise<T>): Promise<T> {
  const server = new Client({ connectionString: serverUrl, connectionTimeoutMillis: 5_000 });
  await server.connect();
  try {
    return await work(server);
  } finally {
    await server.end();
  }
}

/** A run that was killed leaves databases behind; those of dead processes of this machine go. */
async function dropLeftovers(server: Client, hostname: string): Promise<void> {
  if (!["127.0.0.1", "localhost", "[::1]"].includes(hostname)) return;
  const { rows } = await server.query("select datname from pg_database where datname ~ $1", [
    `^${PREFIX}\\d+_[0-9a-f]+$`,
  ]);
  for (const { datname } of rows) {
    if (isAlive(Number(datname.slice(PREFIX.length).split("_")[0]))) continue;
    await server.query(`drop database if exists ${datname} with (force)`).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
