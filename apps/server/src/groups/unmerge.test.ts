import { Meeting } from "@muster/db/entities/meeting";
import { aGroup } from "@muster/db/testing/builders";
import { keys } from "@muster/domain/brief";
import { cohortSubject } from "@muster/domain/subject";
import { expect, test } from "vitest";
import { aMember, aScene, later, statusOf, taskOf } from "../../testing/scene.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { acceptTheirs } from "../sync/accept.ts";
import { syncNow } from "../sync/sync-now.ts";

/** Group 1 of two: it stayed a preview, and when its realization was stopped its rooms stood. */
async function stoppedWithRooms(t: TestHouse) {
  const scene = await aScene(t);
  const { cohort, group, people, bot } = scene;
  const two = await aGroup(t.em(), { cohort, name: "Group 2" });
  bot.present.add((await aMember(t, cohort, two)).discordId!);
  const kim = t.as({ personId: people[0]!.id, isOrganiser: true, name: "Kim" });
  // Until it is certain what became of the voice channel the group stays in preview.
  bot.weather = ({ key }) => (key === keys.voiceChannel(group.id) ? "ambiguous" : "fine");
  await kim.realization.realize({ cohortId: cohort.id });
  await bot.work();
  await kim.realization.stop({ cohortId: cohort.id });
  bot.weather = () => "fine";
  await bot.work();
  return { ...scene, two, kim };
}

test.each([
  ["before anything was archived", false],
  ["after it was archived", true],
])(
  "a merge taken back %s leaves a stopped group with its rooms, its people and its dates, ready to be realized",
  async (_when, isArchived) => {
    await using t = await testHouse();
    const { cohort, group, two, people, bot, kim } = await stoppedWithRooms(t);
    // One date was given up for good before the merge.
    const meetings = await t.em().find(Meeting, { group: group.id }, { orderBy: { number: "asc" } });
    const [givenUp, ...others] = meetings.map(({ id }) => id);
    bot.guild.delete(keys.event(group.id, givenUp!));
    await syncNow(t.ctx(), { groupId: group.id });
    await bot.work();
    await acceptTheirs(t.ctx(), { groupId: group.id, key: keys.event(group.id, givenUp!) });
    await bot.work();

    const { version } = await kim.groups.merge({ groupId: group.id, intoGroupId: two.id });
    if (isArchived) await bot.work();
    await kim.groups.revert({ auditId: version });
    later(t);
    await bot.work();
    const planned = async () =>
      (await t.em().find(Meeting, { group: group.id, status: "planned" }, { orderBy: { number: "asc" } })).map(
        ({ id }) => id,
      );
    expect(await planned()).toEqual(others);
    const seeing = people.filter(({ discordId }) => bot.guild.has(keys.access(group.id, "text", discordId!)));
    expect(seeing).toHaveLength(people.length);
    expect(bot.briefs.findLast(({ subject }) => subject === group.subject())).toMatchObject({
      categoryKey: keys.category(cohort.id, 1),
    });

    await kim.realization.realize({ cohortId: cohort.id });
    later(t);
    await bot.work();
    expect(await statusOf(t, group)).toBe("active");
    expect(await planned()).toEqual(others);
  },
);

test("a merge taken back gives leave to make the group's new category and nothing else", async () => {
  await using t = await testHouse();
  const { cohort, group, two, bot, kim } = await stoppedWithRooms(t);
  const { version } = await kim.groups.merge({ groupId: group.id, intoGroupId: two.id });
  await bot.work();
  // Others took its place meanwhile.
  await t
    .em()
    .execute("insert into settings (key, value) values (?, '[1]')", [`full-categories/${cohortSubject(cohort.id)}`]);
  await kim.groups.revert({ auditId: version });
  const second = keys.category(cohort.id, 2);
  expect((await taskOf(t, cohortSubject(cohort.id))).policy).toMatchObject({ allowCreate: false, repair: [second] });
  later(t);
  await bot.work();
  expect(bot.guild.has(second)).toBe(true);
});
