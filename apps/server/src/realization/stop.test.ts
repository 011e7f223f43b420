import { Meeting } from "@muster/db/entities/meeting";
import { aGroup, aMembership } from "@muster/db/testing/builders";
import { keys, type GroupBrief } from "@muster/domain/brief";
import { expect, test } from "vitest";
import { aMember, aScene, later, statusOf, type Scene } from "../../testing/scene.ts";
import { passing } from "../../testing/scripted-bot.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { syncNow } from "../sync/sync-now.ts";
import { peopleTold } from "./people-told.ts";
import { realizationState } from "./watch.ts";

const organiserOf = async (t: TestHouse, { cohort }: Scene) =>
  t.as({ personId: (await aMember(t, cohort)).id, name: "Maya", isOrganiser: true });

test("after a stop in the middle nothing more is created, what stands stays, and creating goes on from there [PL-9]", async () => {
  await using t = await testHouse();
  const scene = await aScene(t);
  const { cohort, group, bot } = scene;
  const organiser = await organiserOf(t, scene);
  await bot.connect();
  await organiser.realization.realize({ cohortId: cohort.id });
  let stopped = false;
  bot.weather = ({ key }) => {
    if (key === keys.voiceChannel(group.id) && !stopped) {
      stopped = true;
      void stopping.resolve(organiser.realization.stop({ cohortId: cohort.id }));
    }
    return "fine";
  };
  const stopping = Promise.withResolvers<{ groups: number }>();
  // The bot is told at a later word that its round is over.
  await expect(bot.work()).rejects.toThrow("This round is over");
  expect(await stopping.promise).toEqual({ groups: 1 });
  const made = () => bot.calls.filter((call) => call.startsWith("create") && !call.includes("access"));
  const before = made();
  expect(before).toContain(`create ${keys.textChannel(group.id)}`);
  expect(before).not.toContain(`create ${keys.welcome(group.id)}`);

  later(t);
  await bot.work();
  expect(made()).toEqual(before);
  expect(await statusOf(t, group)).toBe("preview");
  expect((await realizationState(t.em(), cohort.id)).running).toBeNull();

  await organiser.realization.realize({ cohortId: cohort.id });
  later(t);
  await bot.work();
  expect(await statusOf(t, group)).toBe("active");
  expect(bot.doubles()).toEqual([]);
});

test("a plan read after a stop is the one carried out, also where there is room for few events", async () => {
  await using t = await testHouse();
  const busy = await aScene(t, { cohort: { name: "Busy", numberOfMeetings: 80 } });
  const scene = await aScene(t);
  const { cohort, group, people } = scene;
  const { bot } = busy;
  for (const { discordId } of people) bot.present.add(discordId!);
  const organiser = await organiserOf(t, scene);
  await organiser.realization.realize({ cohortId: busy.cohort.id });
  await bot.work();
  await organiser.realization.realize({ cohortId: cohort.id });
  await organiser.realization.stop({ cohortId: cohort.id });
  await bot.work();
  later(t);
  await organiser.realization.plan({ cohortId: cohort.id });
  await bot.work();
  const { plan } = await realizationState(t.em(), cohort.id);
  later(t);
  await organiser.realization.approve({ cohortId: cohort.id, fingerprint: plan!.fingerprint });
  await bot.work();
  expect(await statusOf(t, group)).toBe("active");
  expect(bot.events()).toHaveLength(88);
});

test("where there is room for few events, a plan for others leaves room for those of a group that was stopped", async () => {
  await using t = await testHouse();
  const scene = await aScene(t, { cohort: { numberOfMeetings: 60 } });
  const { cohort, group, bot } = scene;
  const organiser = await organiserOf(t, scene);
  bot.weather = ({ kind }) => (kind === "category" ? "fine" : passing("500"));
  await organiser.realization.realize({ cohortId: cohort.id });
  await bot.work();
  await organiser.realization.stop({ cohortId: cohort.id });
  const two = await aGroup(t.em(), { cohort, name: "Group 2" });
  bot.present.add((await aMember(t, cohort, two)).discordId!);
  bot.weather = () => "fine";
  later(t);
  await organiser.realization.plan({ cohortId: cohort.id });
  await bot.work();
  const plans = bot.briefs.filter(({ policy }) => policy.dryRun);
  const meetings = plans.flatMap((brief) => (brief as GroupBrief).meetings ?? []);
  const foreseen = meetings.filter(({ event }) => event === "wanted").length;
  const { plan } = await realizationState(t.em(), cohort.id);
  await organiser.realization.approve({ cohortId: cohort.id, fingerprint: plan!.fingerprint });
  later(t);
  await bot.work();
  expect([await statusOf(t, group), await statusOf(t, two)]).toEqual(["active", "active"]);
  expect([meetings.length, foreseen]).toEqual([120, bot.events().length]);
});

