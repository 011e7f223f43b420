import { aMeeting } from "@muster/db/testing/builders";
import { keys } from "@muster/domain/brief";
import { groupSubject } from "@muster/domain/subject";
import { describe, expect, test } from "vitest";
import { aScene, later, statusOf, taskOf } from "../../testing/scene.ts";
import { passing, needsPerson } from "../../testing/scripted-bot.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { realizeCohort } from "../realization/realize-cohort.ts";
import { guildMemberChanged } from "./guild-member-changed.ts";
import { together } from "../transaction.ts";
import { requestSync } from "./request-sync.ts";

/** Keys whose Discord id is written down. */
async function idsOf(t: TestHouse, like: string): Promise<string[]> {
  const refs = await t
    .em()
    .execute<{ key: string }[]>("select key from external_refs where external_id is not null and key like ?", [like]);
  return refs.map(({ key }) => key);
}

describe("realizing a cohort", () => {
  test("calls category, channels, meetings and events once each, and the group becomes active [T8, T15, Y13, R5]", async () => {
    await using t = await testHouse();
    const { cohort, group, bot, people } = await aScene(t);
    expect(await statusOf(t, group)).toBe("preview");
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    expect(await bot.work()).toEqual([`cohort:${cohort.id}`, `group:${group.id}`]);
    const made = bot.calls.filter((call) => !call.includes("access"));
    expect(made).toEqual([
      `create ${keys.category(cohort.id, 1)}`,
      `create ${keys.textChannel(group.id)}`,
      `create ${keys.voiceChannel(group.id)}`,
      ...Array.from({ length: 8 }, (_, index) => `create group:${group.id}/event-${index + 1}`),
      `create ${keys.welcome(group.id)}`,
    ]);
    expect(await statusOf(t, group)).toBe("active");
    const { result } = await taskOf(t, groupSubject(group.id));
    expect(result).toMatchObject({
      promoted: true,
      status: "active",
      infrastructure: {
        category: { status: "existed" },
        text_channel: { status: "created" },
        voice_channel: { status: "created" },
        meetings: { created: 8, existed: 0 },
        discord_events: { created: 8, existed: 0, skipped: 0, failed: 0 },
        welcome_message_sent: true,
      },
      discord: { granted: 3 },
    });
    const granted = (result as { discord: { granted_user_ids: number[] } }).discord.granted_user_ids;
    expect(new Set(granted)).toEqual(new Set(people.map(({ id }) => id)));
  });

  test("again makes nothing and changes nothing [INV-17, R23, A8, D10]", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t);
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.work();
    bot.calls.length = 0;
    await together(t.ctx(), (tx) =>
      requestSync(tx, groupSubject(group.id), { systems: ["discord"], allowCreate: true }),
    );
    await bot.work();
    expect(bot.calls).toEqual([]);
    await expect(realizeCohort(t.ctx(), { cohortId: cohort.id })).rejects.toThrow(
      "No groups found for this cohort. Run /schedule first.",
    );
  });

  test("not one of its steps makes a group active, only the round that settled [C37]", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t);
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    bot.beforeSettle = async (subject) => {
      if (subject !== groupSubject(group.id)) return;
      // Everything stands and every id is written down.
      expect(bot.calls.filter((call) => call.includes("channel"))).toHaveLength(2);
      expect(await idsOf(t, "group:%-channel")).toHaveLength(2);
      expect(await statusOf(t, group)).toBe("preview");
    };
    await bot.work();
    expect(await statusOf(t, group)).toBe("active");
  });

  test("each meeting keeps its instant, its number and the id of its event, which lasts as long as the meeting [B11, C32]", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t, { group: { lengthMinutes: 90 } });
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.work();
    const meetings = await t
      .em()
      .execute<{ id: number; number: number; starts_at: Date }[]>("select * from meetings order by number");
    expect(meetings.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(new Set(await idsOf(t, "group:%/event-%"))).toEqual(
      new Set(meetings.map(({ id }) => keys.event(group.id, id))),
    );
    const brief = bot.briefs.at(-1)!;
    if (brief.about !== "group") throw new Error("a group's brief was expected");
    const minutes = brief.meetings.map(({ startsAt, endsAt }) => (endsAt.getTime() - startsAt.getTime()) / 60_000);
    expect(minutes).toEqual(Array.from({ length: 8 }, () => 90));
  });

  test("a half-built group is completed by the next round instead of staying in preview for ever [C8, L1]", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t);
    bot.weather = ({ kind }) => (kind === "voice-channel" ? passing("http_5xx") : "fine");
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.work();
    expect(await statusOf(t, group)).toBe("preview");
    expect(await taskOf(t, groupSubject(group.id))).toMatchObject({
      state: "waiting",
      attempt: 1,
      last_error: "http_5xx",
    });
    bot.weather = () => "fine";
    later(t);
    await bot.work();
    expect(await statusOf(t, group)).toBe("active");
    expect(bot.doubles()).toEqual([]);
  });

  test("a sync that was caused by a member's coming promotes too, because realization was asked for once [C24, L1]", async () => {
    await using t = await testHouse();
    const { cohort, group, bot, people } = await aScene(t, { members: 2, present: 0 });
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.work();
    expect(await statusOf(t, group)).toBe("preview");
    expect(await taskOf(t, groupSubject(group.id))).toMatchObject({ state: "settled" });
    const { discordId } = people[0]!;
    bot.present.add(discordId!);
    expect(await guildMemberChanged(t.ctx(), { discordId: discordId!, change: "joined" })).toEqual({
      subjects: [groupSubject(group.id)],
    });
    await bot.work();
    expect(await statusOf(t, group)).toBe("active");
    const briefs = bot.briefs.at(-1)!;
    expect(briefs.policy.allowCreate).toBe(false);
  });

  test("a group nobody asked to realize stays in preview even if everything stands", async () => {
    await using t = await testHouse();
    const { group, bot } = await aScene(t);
    await t
      .em()
      .execute("insert into external_refs (system, key, external_id, subject) values ('discord', ?, '77', ?)", [
        keys.textChannel(group.id),
        groupSubject(group.id),
      ]);
    for (const key of [keys.textChannel(group.id), keys.voiceChannel(group.id), keys.category(group.cohort.id, 1)])
      bot.guild.set(key, ["77"]);
    await aMeeting(t.em(), group);
    await together(t.ctx(), (tx) =>
      requestSync(tx, groupSubject(group.id), { systems: ["discord"], allowCreate: false }),
    );
    await bot.work();
    expect(await taskOf(t, groupSubject(group.id))).toMatchObject({
      result: { discord: { granted: 3 }, infrastructure: { meetings: { existed: 1 } } },
    });
    expect(await statusOf(t, group)).toBe("preview");
  });

  test.each([
    [
      "meetings are 0",
      async (t: Parameters<typeof statusOf>[0], group: { id: number }) => {
        await t.em().execute("update groups set time_zone = 'Mars/Olympus' where id = ?", [group.id]);
      },
      undefined,
    ],
    ["nobody has access", undefined, "access"],
    ["the text channel failed", undefined, "text-channel"],
  ] as const)("is not complete while %s [Y12, C4]", async (_, prepare, failing) => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t);
    await prepare?.(t, group);
    bot.weather = ({ kind }) => (kind === failing ? needsPerson("50013") : "fine");
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.work();
    expect(await statusOf(t, group)).toBe("preview");
  });

  test("failed events and a failed welcome make an active group degraded, never stuck (round: 6)", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t);
    bot.weather = ({ kind }) => (kind === "event" || kind === "welcome" ? needsPerson("50013") : "fine");
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.work();
    expect(await statusOf(t, group)).toBe("active");
    expect(await taskOf(t, groupSubject(group.id))).toMatchObject({ state: "needs_person", last_error: "50013" });
  });

  test("a group without members is answered without Discord: no_members, nothing is created [Y7]", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t, { members: 0 });
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.work();
    expect(bot.calls).toEqual([`create ${keys.category(cohort.id, 1)}`]);
    expect(await taskOf(t, groupSubject(group.id))).toMatchObject({
      result: { error: "no_members", needs_infrastructure: true },
    });
  });

  test("the last leaver's access is taken although nobody is left [C23]", async () => {
    await using t = await testHouse();
    const { cohort, group, bot, people } = await aScene(t, { members: 1 });
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.work();
    await t.as({ personId: people[0]!.id }).groups.leave({ groupId: group.id });
    await bot.work();
    expect([...bot.guild.keys()].filter((key) => key.includes("access"))).toEqual([]);
    expect(await taskOf(t, groupSubject(group.id))).toMatchObject({ result: { discord: { revoked: 1, granted: 0 } } });
  });
});

