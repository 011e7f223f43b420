import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbedded } from "@muster/db/embedded";
import { migrate } from "@muster/db/migrate";
import { createOrm, type MikroORM } from "@muster/db/orm";
import { databaseUrl, withServer } from "@muster/db/testing/template";

/** A PostgreSQL of our own whose clock is the run's: every database in it is made from one migrated template. */
export interface Shelf extends AsyncDisposable {
  open: () => Promise<{
    orm: MikroORM;
    statements: (said: (statement: string) => void) => void;
    close: () => Promise<void>;
  }>;
}

/**
 * PostgreSQL's words for the present, said by a row that the run moves. They stand before the real ones on the path, so
 * that our statements, column defaults and triggers mean the run's time without knowing of it.
 */
const CLOCK = `
  create schema clock;
  create table clock.present (at timestamptz not null);
  insert into clock.present values ('epoch');
  create function clock.now() returns timestamptz language sql stable as 'select at from clock.present';
  create function clock.clock_timestamp() returns timestamptz language sql stable as 'select at from clock.present';`;
const PATH = "public, clock, pg_catalog";

export async function openShelf(): Promise<Shelf> {
  const folder = mkdtempSync(path.join(tmpdir(), "muster-sim-"));
  const server = await startEmbedded({ dir: path.join(folder, "postgres"), throwaway: true });
  const template = databaseUrl(server.url, "template_of_the_sim");
  const ask = (url: string, sql: string) => withServer(url, (client) => client.query(sql));
  await ask(server.url, `alter role current_user set search_path = ${PATH}`);
  await ask(server.url, "create database template_of_the_sim");
  await ask(template, CLOCK);
  await migrate(template);
  let count = 0;
  return {
    async open() {
      const name = `run_${++count}`;
      await ask(server.url, `create database ${name} template template_of_the_sim strategy file_copy`);
      const listeners: ((statement: string) => void)[] = [];
      const orm = await createOrm({
        clientUrl: databaseUrl(server.url, name),
        poolSize: 4,
        applicationName: "muster sim",
        logger: (statement) => listeners.forEach((said) => said(statement)),
      });
      return {
        orm,
        statements: (said) => void listeners.push(said),
        async close() {
          await orm.close(true);
          await ask(server.url, `drop database ${name} with (force)`);
        },
      };
    },
    async [Symbol.asyncDispose]() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