test("stopping what is done already changes nothing and says so", async () => {
  await using t = await testHouse();
  const scene = await aScene(t);
  const organiser = await organiserOf(t, scene);
  await organiser.realization.realize({ cohortId: scene.cohort.id });
  await scene.bot.work();
  await expect(organiser.realization.stop({ cohortId: scene.cohort.id })).rejects.toThrow(
    "Nothing is being created for this cohort any more.",
  );
  expect(await statusOf(t, scene.group)).toBe("active");
});

test("many people are told only by somebody who says how many they are [PL-7]", async () => {
  await using t = await testHouse();
  const scene = await aScene(t, { members: 50, cohort: { maxSize: 60 } });
  const { cohort, bot, people, group } = scene;
  const organiser = await organiserOf(t, scene);
  await t.em().execute("update people set email = null where id = ?", [people[0]!.id]);
  await bot.connect();
  await organiser.realization.plan({ cohortId: cohort.id });
  await bot.work();
  const { plan } = await realizationState(t.em(), cohort.id);
  expect(plan!.people).toEqual({ byMail: 49, byWelcome: 1 });
  const approve = (people?: number) =>
    organiser.realization.approve({ cohortId: cohort.id, fingerprint: plan!.fingerprint, people });
  for (const said of [undefined, 49])
    await expect(approve(said)).rejects.toThrow(
      "This tells 50 people of their group. Type 50 to say that you mean it.",
    );
  t.now = new Date(t.now.getTime() + 1_000);
  await approve(50);
  await bot.work();
  expect(await statusOf(t, group)).toBe("active");
  const reached = await organiser.notifications.deliveries({ cohortId: cohort.id });
  expect(reached).toHaveLength(50);
  expect(reached.every((person) => person.reached && person.groups[0] === group.name)).toBe(true);
  expect(reached.find(({ personId }) => personId === people[0]!.id)!.told).toMatchObject([
    { channel: "discord_channel", kind: "group_assigned", status: "sent" },
  ]);
  expect(reached.find(({ personId }) => personId === people[1]!.id)!.told).toMatchObject([
    { channel: "email", kind: "group_assigned", status: "due" },
  ]);
});

test("whoever leads two groups is one of the people who are told [PL-7]", async () => {
  await using t = await testHouse();
  const { cohort, people, group } = await aScene(t, { members: 3 });
  const second = await aGroup(t.em(), { cohort, name: "Group 2" });
  await aMembership(t.em(), second, { person: people[0]!, role: "facilitator" });
  expect(await peopleTold(t.em(), [group.id])).toEqual({ byMail: 3, byWelcome: 0 });
  expect(await peopleTold(t.em(), [group.id, second.id])).toEqual({ byMail: 3, byWelcome: 0 });
});

test("a group's line leads to all that it has on Discord, and the page tells its last twenty operations [SY-6]", async () => {
  await using t = await testHouse();
  const scene = await aScene(t);
  const { cohort, group, bot } = scene;
  const organiser = await organiserOf(t, scene);
  await organiser.realization.realize({ cohortId: cohort.id });
  await bot.work();
  for (let round = 0; round < 22; round++) {
    await syncNow(t.ctx(), { groupId: group.id });
    await bot.work();
  }
  const [shown] = (await organiser.sync.health({ cohortId: cohort.id })).groups;
  const at = (sort: string, key: string) =>
    expect.stringMatching(new RegExp(`^https://discord\\.com/${sort}/\\d+/${bot.guild.get(key)![0]}$`));
  const meetings = await t.em().find(Meeting, { group: group.id }, { orderBy: { number: "asc" } });
  expect(meetings).not.toEqual([]);
  expect(shown!.links).toEqual({
    category: at("channels", keys.category(cohort.id, 1)),
    text: at("channels", keys.textChannel(group.id)),
    voice: at("channels", keys.voiceChannel(group.id)),
    events: meetings.map(({ id, number }) => ({ number, url: at("events", keys.event(group.id, id)) })),
  });
  expect(shown!.log).toHaveLength(20);
  expect(shown!.log[0]!.sentence).toMatch(/unchanged/);
});
