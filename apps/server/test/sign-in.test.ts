import { OauthState } from "@muster/db/entities/oauth-state";
import { Person } from "@muster/db/entities/person";
import { Session } from "@muster/db/entities/session";
import { aPerson } from "@muster/db/testing/builders";
import { startSim, type Sim } from "@muster/discord-sim";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refusalOf } from "./refusals.ts";
import { BEFORE_TERM, testServer, type TestServer } from "./server-resource.ts";

const ANN = "200000000000000001";
const BOB = "200000000000000002";

/** A browser: it keeps cookies and follows no redirect by itself. */
function browser(origin: string) {
  const jar = new Map<string, string>();
  return {
    jar,
    async get(address: string) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
      const answer = await fetch(new URL(address, origin), { redirect: "manual", headers: cookie ? { cookie } : {} });
      for (const line of answer.headers.getSetCookie()) {
        const [name, value] = line.split(";")[0]!.split("=") as [string, string];
        if (value === "") jar.delete(name);
        else jar.set(name, value);
      }
      return {
        status: answer.status,
        location: answer.headers.get("location") ?? "",
        setCookie: answer.headers.getSetCookie(),
      };
    },
  };
}

/** What a person does on Discord's own page: says yes as somebody, or cancels. Answers where Discord sends them back. */
async function consent(authorize: string, user: string): Promise<string> {
  const answer = await fetch(authorize, { method: "POST", redirect: "manual", body: new URLSearchParams({ user }) });
  return answer.headers.get("location") ?? "";
}

