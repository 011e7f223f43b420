import { Membership } from "@muster/db/entities/membership";
import { Notification } from "@muster/db/entities/notification";
import { aGroup, aPerson } from "@muster/db/testing/builders";
import { expect, test } from "vitest";
import { aMember, aScene } from "../../testing/scene.ts";
import { testHouse } from "../../testing/sync-house.ts";
import { realizeCohort } from "../realization/realize-cohort.ts";

test("before a switch one reads which channels and events one leaves and joins and who is told, and so it then comes [JS-7]", async () => {
  await using t = await testHouse();
  const { cohort, people, bot } = await aScene(t);
  const other = await aGroup(t.em(), { cohort, name: "Group 2", weekday: 3 });
  bot.present.add((await aMember(t, cohort, other)).discordId!);
  await realizeCohort(t.ctx(), { cohortId: cohort.id });
  await bot.work();
  const [me] = people;
  const mine = t.as({ personId: me!.id });
  const { leaves, joins, letter } = await mine.groups.effects({ cohortId: cohort.id, groupId: other.id });
  const eventsOf = (id: number) => [...bot.guild.keys()].filter((key) => key.startsWith(`group:${id}/event-`)).length;
  const before = await t.em().findOneOrFail(Membership, { person: me!.id, status: "active" });
  expect(leaves).toEqual({
    name: "Group 1",
    channels: ["text", "voice"],
    events: eventsOf(before.group.id),
    isTold: true,
    people: people.slice(1).map(({ name }) => name),
    waiting: 0,
  });
  expect(joins).toEqual({ name: "Group 2", channels: ["text", "voice"], events: eventsOf(other.id), isTold: true });
  expect(eventsOf(other.id)).toBeGreaterThan(0);

  await t.em().execute("delete from notifications where person_id = ?", [me!.id]);
  await mine.groups.join({ groupId: other.id, reason: "Too late for me" });
  await bot.work();
  const told = await t.em().find(Notification, { person: me!.id }, { orderBy: { id: "asc" } });
  expect(told.map(({ kind, channel }) => [kind, channel])).toEqual([
    ["member_left", "discord_channel"],
    ["member_joined", "email"],
    ["member_joined", "discord_channel"],
  ]);
  expect(letter).toBe(true);
  const desk = t.as({ personId: people[1]!.id, isOrganiser: true });
  const row = (await desk.cohorts.people({ cohortId: cohort.id })).find(({ personId }) => personId === me!.id);
  expect(row!.said).toEqual({ at: t.now, words: "Too late for me" });
});

test("a group that is forming has no channels to leave and nobody to tell; whoever has none leaves nothing [JS-7]", async () => {
  await using t = await testHouse();
  const { cohort, group, people } = await aScene(t);
  const seenBy = (personId: number, groupId: number | null) =>
    t.as({ personId }).groups.effects({ cohortId: cohort.id, groupId });
  const forming = { name: "Group 1", channels: [], events: 0, isTold: false };
  expect(await seenBy((await aMember(t, cohort)).id, group.id)).toEqual({
    leaves: null,
    joins: forming,
    letter: false,
  });
  expect(await seenBy(people[0]!.id, null)).toMatchObject({ leaves: forming, joins: null });
  await expect(seenBy((await aPerson(t.em())).id, group.id)).rejects.toThrow("not signed up");
});
