import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { aPlace, ANN, CLEO, type Place } from "../testing/place.ts";

const REDIRECT = "http://127.0.0.1:3000/auth/discord/callback";
const VERIFIER = "a-verifier-of-more-than-forty-three-characters-as-asked";
const CHALLENGE = createHash("sha256").update(VERIFIER).digest("base64url");

const asked = ({ bot }: Place, more: Record<string, string> = {}): string =>
  new URLSearchParams({
    response_type: "code",
    client_id: bot,
    redirect_uri: REDIRECT,
    scope: "identify",
    state: "s t&te",
    code_challenge: CHALLENGE,
    code_challenge_method: "S256",
    ...more,
  }).toString();

/** Chooses a person on the consent page; an empty id is Cancel. */
async function consent(place: Place, user: string, more?: Record<string, string>): Promise<URL> {
  const response = await fetch(`${place.sim.origin}/oauth2/authorize?${asked(place, more)}`, {
    method: "POST",
    body: new URLSearchParams({ user }),
    redirect: "manual",
  });
  expect(response.status).toBe(302);
  return new URL(response.headers.get("location") ?? "");
}

async function exchange(
  place: Place,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Record<string, string> }> {
  const body = new URLSearchParams({
    grant_type: "authorization_code",
    redirect_uri: REDIRECT,
    code_verifier: VERIFIER,
    client_id: place.bot,
    client_secret: place.sim.clientSecret,
    ...fields,
  });
  const response = await fetch(`${place.sim.url}/oauth2/token`, { method: "POST", body, headers });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

const whoIs = async ({ sim }: Place, token = ""): Promise<{ status: number; id?: string }> => {
  const response = await fetch(`${sim.url}/v10/users/@me`, { headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, ...((await response.json()) as { id?: string }) };
};

test("the person chosen on the page is who the token speaks for, and the state comes back as it was", async () => {
  await using place = await aPlace();
  const page = await (await fetch(`${place.sim.origin}/api/oauth2/authorize?${asked(place)}`)).text();
  expect(page).toContain(`name="user" value="${CLEO}"`);
  const back = await consent(place, CLEO);
  expect([back.origin + back.pathname, back.searchParams.get("state")]).toEqual([REDIRECT, "s t&te"]);
  const { body } = await exchange(place, { code: back.searchParams.get("code") ?? "" });
  expect(body["token_type"]).toBe("Bearer");
  expect(await whoIs(place, body["access_token"])).toMatchObject({ status: 200, id: CLEO });
  const refreshed = await exchange(place, { grant_type: "refresh_token", refresh_token: body["refresh_token"] ?? "" });
  expect(await whoIs(place, refreshed.body["access_token"])).toMatchObject({ id: CLEO });
});

test("whoever cancels is sent back with access_denied and no code", async () => {
  await using place = await aPlace();
  const back = await consent(place, "");
  expect(Object.fromEntries(back.searchParams)).toMatchObject({ error: "access_denied", state: "s t&te" });
  expect(back.searchParams.has("code")).toBe(false);
});

test("a code is good once, with its verifier, its address and the client's secret", async () => {
  await using place = await aPlace();
  const code = async () => (await consent(place, ANN)).searchParams.get("code") ?? "";
  expect(
    await exchange(place, { code: await code(), code_verifier: "another-verifier-that-is-long-enough-to-be-one" }),
  ).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  expect(await exchange(place, { code: await code(), redirect_uri: "http://127.0.0.1:3000/elsewhere" })).toMatchObject({
    status: 400,
  });
  expect(await exchange(place, { code: await code(), client_secret: "wrong" })).toMatchObject({
    status: 401,
    body: { error: "invalid_client" },
  });
  const once = await code();
  const basic = { authorization: `Basic ${Buffer.from(`${place.bot}:${place.sim.clientSecret}`).toString("base64")}` };
  expect(await exchange(place, { code: once, client_id: "", client_secret: "" }, basic)).toMatchObject({ status: 200 });
  expect(await exchange(place, { code: once })).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
});

test.each([
  [{ redirect_uri: "https://elsewhere.example/cb" }, "redirect"],
  [{ client_id: "1" }, "client id"],
  [{ response_type: "token" }, "response_type"],
  [{ scope: "bot everything" }, "scope"],
  [{ code_challenge_method: "plain" }, "S256"],
])("asking with %o is refused on the page, not by a redirect", async (more, word) => {
  await using place = await aPlace();
  const response = await fetch(`${place.sim.origin}/oauth2/authorize?${asked(place, more)}`, { redirect: "manual" });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain(word);
});

test("a bearer token opens nothing that is the bot's, and a wrong one nothing at all", async () => {
  await using place = await aPlace();
  const { body } = await exchange(place, { code: (await consent(place, ANN)).searchParams.get("code") ?? "" });
  const channels = await fetch(`${place.sim.url}/v10/guilds/${place.guild}/channels`, {
    headers: { authorization: `Bearer ${body["access_token"]}` },
  });
  expect(channels.status).toBe(401);
  expect(await whoIs(place, "guessed")).toMatchObject({ status: 401 });
});