describe("signing in with Discord", () => {
  let sim: Sim;
  let server: TestServer;
  beforeAll(async () => {
    sim = await startSim({
      guild: {
        users: [
          { id: ANN, username: "ann", global_name: "Ann Onymous" },
          { id: BOB, username: "bob" },
        ],
      },
    });
    server = await testServer({
      config: {
        rehearsal: false,
        discordSignIn: { clientId: sim.clientId, clientSecret: sim.clientSecret },
        discordApiUrl: sim.url,
        organiserDiscordIds: new Set([ANN]),
      },
    });
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await sim[Symbol.asyncDispose]();
  });

  const viewerOf = (jar: Map<string, string>) =>
    server.clientWith({ cookie: `sid=${jar.get("sid")}` }).account.viewer.query();
  const sessions = () => server.em().count(Session, {});
  // Ten sign-ins a minute are welcome from one address; a test makes more.
  const begin = async (visitor: ReturnType<typeof browser>, next = "/") => {
    await server.em().execute("delete from rate_buckets");
    return visitor.get(`/auth/discord?next=${encodeURIComponent(next)}`);
  };
  /** What the sign-in page is told; or what else happened, where somebody was signed in after all. */
  const problemAt = async (visitor: ReturnType<typeof browser>, address: string): Promise<string> => {
    const before = await sessions();
    const back = await visitor.get(address);
    const signedIn = visitor.jar.has("sid") || (await sessions()) !== before;
    return signedIn ? "signed in" : (/^\/sign-in\?problem=(\w+)$/.exec(back.location)?.[1] ?? back.location);
  };

  it("makes a person and a session, keeps neither token nor state in clear, and leads where one was going [W3]", async () => {
    const visitor = browser(server.url);
    const away = await begin(visitor, "/cohorts/3?tab=1");
    const authorize = new URL(away.location);
    expect(authorize.origin).toBe(sim.origin);
    expect(Object.fromEntries(authorize.searchParams)).toMatchObject({
      scope: "identify email",
      response_type: "code",
      code_challenge_method: "S256",
      redirect_uri: `${server.url}/auth/discord/callback`,
    });
    const back = await visitor.get(await consent(away.location, ANN));
    expect([back.status, back.location]).toEqual([303, "/cohorts/3?tab=1"]);
    expect(back.setCookie.find((line) => line.startsWith("sid="))).toMatch(/HttpOnly; SameSite=Lax$/);
    expect((await viewerOf(visitor.jar)).person).toMatchObject({
      name: "Ann Onymous",
      discordId: ANN,
      isOrganiser: true,
      persona: null,
    });
    const kept = await server.em().find(Session, {});
    expect(kept.map(({ tokenHash }) => tokenHash)).not.toContain(visitor.jar.get("sid"));
    const [state] = await server.em().find(OauthState, {});
    expect(state!.stateHash).not.toBe(authorize.searchParams.get("state"));
  });

  it("a second time finds the same person by the account's id, keeps their name here and ends the session before", async () => {
    const visitor = browser(server.url);
    await visitor.get(await consent((await begin(visitor)).location, BOB));
    const first = visitor.jar.get("sid");
    await server.em().nativeUpdate(Person, { discordId: BOB }, { name: "Robert" });
    await visitor.get(await consent((await begin(visitor)).location, BOB));
    expect(visitor.jar.get("sid")).not.toBe(first);
    expect((await viewerOf(visitor.jar)).person?.name).toBe("Robert");
    expect((await viewerOf(new Map([["sid", first!]]))).person).toBeNull();
    expect(await server.em().count(Person, { discordId: BOB })).toBe(1);
  });

  it("an address that is somebody else's stays theirs: it never joins two accounts", async () => {
    const [owner] = [await aPerson(server.em(), { email: `${BOB}@example.invalid` })];
    const visitor = browser(server.url);
    await visitor.get(await consent((await begin(visitor)).location, BOB));
    expect((await viewerOf(visitor.jar)).person?.id).not.toBe(owner.id);
    expect((await server.em().findOneOrFail(Person, owner.id)).email).toBe(`${BOB}@example.invalid`);
  });

  it("a state that is missing, empty or made up ends without a session", async () => {
    const visitor = browser(server.url);
    const back = new URL(await consent((await begin(visitor)).location, ANN));
    const code = back.searchParams.get("code");
    for (const query of [
      `code=${code}`,
      `code=${code}&state=`,
      `code=${code}&state=${"x".repeat(43)}`,
      `code=${code}&state=a&state=b`,
    ]) {
      const fresh = browser(server.url);
      for (const [name, value] of visitor.jar) fresh.jar.set(name, value);
      expect(await problemAt(fresh, `/auth/discord/callback?${query}`)).toBe("state");
    }
  });

  it("a state works once", async () => {
    const visitor = browser(server.url);
    const away = await begin(visitor);
    const pre = visitor.jar.get("pre")!;
    const back = await consent(away.location, ANN);
    await visitor.get(back);
    const again = browser(server.url);
    again.jar.set("pre", pre);
    expect(await problemAt(again, back)).toBe("state");
  });

  it("a state of another browser ends without a session, for both who swapped", async () => {
    const [one, other] = [browser(server.url), browser(server.url)];
    const ofOne = await consent((await begin(one)).location, ANN);
    const ofOther = await consent((await begin(other)).location, BOB);
    expect(await problemAt(one, ofOther)).toBe("state");
    expect(await problemAt(other, ofOne)).toBe("state");
    expect(await problemAt(browser(server.url), ofOne)).toBe("state");
  });

  it("a state older than ten minutes ends without a session", async () => {
    const visitor = browser(server.url);
    const back = await consent((await begin(visitor)).location, ANN);
    server.now = new Date(BEFORE_TERM.getTime() + 600_001);
    expect(await problemAt(visitor, back)).toBe("state");
    server.now = BEFORE_TERM;
  });

  it("cancelling on Discord's page is said as what it is", async () => {
    const visitor = browser(server.url);
    expect(await problemAt(visitor, await consent((await begin(visitor)).location, ""))).toBe("denied");
  });

  it("a code that Discord does not know is a sign-in that did not work", async () => {
    const visitor = browser(server.url);
    const back = new URL(await consent((await begin(visitor)).location, ANN));
    back.searchParams.set("code", "made-up");
    expect(await problemAt(visitor, back.href)).toBe("unreachable");
  });

  it("there are no personas outside a rehearsal, and an earlier one's session is worth nothing", async () => {
    expect(await server.anonymous().account.personas.query()).toEqual([]);
    expect(await refusalOf(server.anonymous().account.signInAs.mutate({ persona: "organiser" }))).toMatchObject({
      code: "FORBIDDEN",
      kind: "not_allowed",
    });
    const persona = await aPerson(server.em(), { persona: "organiser", discordId: null });
    expect((await (await server.as(persona)).account.viewer.query()).person).toBeNull();
  });

  it("signing out ends the session on the server, not only in the browser", async () => {
    const cookie = await server.cookieOf(await aPerson(server.em()));
    const client = server.clientWith({ cookie, "x-requested-by": "test" });
    await client.account.signOut.mutate();
    expect((await client.account.viewer.query()).person).toBeNull();
    expect(await refusalOf(client.availability.mine.query())).toMatchObject({ code: "UNAUTHORIZED" });
  });

  it("a session ends after fourteen idle days and after ninety whatever happens", async () => {
    const client = await server.as(await aPerson(server.em()));
    const dayAt = (day: number) => (server.now = new Date(BEFORE_TERM.getTime() + day * 86_400_000));
    for (const day of [13, 26, 39, 52, 65, 78, 89]) {
      dayAt(day);
      expect((await client.account.viewer.query()).person).not.toBeNull();
    }
    dayAt(91);
    expect((await client.account.viewer.query()).person).toBeNull();
    server.now = BEFORE_TERM;
    const idle = await server.as(await aPerson(server.em()));
    dayAt(15);
    expect((await idle.account.viewer.query()).person).toBeNull();
    server.now = BEFORE_TERM;
  });
});

