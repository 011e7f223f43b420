import { Group } from "@muster/db/entities/group";
import { Membership } from "@muster/db/entities/membership";
import { aGroup } from "@muster/db/testing/builders";
import { keys, type GroupBrief } from "@muster/domain/brief";
import { expect, test } from "vitest";
import { aMember, aScene, later, statusOf, type Scene } from "../../testing/scene.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";

const HOUR = 3_600_000;

/** One group realized a moment ago, with a facilitator and somebody in line for its last seat. */
async function realized(t: TestHouse) {
  const scene = await aScene(t, { group: { maxSize: 3 } });
  await t.em().execute("update memberships set role = 'facilitator' where person_id = ?", [scene.people[0]!.id]);
  const desk = t.as({ personId: (await aMember(t, scene.cohort)).id, name: "Maya", isOrganiser: true });
  const waiting = await aMember(t, scene.cohort);
  await t.as({ personId: waiting.id }).waiting.join({ groupId: scene.group.id });
  await desk.realization.realize({ cohortId: scene.cohort.id });
  await scene.bot.work();
  expect(await statusOf(t, scene.group)).toBe("active");
  return { ...scene, desk, waiting };
}

const deedOf = ({ cohort }: Pick<Scene, "cohort">) => ({ verb: "unrealize" as const, cohortId: cohort.id });

async function readBack(t: TestHouse, { desk, bot, ...scene }: Awaited<ReturnType<typeof realized>>) {
  const deed = deedOf(scene);
  const { planId } = await desk.endings.look({ deed });
  await bot.work();
  return desk.endings.plan({ deed, planId });
}

/** By the rows: who is in a group, in which role. */
const placesIn = async (t: TestHouse, { id }: { id: number }) =>
  (await t.em().find(Membership, { group: id, status: "active" }, { orderBy: { person: "asc" } })).map(
    ({ person, role }) => [person.id, role],
  );

const twinOf = async (t: TestHouse, { id }: { id: number }): Promise<Group> =>
  t.em().findOneOrFail(Group, { name: "Group 1", id: { $ne: id } });

test("the way back is shown before anything is done: what is archived and removed, and what cannot be unsent [PL-12, PL-1]", async () => {
  await using t = await testHouse();
  const scene = await realized(t);
  const { group, bot } = scene;
  await t.em().execute("update notifications set status = 'sent' where channel = 'email' and status = 'due'");
  const before = bot.calls.length;
  const plan = await readBack(t, scene);
  expect(bot.calls.length).toBe(before);
  expect(await statusOf(t, group)).toBe("active");
  expect(plan.effects).toEqual([
    "1 group with 3 people goes back to preview: the same people, hours and facilitators, ready to be changed and realized again.",
    "Members lose sight of the channels, and read on their page that their group is being prepared.",
    "8 meetings to come are cancelled.",
    "1 person in the waiting list keeps their place.",
  ]);
  expect(plan.warnings).toEqual([
    "3 letters and 1 message in channels have gone out and cannot be unsent. Nobody is written to about this; when the groups are realized again, everybody is told again.",
  ]);
  expect(plan.discord.state).toBe("ready");
  const steps = plan.discord.groups.flatMap(({ steps: those }) => those);
  expect(steps.filter(({ action, kind }) => action === "delete" && kind === "access")).toHaveLength(6);
  expect(steps.filter(({ action, kind }) => action === "delete" && kind.endsWith("channel"))).toEqual([]);
});

