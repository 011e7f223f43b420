import { expect, test } from "vitest";
import { aPlace, ANN, BEN, CLEO, OWNER, type Place, privateFor } from "../testing/place.ts";

const channelNamed = ({ sim }: Place, name: string) => sim.snapshot().channels.find((channel) => channel.name === name);

test("sowing people twice adds them once, and another guild id is refused", async () => {
  await using place = await aPlace();
  const seed = {
    guildName: "Course",
    users: [
      { id: "220000000000000001", username: "dora" },
      { id: "220000000000000002", username: "emil", inGuild: false },
    ],
  };
  expect((await place.wish("/seed", seed)).body).toEqual({ added: 2, guildId: place.guild });
  const before = place.sim.snapshot();
  expect((await place.wish("/seed", { ...seed, guildId: place.guild })).body).toEqual({
    added: 0,
    guildId: place.guild,
  });
  expect(place.sim.snapshot().effects).toEqual(before.effects);
  expect(before.guild.name).toBe("Course");
  expect(before.users.filter(({ id }) => id.startsWith("22")).map(({ inGuild }) => inGuild)).toEqual([true, false]);
  expect((await place.wish("/seed", { guildId: "1" })).status).toBe(409);
});

test("the snapshot tells who really sees a channel, the bot's view and what everybody could", async () => {
  await using place = await aPlace();
  await place.ask("POST", `/guilds/${place.guild}/channels`, {
    name: "hush",
    permission_overwrites: privateFor(place, ANN),
  });
  expect(channelNamed(place, "hush")).toMatchObject({
    everyoneCanView: false,
    botCanView: true,
    viewers: [OWNER, ANN],
  });
  expect(channelNamed(place, "general")).toMatchObject({ everyoneCanView: true, viewers: [OWNER, ANN, BEN] });
  await place.wish("/members", { leave: ANN });
  expect(channelNamed(place, "hush")).toMatchObject({ viewers: [OWNER] });
  await place.wish("/members", { join: ANN });
  expect(channelNamed(place, "hush")?.viewers.toSorted((a, b) => a.localeCompare(b))).toEqual([OWNER, ANN]);
});

test("what is done by hand is the owner's doing in the audit log", async () => {
  await using place = await aPlace();
  const path = `/guilds/${place.guild}/channels` as const;
  const { id } = (await place.ask<{ id: string }>("POST", path, { name: "room", topic: "mark" })).body;
  for (const work of [
    { do: "rename-channel", name: "Other [Room]" },
    { do: "strip-topic" },
    { do: "put-overwrite", id: BEN, allow: ["VIEW_CHANNEL"] },
    { do: "delete-channel" },
  ])
    expect((await place.wish("/hand", { channelId: id, ...work })).status).toBe(200);
  const log = place.sim.snapshot().auditLog.filter(({ target_id }) => target_id === id);
  expect(log.map(({ action_type, user_id }) => `${action_type} ${user_id}`)).toEqual([
    `10 ${place.bot}`,
    `11 ${OWNER}`,
    `11 ${OWNER}`,
    `13 ${OWNER}`,
    `12 ${OWNER}`,
  ]);
  expect((await place.wish("/hand", { do: "delete-channel", channelId: id })).status).toBe(404);
  expect((await place.wish("/hand", { do: "explode" })).status).toBe(400);
});

test("what was made twice and deleted again can still be seen", async () => {
  await using place = await aPlace();
  const path = `/guilds/${place.guild}/channels` as const;
  const ids = [
    await place.ask<{ id: string }>("POST", path, { name: "twin" }),
    await place.ask<{ id: string }>("POST", path, { name: "twin" }),
  ].map(({ body }) => body.id);
  await place.ask("DELETE", `/channels/${ids[1]}`);
  const made = place.sim.snapshot().effects.filter(({ did, name }) => did === "channel.create" && name === "twin");
  expect(made.map(({ id }) => id)).toEqual(ids);
});

test("reads and answers to commands are no changing calls, everything else is", async () => {
  await using place = await aPlace();
  await place.wish("/calls/reset", {});
  await place.ask("GET", `/guilds/${place.guild}/channels`);
  await place.ask("POST", `/guilds/${place.guild}/channels`, { name: "a" });
  await place.ask("POST", "/interactions/1/x/callback", { type: 5 }, { auth: false });
  expect(place.sim.snapshot().calls).toMatchObject({
    total: 3,
    changing: 1,
    byRoute: { "POST /guilds/:guild/channels": 1 },
    byOutcome: { 200: 1, 201: 1, 404: 1 },
  });
});

test("a page of another origin may not steer it", async () => {
  await using place = await aPlace();
  const join = (origin: string) =>
    fetch(`${place.sim.origin}/_sim/members`, {
      method: "POST",
      headers: { origin },
      body: JSON.stringify({ join: CLEO }),
    });
  expect((await join("https://elsewhere.example")).status).toBe(403);
  expect((await join(place.sim.origin)).status).toBe(200);
});

test("names and messages appear on the page as text, never as markup", async () => {
  await using place = await aPlace({ guild: { guildName: "<b>Course</b>" } });
  const path = `/guilds/${place.guild}/channels` as const;
  const { id } = (
    await place.ask<{ id: string }>("POST", path, { name: "room", topic: '"><img src=x onerror=alert(1)>' })
  ).body;
  await place.ask("POST", `/channels/${id}/messages`, {
    content: `<script>alert(1)</script> <@${ANN}> <t:1790000000:F> [here](javascript:alert(1)) **bold**`,
    embeds: [{ title: "<i>t</i>" }],
  });
  const page = await (await fetch(place.sim.origin)).text();
  expect(page).not.toMatch(/<script>|<img|<b>Course|href="javascript|<i>t/);
  expect(page).toContain('<span class="mention">@Ann</span>');
  expect(page).toContain('datetime="2026-09-21T14:13:20.000Z" data-style="F"');
  expect(page).toContain("<strong>bold</strong>");
});

test("who looks as somebody else reads nothing that person may not", async () => {
  await using place = await aPlace();
  const { id } = (
    await place.ask<{ id: string }>("POST", `/guilds/${place.guild}/channels`, {
      name: "hush",
      permission_overwrites: privateFor(place, ANN),
    })
  ).body;
  await place.ask("POST", `/channels/${id}/messages`, { content: "between us" });
  const as = async (userId: string) => (await fetch(`${place.sim.origin}/?channel=${id}&as=${userId}`)).text();
  expect(await as(ANN)).toContain("between us");
  expect(await as(BEN)).not.toContain("between us");
});

test("an invitation leads to a page where whoever is absent enters the server", async () => {
  await using place = await aPlace();
  const { origin } = place.sim;
  const absent = place.sim.snapshot().users.find(({ id }) => id === CLEO)!;
  expect(await (await fetch(`${origin}/invite`)).text()).toContain(absent.username);
  const body = new URLSearchParams({ user: CLEO });
  const joined = await fetch(`${origin}/invite`, { method: "POST", body, redirect: "manual" });
  expect([joined.status, joined.headers.get("location")]).toEqual([303, `/?as=${CLEO}`]);
  expect(await (await fetch(`${origin}/invite`)).text()).not.toContain(absent.username);
});