describe("while a round works", () => {
  test("a new request means one more round, and the group is not promoted on the old one [AD-3]", async () => {
    await using t = await testHouse();
    const { cohort, group, bot, people } = await aScene(t);
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    let left = false;
    bot.beforeSettle = async (subject) => {
      if (subject !== groupSubject(group.id)) return;
      // Also before the second round settles: the first one made nothing active.
      expect(await statusOf(t, group)).toBe("preview");
      if (left) return;
      left = true;
      await t.as({ personId: people[0]!.id }).groups.leave({ groupId: group.id });
    };
    const worked = await bot.work();
    expect(worked.filter((subject) => subject === groupSubject(group.id))).toHaveLength(2);
    expect(await statusOf(t, group)).toBe("active");
    const seeing = [...bot.guild.keys()].filter((key) => key.includes(people[0]!.discordId!));
    expect(seeing).toEqual([]);
  });

  test("twenty presses of the button are one round and one more [AD-6]", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await aScene(t);
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.work();
    bot.briefs.length = 0;
    const press = () =>
      together(t.ctx(), (tx) => requestSync(tx, groupSubject(group.id), { systems: ["discord"], allowCreate: false }));
    await press();
    bot.beforeSettle = async () => {
      if (bot.briefs.length > 1) return;
      await Promise.all(Array.from({ length: 20 }, press));
    };
    await bot.work();
    expect(bot.briefs).toHaveLength(2);
    const jobs = await t
      .em()
      .execute<unknown[]>("select 1 from pgboss.job where name = 'sync' and singleton_key = ? and state = 'created'", [
        groupSubject(group.id),
      ]);
    expect(jobs).toHaveLength(1);
  });
});