test("taken back, the group stands in preview with its people, hour and line, its channels in the archive, and can be realized anew [PL-12, C26]", async () => {
  await using t = await testHouse();
  const scene = await realized(t);
  const { cohort, group, bot, desk, waiting } = scene;
  const people = await placesIn(t, group);
  const rooms = [bot.guild.get(keys.textChannel(group.id)), bot.guild.get(keys.voiceChannel(group.id))];
  const { seen } = await readBack(t, scene);
  expect(await desk.realization.unrealize({ cohortId: cohort.id, seen })).toEqual({ groups: 1 });
  const again = await twinOf(t, group);
  expect([await statusOf(t, group), again.status, again.realizeRequestedAt]).toEqual(["cancelled", "preview", null]);
  expect(again.slot()).toEqual((await t.em().findOneOrFail(Group, group.id)).slot());
  expect(await placesIn(t, again)).toEqual(people);
  expect(people).toHaveLength(3);
  expect(await t.as({ personId: waiting.id }).waiting.mine()).toMatchObject([
    { groupId: again.id, ahead: 0, over: null },
  ]);
  later(t);
  await bot.work();
  expect([bot.guild.get(keys.textChannel(group.id)), bot.guild.get(keys.voiceChannel(group.id))]).toEqual(rooms);
  expect([...bot.guild.keys()].filter((key) => key.includes("access"))).toEqual([]);
  // That the events of an ended group go is the bot's own (people.test.ts): it is asked for none of them.
  const brief = bot.briefs.findLast(({ subject }) => subject === group.subject()) as GroupBrief;
  expect(brief.meetings.map(({ event }) => event)).not.toContain("wanted");
  expect(brief.categoryKey).toBe(keys.archive(cohort.id, 1));
  await expect(desk.realization.unrealize({ cohortId: cohort.id })).rejects.toThrow("nothing to take back");

  await desk.realization.realize({ cohortId: cohort.id });
  later(t);
  await bot.work();
  expect(await statusOf(t, again)).toBe("active");
  const told = await t
    .em()
    .execute("select 1 from notifications where kind = 'group_assigned' and group_id = ?", [again.id]);
  expect(told).toHaveLength(3);
  expect(bot.doubles()).toEqual([]);
});

test("half created, or stopped in the middle, is taken back with whatever stands [PL-12, PL-9]", async () => {
  await using t = await testHouse();
  const scene = await aScene(t);
  const { cohort, group, bot } = scene;
  const desk = t.as({ personId: (await aMember(t, cohort)).id, isOrganiser: true });
  await desk.realization.realize({ cohortId: cohort.id });
  bot.weather = ({ kind, action }) => (kind === "voice-channel" && action === "create" ? "dies after" : "fine");
  await expect(bot.work()).rejects.toThrow();
  await desk.realization.stop({ cohortId: cohort.id });
  await desk.realization.unrealize({ cohortId: cohort.id });
  bot.weather = () => "fine";
  await bot.restart();
  later(t);
  await bot.work();
  expect(await statusOf(t, await twinOf(t, group))).toBe("preview");
  expect(bot.guild.get(keys.textChannel(group.id))).toHaveLength(1);
  expect(bot.doubles()).toEqual([]);
});

test("a group that has met already stays, and after a day nothing is taken back any more [PL-12]", async () => {
  await using t = await testHouse();
  const scene = await aScene(t);
  const { cohort, group, bot } = scene;
  const desk = t.as({ personId: (await aMember(t, cohort)).id, isOrganiser: true });
  const late = await aGroup(t.em(), { cohort, name: "Group 2", weekday: 4 });
  bot.present.add((await aMember(t, cohort, late)).discordId!);
  // The first group meets on Tuesday at 17:00 in UTC, the second on Friday.
  t.now = new Date("2026-10-06T12:00:00Z");
  await desk.realization.realize({ cohortId: cohort.id });
  await bot.work();
  later(t, 6 * HOUR);
  const { warnings } = await readBack(t, { ...scene, desk, waiting: scene.people[0]! });
  expect(warnings.at(-1)).toBe("Group 1 has met already and stays as it is.");
  later(t, 19 * HOUR);
  await expect(desk.realization.unrealize({ cohortId: cohort.id })).rejects.toThrow("for a day");
  t.now = new Date("2026-10-06T18:00:00Z");
  expect(await desk.realization.unrealize({ cohortId: cohort.id })).toEqual({ groups: 1 });
  expect([await statusOf(t, group), await statusOf(t, late)]).toEqual(["active", "cancelled"]);
});

test("what has changed since it was read is not taken back, and says so [PL-12, PL-6]", async () => {
  await using t = await testHouse();
  const scene = await realized(t);
  const { seen } = await readBack(t, scene);
  await t.as({ personId: scene.people[1]!.id }).groups.leave({ groupId: scene.group.id });
  await expect(scene.desk.realization.unrealize({ cohortId: scene.cohort.id, seen })).rejects.toThrow(
    "has changed since you read what would happen",
  );
  expect(await statusOf(t, scene.group)).toBe("active");
});
