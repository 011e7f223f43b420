import { expect, test } from "vitest";
import type { Fault, FaultKind } from "../src/weather.ts";
import { aPlace, ANN, type Place, privateFor, standingClock } from "../testing/place.ts";

const channels = ({ guild }: Place) => `/guilds/${guild}/channels` as const;
const made = ({ sim }: Place): number => sim.snapshot().channels.length - 1;
const expectFault = (place: Place, fault: Fault): void => place.sim.weather.expect(fault);

/** What the caller learns, and how many channels there are afterwards. */
async function create(place: Place): Promise<string> {
  try {
    const { status, code } = await place.ask("POST", channels(place), { name: "room" });
    return code === undefined ? String(status) : `${status} ${code}`;
  } catch (error) {
    const { name, code, status } = error as Error & { code?: string; status?: number };
    return status === undefined ? (name === "AbortError" ? name : (code ?? name)) : `${name} ${status}`;
  }
}

test.each<[FaultKind, string, number]>([
  ["500-before", "HTTPError 500", 0],
  ["500-after", "HTTPError 500", 1],
  ["timeout-before", "AbortError", 0],
  ["timeout-after", "AbortError", 1],
  ["reset-before", "ECONNRESET", 0],
  ["reset-after", "ECONNRESET", 1],
  ["fin", "UND_ERR_SOCKET", 0],
  ["html-502", "HTTPError 502", 0],
  ["html-502-after", "HTTPError 502", 1],
  ["malformed-json", "SyntaxError", 1],
  ["403-until", "403 50013", 0],
  ["404-once", "404 10003", 0],
  ["slow", "200", 1],
])("%s: the caller gets %s, and %i channel is there", async (fault, learnt, count) => {
  await using place = await aPlace();
  expectFault(place, { operation: "channel.create", fault, ms: fault === "403-until" ? 600_000 : 50 });
  // Only an answer that never comes is given up early; a busy machine is none.
  if (fault.startsWith("timeout")) place.rest.options.timeout = 400;
  expect(await create(place)).toBe(learnt);
  expect(made(place)).toBe(count);
});

test("late: the answer is lost at once and the channel appears afterwards", async () => {
  await using place = await aPlace();
  expectFault(place, { operation: "channel.create", fault: "late", ms: 30 });
  const arrived = new Promise<void>((resolve) =>
    place.sim.world.onEffect(({ did }) => did === "channel.create" && resolve()),
  );
  await create(place);
  expect(made(place)).toBe(0);
  await arrived;
  expect(made(place)).toBe(1);
});

test.each(["user", "shared", "global"] as const)(
  "429 of the scope %s says so, and only shared is not held against the bot",
  async (scope) => {
    await using place = await aPlace();
    expectFault(place, { operation: "channel.create", fault: `429-${scope}`, ms: 1500 });
    const response = await fetch(`${place.sim.url}/v10${channels(place)}`, {
      method: "POST",
      headers: { authorization: `Bot ${place.sim.token}` },
      body: '{"name":"x"}',
    });
    expect(response.status).toBe(429);
    expect(response.headers.get("x-ratelimit-scope")).toBe(scope);
    expect(await response.json()).toMatchObject({ retry_after: 1.5, global: scope === "global" });
    expect(place.sim.snapshot().calls.invalid).toBe(scope === "shared" ? 0 : 1);
    expect(made(place)).toBe(0);
  },
);

test("a fault hits the how-manyeth call that matches, as often as it says, and no other", async () => {
  await using place = await aPlace();
  expectFault(place, { operation: "channel.*", match: "group-2", nth: 2, times: 2, fault: "404-once" });
  const ask = async (name: string) => (await place.ask("POST", channels(place), { name })).status;
  const answers: number[] = [];
  for (const name of ["group-1", "group-2", "group-1", "group-2", "group-2", "group-2"]) answers.push(await ask(name));
  expect(answers).toEqual([200, 200, 200, 404, 404, 200]);
});

test("403 lasts as long as it was said to", async () => {
  const clock = standingClock();
  await using place = await aPlace({ clock: clock.now });
  expectFault(place, { operation: "channel.create", fault: "403-until", ms: 5000 });
  expect(await create(place)).toBe("403 50013");
  clock.forward(4999);
  expect(await create(place)).toBe("403 50013");
  clock.forward(1);
  expect(await create(place)).toBe("200");
});

test("a lagging read shows the guild as it was, and the write's own answer does not lag", async () => {
  const clock = standingClock();
  await using place = await aPlace({ clock: clock.now });
  expectFault(place, { operation: "channel.list", fault: "read-lag", ms: 2000, times: 3 });
  clock.forward(10_000);
  const { body } = await place.ask<{ id: string }>("POST", channels(place), { name: "new" });
  const list = async () => (await place.ask<{ id: string }[]>("GET", channels(place))).body.map(({ id }) => id);
  expect(await list()).not.toContain(body.id);
  clock.forward(1999);
  expect(await list()).not.toContain(body.id);
  clock.forward(2);
  expect(await list()).toContain(body.id);
});

