import { Course } from "@muster/db/entities/course";
import { Person } from "@muster/db/entities/person";
import { Session } from "@muster/db/entities/session";
import { aPerson } from "@muster/db/testing/builders";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ORGANISER_DISCORD_ID, SERVICE_TOKEN, testServer, type TestServer } from "./server-resource.ts";

describe("the server over HTTP", () => {
  let server: TestServer;
  let cookie: string;
  beforeAll(async () => {
    server = await testServer();
    cookie = await server.cookieOf(await aPerson(server.em(), { discordId: ORGANISER_DISCORD_ID }));
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const post = (path: string, { headers, body }: { headers: Record<string, string>; body?: string }) =>
    fetch(`${server.url}/trpc/${path}`, { method: "POST", headers, ...(body === undefined ? {} : { body }) });
  const honest = () => ({ cookie, "content-type": "application/json", "x-requested-by": "test", origin: server.url });
  const json = (value: unknown) => JSON.stringify({ json: value });

  it("says that it is alive, that it is ready, and which version it is", async () => {
    expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ ok: true });
    const ready = await fetch(`${server.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { ok: true, failed: [] }]);
    expect(await (await fetch(`${server.url}/api/version`)).json()).toEqual({ version: "test" });
  });

  it("serves the app at every address that is no other's, and never its answers from a cache", async () => {
    const page = await fetch(`${server.url}/cohorts/3/people`, { headers: { accept: "text/html" } });
    expect(await page.text()).toContain('<div id="root">');
    const answer = await fetch(`${server.url}/trpc/account.viewer`);
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect((await fetch(`${server.url}/api/nothing`)).status).toBe(404);
    expect((await fetch(`${server.url}/assets/nothing.js`)).status).toBe(404);
  });

  it("sends the headers that keep foreign scripts, frames and types out", async () => {
    const { headers } = await fetch(`${server.url}/`);
    expect(headers.get("content-security-policy")).toBe(
      "default-src 'self';script-src 'self';connect-src 'self';img-src 'self' https://cdn.discordapp.com data:;style-src 'self';object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'",
    );
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("strict-origin-when-cross-origin");
    expect(headers.get("x-powered-by")).toBeNull();
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });

  it("gives every answer a request id, the caller's own where it is one", async () => {
    const own = await fetch(`${server.url}/healthz`, { headers: { "x-request-id": "from-the-proxy_1" } });
    expect(own.headers.get("x-request-id")).toBe("from-the-proxy_1");
    const odd = await fetch(`${server.url}/healthz`, { headers: { "x-request-id": "<script>" } });
    expect(odd.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("keeps a title without the characters that no database keeps", async () => {
    const answer = await post("courses.create", { headers: honest(), body: json({ title: "On\u0000one\nline" }) });
    expect(answer.status).toBe(200);
    expect(await server.em().count(Course, { title: "On one line" })).toBe(1);
  });

  it("takes a change from its own page", async () => {
    const answer = await post("courses.create", { headers: honest(), body: json({ title: "Honest" }) });
    expect(answer.status).toBe(200);
    expect(await server.em().count(Course, { title: "Honest" })).toBe(1);
  });

  /** M2: whatever a foreign page can make a browser send, with the person's cookie. */
  const types = [
    "multipart/form-data; boundary=x",
    "application/x-www-form-urlencoded",
    "text/plain",
    "application/octet-stream",
    "application/json",
    null,
  ];
  const origins = ["https://evil.example", "null", "look-alike", null];
  const grid = types.flatMap((type) => origins.map((origin) => ({ type, origin })));
  it.each(grid)("a foreign page's change is refused: $type from $origin [M2]", async ({ type, origin }) => {
    const from = origin === "look-alike" ? `${server.url}.evil.example` : origin;
    const headers = { cookie, ...(type ? { "content-type": type } : {}), ...(from ? { origin: from } : {}) };
    const multipart = type?.startsWith("multipart") ?? false;
    const body = multipart
      ? '--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nForged\r\n--x--\r\n'
      : json({ title: "Forged" });
    const before = await server.em().count(Session, {});
    for (const path of ["courses.create", "account.signOut", "courses.create?batch=1"]) {
      const answer = await post(path, { headers, body });
      expect([403, 415]).toContain(answer.status);
    }
    expect(await server.em().count(Course, { title: "Forged" })).toBe(0);
    expect(await server.em().count(Session, {})).toBe(before);
  });

  it("a change that names another site is refused, whatever else it says", async () => {
    const headers = { ...honest(), "sec-fetch-site": "cross-site" };
    expect((await post("courses.create", { headers, body: json({ title: "Forged" }) })).status).toBe(403);
    const sibling = { ...honest(), "sec-fetch-site": "same-site" };
    expect((await post("courses.create", { headers: sibling, body: json({ title: "Forged" }) })).status).toBe(403);
    const foreign = { ...honest(), origin: "https://evil.example" };
    expect((await post("courses.create", { headers: foreign, body: json({ title: "Forged" }) })).status).toBe(403);
  });

  it("reading never changes anything: a mutation asked for by GET is refused", async () => {
    const input = encodeURIComponent(json({ title: "By GET" }));
    const answer = await fetch(`${server.url}/trpc/courses.create?input=${input}`, { headers: { cookie } });
    expect(answer.status).toBe(405);
    expect(await server.em().count(Course, { title: "By GET" })).toBe(0);
  });

  it("a batch of ten is answered and one of eleven is not [BR-12]", async () => {
    const batch = (size: number) =>
      fetch(`${server.url}/trpc/${Array(size).fill("account.viewer").join(",")}?batch=1&input={}`);
    expect((await batch(10)).status).toBe(200);
    expect((await batch(11)).status).toBe(400);
  });

  it("a body above 100 KB and an address above 8 KB are refused [BR-12]", async () => {
    const answer = await post("courses.create", { headers: honest(), body: json({ title: "x".repeat(110_000) }) });
    expect(answer.status).toBe(413);
    expect((await fetch(`${server.url}/trpc/account.viewer?input=${"x".repeat(9_000)}`)).status).toBe(414);
  });

  it("the bot tells of every member of the largest Discord server at once", async () => {
    const [here, away] = [await aPerson(server.em()), await aPerson(server.em())];
    const others = Array.from({ length: 499_999 }, (_, index) => `2${String(index).padStart(19, "0")}`);
    await server.asBot().sync.guildMembers.mutate({ discordIds: [...others, here.discordId!] });
    const standing = async ({ id }: Person) => (await server.em().findOneOrFail(Person, id)).inGuild;
    expect([await standing(here), await standing(away)]).toEqual([true, false]);
  });

  it("counts calls and not requests: a batch of ten costs ten", async () => {
    const person = await aPerson(server.em());
    const theirs = { ...honest(), cookie: await server.cookieOf(person) };
    const paths = Array(10).fill("signups.signUp").join(",");
    const inputs = JSON.stringify(
      Object.fromEntries(Array.from({ length: 10 }, (_, i) => [i, { json: { code: "none", role: "participant" } }])),
    );
    const spent = await post(`${paths}?batch=1`, { headers: theirs, body: inputs });
    const codes = ((await spent.json()) as { error: { json: { data: { code: string } } } }[]).map(
      ({ error }) => error.json.data.code,
    );
    expect(codes).toEqual(Array(10).fill("NOT_FOUND"));
    const next = await post("signups.signUp", {
      headers: { ...theirs, "x-forwarded-for": "10.1.2.3" },
      body: json({ code: "none", role: "participant" }),
    });
    expect(next.status).toBe(429);
    expect(((await next.json()) as { error: { json: { message: string } } }).error.json.message).toMatch(
      /^That is a lot at once\. Try again in \d+ seconds?\.$/,
    );
  });

  it("an input that does not fit is refused with its field and a sentence, and nothing is written", async () => {
    const answer = await post("courses.create", { headers: honest(), body: json({ title: "   " }) });
    expect(answer.status).toBe(400);
    const { refusal } = ((await answer.json()) as { error: { json: { data: { refusal: object } } } }).error.json.data;
    expect(refusal).toEqual({ kind: "invalid", sentence: "A course needs a title", field: "title" });
    const unknown = await post("courses.create", {
      headers: honest(),
      body: '{"json":{"title":"Proto","__proto__":{"x":1},"constructor":1}}',
    });
    expect(unknown.status).toBe(400);
  });

  it("an unforeseen error's words stay in the house: outside there is a sentence and the request's id", async () => {
    await server.em().execute("alter table courses add constraint unforeseen check (title <> 'Unforeseen')");
    const answer = await post("courses.create", {
      headers: { ...honest(), "x-request-id": "unforeseen-1" },
      body: json({ title: "Unforeseen" }),
    });
    expect(answer.status).toBe(500);
    const text = await answer.text();
    expect(JSON.parse(text).error.json).toMatchObject({
      message: "Something went wrong on our side",
      data: { requestId: "unforeseen-1", refusal: null },
    });
    expect(text).not.toMatch(/insert into|constraint|stack/i);
    expect(server.logged.some((line) => line.includes("unforeseen-1") && line.includes("a call failed"))).toBe(true);
  });

  it("knows the bot by its token alone, and believes no browser that has it", async () => {
    const ask = (headers: Record<string, string>) => fetch(`${server.url}/trpc/account.viewer`, { headers });
    expect((await ask({ authorization: `Bearer ${SERVICE_TOKEN}` })).status).toBe(200);
    const wrong = await ask({ authorization: "Bearer somebody-elses-token" });
    expect([wrong.status, await wrong.text()]).toEqual([
      401,
      expect.stringContaining("SERVICE_TOKEN is not the server's"),
    ]);
    expect((await ask({ authorization: `Bearer ${SERVICE_TOKEN}`, cookie })).status).toBe(403);
    expect((await ask({ authorization: `Bearer ${SERVICE_TOKEN}`, "sec-fetch-site": "same-origin" })).status).toBe(403);
  });

  it("logs neither tokens nor cookies nor addresses", () => {
    const all = server.logged.join("\n");
    expect(all).not.toContain(SERVICE_TOKEN);
    expect(all).not.toContain(cookie.slice(4));
  });
});

/** PostgreSQL takes no zero byte in a text: an error that no verb foresees. */
describe("readiness", () => {
  it("names each check that fails, and only that one", async () => {
    await using server = await testServer();
    const failed = async () => {
      const answer = await fetch(`${server.url}/readyz`);
      return [answer.status, ((await answer.json()) as { failed: string[] }).failed];
    };
    const now = server.now;
    // The outbox is read every five seconds; a read that was under way may see the later time once.
    let stale = await failed();
    for (let i = 1; i < 10 && stale[0] === 200; i++) {
      server.now = new Date(now.getTime() + i * 31_000);
      stale = await failed();
    }
    expect(stale).toEqual([503, ["outbox"]]);
    server.now = now;
    await server.em().execute("create table kept as table schema_migrations");
    await server.em().execute("truncate schema_migrations");
    expect(await failed()).toEqual([503, ["migrations"]]);
    await server.em().execute("insert into schema_migrations select * from kept");
    expect(await failed()).toEqual([200, []]);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  it("bounds what one visitor may follow at once, and lets them follow again when they close something", async () => {
    await using server = await testServer();
    const cookie = await server.cookieOf(await aPerson(server.em()));
    const ending: AbortController[] = [];
    const follow = async () => {
      const end = new AbortController();
      ending.push(end);
      const answer = await fetch(`${server.url}/trpc/events.follow`, {
        headers: { cookie, accept: "text/event-stream" },
        signal: end.signal,
      });
      return answer.status;
    };
    const statuses: number[] = [];
    for (let i = 0; i < 25; i++) statuses.push(await follow());
    expect(statuses).toEqual([...Array<number>(24).fill(200), 429]);
    ending[0]!.abort();
    let again = await follow();
    while (again === 429) again = await follow();
    expect(again).toBe(200);
    for (const end of ending) end.abort();
  });
});
