import { Group } from "@muster/db/entities/group";
import { aCohort, aGroup } from "@muster/db/testing/builders";
import { keys } from "@muster/domain/brief";
import { cohortSubject, groupSubject } from "@muster/domain/subject";
import { describe, expect, test } from "vitest";
import { aMember, aScene, later, taskOf } from "../../testing/scene.ts";
import { needsPerson } from "../../testing/scripted-bot.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { closeCohort } from "../cohorts/close.ts";
import { cancelGroup } from "../groups/cancel.ts";
import { realizeCohort } from "../realization/realize-cohort.ts";
import { realizationState } from "../realization/watch.ts";
import { together } from "../transaction.ts";
import { overflowArchive } from "./archive.ts";

test("an archive takes as many groups as a category holds, and the next one stands in the next", async () => {
  await using t = await testHouse();
  const { cohort, group, bot } = await aScene(t);
  await realizeCohort(t.ctx(), { cohortId: cohort.id });
  await bot.work();
  for (let number = 0; number < 22; number++)
    await aGroup(t.em(), { cohort, name: `Old ${number}`, status: "completed", archiveNumber: 1 });
  await cancelGroup(t.ctx(), { groupId: group.id });
  await bot.work();
  expect(await t.em().findOne(Group, group.id)).toMatchObject({ archiveNumber: 2 });
  expect(bot.guild.get(keys.archive(cohort.id, 2))).toHaveLength(1);
});

test("an archive that Discord calls full is followed by the next, for this group and those after it", async () => {
  await using t = await testHouse();
  const cohort = await aCohort(t.em());
  const { id } = await aGroup(t.em(), { cohort, status: "cancelled", archiveNumber: 1 });
  await together(t.ctx(), async (tx) => overflowArchive(tx.em, await tx.em.findOneOrFail(Group, id)));
  expect(await t.em().findOne(Group, id)).toMatchObject({ archiveNumber: 2 });
});

test("an organiser loses what they saw as a member of a group that is cancelled, and is protected elsewhere [INV-12]", async () => {
  await using t = await testHouse({ protectedDiscordIds: ["777777777777777777"] });
  const { cohort, group, people, bot } = await aScene(t, { members: 2 });
  const member = people[1]!;
  await t.em().execute("insert into organisers (person_id, given_at) values (?, now())", [member.id]);
  await realizeCohort(t.ctx(), { cohortId: cohort.id });
  await bot.work();
  expect(bot.briefs.at(-1)).toMatchObject({ protected: ["777777777777777777", member.discordId] });
  await cancelGroup(t.ctx(), { groupId: group.id });
  await bot.work();
  expect(bot.briefs.findLast(({ subject }) => subject === groupSubject(group.id))).toMatchObject({
    protected: ["777777777777777777"],
  });
  expect([...bot.guild.keys()].filter((key) => key.includes("/access-"))).toEqual([]);
});

describe("an archive that is still to be made", () => {
  /** One group stands; another was never realized. */
  async function standingBesidePreview(t: TestHouse) {
    const scene = await aScene(t);
    const { cohort, group, bot } = scene;
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.work();
    const next = await aGroup(t.em(), { cohort, name: "Group 2" });
    const kim = t.as({ personId: (await aMember(t, cohort, next)).id, isOrganiser: true });
    later(t);
    return { kim, bot, cohort, group, next, archive: keys.archive(cohort.id, 1) };
  }

  test("is made although a realization is stopped meanwhile, and nothing else is", async () => {
    await using t = await testHouse();
    const { kim, bot, cohort, group, next, archive } = await standingBesidePreview(t);
    await kim.groups.cancel({ groupId: group.id });
    await kim.realization.realize({ cohortId: cohort.id });
    await kim.realization.stop({ cohortId: cohort.id });
    bot.calls.length = 0;
    await bot.work();
    expect(bot.calls.filter((call) => call.startsWith("create"))).toEqual([`create ${archive}`]);
    expect(bot.guild.has(keys.textChannel(next.id))).toBe(false);
  });

  test("is made although a plan that was approved did not foresee it", async () => {
    await using t = await testHouse();
    const { kim, bot, cohort, group, archive } = await standingBesidePreview(t);
    await kim.realization.plan({ cohortId: cohort.id });
    await bot.work();
    const { plan } = await realizationState(t.em(), cohort.id);
    later(t);
    await kim.groups.cancel({ groupId: group.id });
    await kim.realization.approve({ cohortId: cohort.id, fingerprint: plan!.fingerprint });
    await bot.work();
    expect(bot.guild.has(archive)).toBe(true);
  });

  test("and that the bot may not make waits for a person, and is not asked for again and again", async () => {
    await using t = await testHouse();
    const { kim, bot, cohort, group, archive } = await standingBesidePreview(t);
    let tries = 0;
    bot.weather = ({ key }) => (key === archive && ++tries ? needsPerson("50013") : "fine");
    await kim.groups.cancel({ groupId: group.id });
    await bot.work();
    await kim.sync.syncNow({ groupId: group.id });
    await bot.work();
    expect(await taskOf(t, cohortSubject(cohort.id))).toMatchObject({ state: "needs_person", last_error: "50013" });
    expect(tries).toBe(1);
    bot.weather = () => "fine";
    await kim.sync.syncCohort({ cohortId: cohort.id });
    await bot.work();
    expect(bot.guild.get(archive)).toHaveLength(1);
  });
});

test("a cohort that is closed keeps every channel in its archive and wants no other category any more [L17]", async () => {
  await using t = await testHouse();
  const { cohort, group, bot } = await aScene(t);
  await realizeCohort(t.ctx(), { cohortId: cohort.id });
  await bot.work();
  const standing = [keys.textChannel(group.id), keys.voiceChannel(group.id), keys.category(cohort.id, 1)];
  await closeCohort(t.ctx(), { cohortId: cohort.id, as: "completed" });
  await bot.work();
  for (const key of standing) expect(bot.guild.get(key)).toHaveLength(1);
  const last = bot.briefs.findLast(({ subject }) => subject === cohortSubject(cohort.id));
  expect(last).toMatchObject({ about: "cohort", categories: [{ key: keys.archive(cohort.id, 1), number: 1 }] });
  expect(bot.briefs.findLast(({ subject }) => subject === groupSubject(group.id))).toMatchObject({
    group: { status: "completed" },
    categoryKey: keys.archive(cohort.id, 1),
  });
  // A second look at everything changes nothing.
  bot.calls.length = 0;
  await bot.work();
  expect(bot.calls).toEqual([]);
});