test("the weather is made over HTTP too, and an unknown fault is refused", async () => {
  await using place = await aPlace();
  expect(await place.wish("/weather", { operation: "channel.create", fault: "storm" })).toMatchObject({ status: 400 });
  expect(await place.wish("/weather", { faults: [{ operation: "channel.create", fault: "500-after" }] })).toMatchObject(
    { status: 200 },
  );
  expect(await create(place)).toBe("HTTPError 500");
  await place.wish("/weather/clear", {});
  expect(await create(place)).toBe("200");
});

test("the third change of a name within ten minutes has to wait, and no header said so before", async () => {
  const clock = standingClock();
  await using place = await aPlace({ clock: clock.now });
  const { id } = (await place.ask<{ id: string }>("POST", channels(place), { name: "one" })).body;
  const rename = (name: string) =>
    fetch(`${place.sim.url}/v10/channels/${id}`, {
      method: "PATCH",
      headers: { authorization: `Bot ${place.sim.token}` },
      body: JSON.stringify({ name }),
    });
  expect((await rename("two")).status).toBe(200);
  clock.forward(60_000);
  const second = await rename("three");
  expect([second.status, Number(second.headers.get("x-ratelimit-remaining")) > 0]).toEqual([200, true]);
  const third = await rename("four");
  expect(third.status).toBe(429);
  expect(await third.json()).toMatchObject({ retry_after: 540 });
  expect((await rename("three")).status).toBe(200);
  clock.forward(540_000);
  expect((await rename("four")).status).toBe(200);
});

test("the eleventh call of one kind within a second is 429 with its bucket, another kind and the next second are not", async () => {
  const clock = standingClock();
  await using place = await aPlace({ clock: clock.now, limits: {} });
  const call = (path: string, body?: object) =>
    fetch(`${place.sim.url}/v10${path}`, {
      method: body ? "POST" : "GET",
      headers: { authorization: `Bot ${place.sim.token}` },
      ...(body && { body: JSON.stringify(body) }),
    });
  const answers = await Promise.all(Array.from({ length: 11 }, () => call(channels(place), { name: "x" })));
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    ...Array.from({ length: 10 }, () => 201),
    429,
  ]);
  const last = answers.find(({ status }) => status === 429);
  expect([
    last?.headers.get("x-ratelimit-remaining"),
    last?.headers.get("retry-after"),
    last?.headers.get("x-ratelimit-scope"),
  ]).toEqual(["0", "1", "user"]);
  expect((await call(channels(place))).status).toBe(200);
  clock.forward(1000);
  expect((await call(channels(place), { name: "y" })).status).toBe(201);
});

test("fifty calls a second are all there are, and answers to commands do not count", async () => {
  const clock = standingClock();
  const plenty = { calls: 1000, windowMs: 1000 };
  await using place = await aPlace({ clock: clock.now, limits: { usual: plenty, reading: plenty } });
  const me = () => fetch(`${place.sim.url}/v10/users/@me`, { headers: { authorization: `Bot ${place.sim.token}` } });
  const answers = await Promise.all(Array.from({ length: 51 }, me));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(1);
  expect([refused[0]?.headers.get("x-ratelimit-global"), refused[0]?.headers.get("x-ratelimit-scope")]).toEqual([
    "true",
    "global",
  ]);
  expect(
    (await fetch(`${place.sim.url}/v10/interactions/1/x/callback`, { method: "POST", body: '{"type":5}' })).status,
  ).toBe(404);
});

test("a monitor of every moment never saw a private channel public, unless somebody made it so by hand", async () => {
  await using place = await aPlace();
  expectFault(place, { operation: "channel.create", nth: 2, fault: "500-after" });
  for (const name of ["a", "b", "c"])
    await place.ask("POST", channels(place), { name, permission_overwrites: privateFor(place, ANN) }).catch(() => null);
  const moments = () => place.sim.snapshot().effects.filter(({ did }) => /^(channel|overwrite)\./.test(did));
  expect(moments().map(({ everyoneCanView }) => everyoneCanView)).toEqual([false, false, false]);
  const { id } = place.sim.snapshot().channels.at(-1) ?? { id: "" };
  await place.wish("/hand", { do: "delete-overwrite", channelId: id, id: place.guild });
  expect(moments().at(-1)).toMatchObject({ by: place.sim.guild.ownerId, everyoneCanView: true });
});
