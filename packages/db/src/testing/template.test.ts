import { expect, inject, test } from "vitest";
import { dropDatabase, verifyServer, withServer } from "./template.ts";

test("a server that does not hold our template with our token on it is refused, and nothing is made there [OP-9]", async () => {
  const template = inject("template");
  await withServer(template.serverUrl, async (server) => {
    await verifyServer(server, template);
    const foreign = { ...template, token: `${template.token}0` };
    await expect(verifyServer(server, foreign)).rejects.toThrow("Nothing was touched.");
    await expect(verifyServer(server, { ...template, name: "muster_test_nobody" })).rejects.toThrow(
      "it has no muster_test_nobody with our token",
    );
    const made = await server.query("select 1 from pg_database where datname = 'muster_test_nobody'");
    expect(made.rowCount).toBe(0);
  });
});

test("a database whose name is none of ours is not dropped [OP-9]", async () => {
  const { serverUrl } = inject("template");
  await expect(dropDatabase(serverUrl, "postgres")).rejects.toThrow("postgres is no database of a test; it stays");
  await expect(dropDatabase(serverUrl, "muster")).rejects.toThrow("it stays");
  await withServer(serverUrl, async (server) =>
    expect((await server.query("select 1 from pg_database where datname = 'postgres'")).rowCount).toBe(1),
  );
});
