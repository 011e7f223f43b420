import { inject } from "vitest";
import { createOrm, type EntityManager, type MikroORM } from "../orm.ts";
import { databaseUrl, dropDatabase, testDatabaseName, verifyServer, withServer } from "./template.ts";
import type {} from "./global-setup.ts";

export interface TestDatabase extends AsyncDisposable {
  url: string;
  orm: MikroORM;
  /** A fresh fork every time: nothing one sees was kept in memory. */
  em(): EntityManager;
}

/**
 * A clone of the migrated template, gone at the end of the block: `await using database = await testDatabase()` inside a
 * test, or made in `beforeAll` and ended in `afterAll` for a whole file.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const template = inject("template");
  const name = testDatabaseName();
  await withServer(template.serverUrl, async (server) => {
    await verifyServer(server, template);
    await server.query(`create database ${name} template ${template.name} strategy file_copy`);
  });
  const url = databaseUrl(template.serverUrl, name);
  const orm = await createOrm({ clientUrl: url, poolSize: 10, applicationName: "muster test" });
  return {
    url,
    orm,
    em: () => orm.em.fork(),
    async [Symbol.asyncDispose]() {
      await orm.close(true);
      await dropDatabase(template.serverUrl, name);
    },
  };
}
