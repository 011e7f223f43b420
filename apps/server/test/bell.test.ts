import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBell, ring, type Topic } from "../src/bell.ts";
import { together } from "../src/transaction.ts";
import { testServer, type TestServer } from "./server-resource.ts";

describe("the bell", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const rings = (topic: Topic, id: number) => together(server.ctx(), (tx) => ring(tx, topic, id));

  it("loses no ring whose transaction commits after a later one [DB-2]", async () => {
    const ending = new AbortController();
    const heard: number[] = [];
    const { promise: enough, resolve } = Promise.withResolvers<void>();
    const COUNT = 120;
    const listening = (async () => {
      for await (const one of server.house.bell.follow({ signal: ending.signal })) {
        if (one.kind === "ring" && one.topic === "sync") heard.push(Number(one.subject));
        if (heard.length >= COUNT) resolve();
      }
    })();
    await Promise.all(
      Array.from({ length: COUNT }, (_, number) =>
        together(server.ctx(), async (tx) => {
          await ring(tx, "sync", number);
          // Every third holds its transaction open while later ones commit.
          if (number % 3 === 0) await tx.em.execute("select pg_sleep(0.02)");
        }),
      ),
    );
    await enough;
    ending.abort();
    await listening;
    expect(heard.toSorted((a, b) => a - b)).toEqual(Array.from({ length: COUNT }, (_, number) => number));
  });

  it("hears what somebody else's long transaction held back as soon as that has ended, with no new announcement [DB-2]", async () => {
    const long = new Client({ connectionString: new URL("/postgres", server.database.url).href });
    await long.connect();
    await long.query("begin");
    await long.query("select pg_current_xact_id()");
    let looks = 0;
    const lookedOften = Promise.withResolvers<void>();
    const clock = () => {
      if (++looks === 12) lookedOften.resolve();
      return server.now;
    };
    const { orm, log } = server.house;
    // So patient that only what it does after an announcement can be the reason that it hears.
    await using bell = await openBell({ orm, databaseUrl: server.database.url, clock, log, pollMs: 3_600_000 });
    const ending = new AbortController();
    const rung = (async () => {
      for await (const one of bell.follow({ signal: ending.signal }))
        if (one.kind === "ring" && one.subject === "6021") return one.topic;
      return null;
    })();
    await rings("run", 6_021);
    await lookedOften.promise;
    await long.query("commit");
    await long.end();
    expect(await rung).toBe("run");
    ending.abort();
  });
});