describe("a rehearsal", () => {
  it("lets one be a persona with one click, the organiser an organiser and nobody else", async () => {
    await using server = await testServer();
    await aPerson(server.em(), { persona: "organiser", name: "Olu" });
    await aPerson(server.em(), { persona: "member", name: "Mia" });
    expect((await server.anonymous().account.personas.query()).map(({ persona, name }) => [persona, name])).toEqual([
      ["organiser", "Olu"],
      ["member", "Mia"],
    ]);
    const signIn = async (persona: string) => {
      const headers = { "content-type": "application/json", "x-requested-by": "test" };
      const answer = await fetch(`${server.url}/trpc/account.signInAs`, {
        method: "POST",
        headers,
        body: JSON.stringify({ json: { persona } }),
      });
      return server.clientWith({ cookie: answer.headers.getSetCookie()[0]!.split(";")[0]! });
    };
    expect((await (await signIn("organiser")).account.viewer.query()).person).toMatchObject({
      name: "Olu",
      isOrganiser: true,
    });
    expect((await (await signIn("member")).account.viewer.query()).person).toMatchObject({
      name: "Mia",
      isOrganiser: false,
    });
    expect(await refusalOf(server.anonymous().account.signInAs.mutate({ persona: "unplaced" }))).toMatchObject({
      kind: "not_found",
    });
  });
});

describe("over https", () => {
  it("the cookie is bound to this host, secure, and unknown under its plain name", async () => {
    await using server = await testServer({ config: { appUrl: "https://muster.example.org" } });
    await aPerson(server.em(), { persona: "member" });
    const headers = { "content-type": "application/json", "x-requested-by": "test" };
    const answer = await fetch(`${server.url}/trpc/account.signInAs`, {
      method: "POST",
      headers,
      body: '{"json":{"persona":"member"}}',
    });
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-sid=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/);
    expect(answer.headers.get("strict-transport-security")).toMatch(/^max-age=\d+/);
    const token = /^__Host-sid=([^;]+)/.exec(cookie!)![1]!;
    expect((await server.clientWith({ cookie: `sid=${token}` }).account.viewer.query()).person).toBeNull();
    expect((await server.clientWith({ cookie: `__Host-sid=${token}` }).account.viewer.query()).person).not.toBeNull();
  });
});
