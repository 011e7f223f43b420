import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testServer, type TestServer } from "./server-resource.ts";

describe("the server over HTTP", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  it("says that it is alive and ready", async () => {
    expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ ok: true });
    const ready = await fetch(`${server.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { ok: true, failed: [] }]);
  });
});
