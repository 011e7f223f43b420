import { aGroup } from "@muster/db/testing/builders";
import { keys } from "@muster/domain/brief";
import { groupSubject } from "@muster/domain/subject";
import { describe, expect, test } from "vitest";
import { aMember, aScene, statusOf, taskOf, type Scene } from "../../testing/scene.ts";
import { needsPerson } from "../../testing/scripted-bot.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { realizationState, watchRealization } from "./watch.ts";

/** An organiser who exists, for the audit's sake. */
const organiserOf = async (t: TestHouse, { cohort }: Scene) =>
  t.as({ personId: (await aMember(t, cohort)).id, name: "Maya", isOrganiser: true });

describe("a plan", () => {
  test("shows every step, touches nothing, and names the actions [PL-1, PL-8]", async () => {
    await using t = await testHouse();
    const scene = await aScene(t, { members: 3, present: 2 });
    const { cohort, group, bot } = scene;
    await bot.connect();
    const organiser = await organiserOf(t, scene);
    await organiser.realization.plan({ cohortId: cohort.id });
    expect((await realizationState(t.em(), cohort.id)).plan).toMatchObject({ state: "looking" });
    await bot.work();
    const { plan, bot: presence } = await realizationState(t.em(), cohort.id);
    expect(presence).toEqual({ connected: true, guildName: "Test guild", missingPermissions: [] });
    // Category, two channels, two members times two channels, eight events, a welcome.
    expect(plan).toMatchObject({ state: "ready", actions: 1 + 2 + 4 + 8 + 1, problems: [] });
    expect(plan!.groups.map(({ name }) => name)).toEqual(["October 2026", "Group 1"]);
    expect(plan!.limits.map(({ what, adds, ok }) => [what, adds, ok])).toEqual([
      ["channels on the server", 3, true],
      ["events on the server", 8, true],
      ["people in one channel", 5, true],
    ]);
    expect(bot.calls).toEqual([]);
    expect(await t.em().execute("select 1 from meetings")).toEqual([]);
    expect(await statusOf(t, group)).toBe("preview");
  });

  test("without a bot is refused at once with what to do: nobody waits before a spinner", async () => {
    await using t = await testHouse();
    const scene = await aScene(t);
    const organiser = await organiserOf(t, scene);
    await expect(organiser.realization.plan({ cohortId: scene.cohort.id })).rejects.toThrow(
      "The bot is not connected. Start it",
    );
    expect((await realizationState(t.em(), scene.cohort.id)).bot.connected).toBe(false);
  });

  test("whose bot goes away while it looks has failed and says why", async () => {
    await using t = await testHouse();
    const scene = await aScene(t);
    await scene.bot.connect();
    await (await organiserOf(t, scene)).realization.plan({ cohortId: scene.cohort.id });
    await t.em().execute("update bot_leases set expires_at = now() - interval '1 second'");
    const { plan } = await realizationState(t.em(), scene.cohort.id);
    expect(plan).toMatchObject({
      state: "failed",
      problems: ["The bot is not connected. Start it, and look at the plan again."],
    });
  });

  test("names every missing permission in words, and cannot be approved", async () => {
    await using t = await testHouse();
    const scene = await aScene(t);
    const { bot, cohort } = scene;
    await bot.connect({ missingPermissions: ["VIEW_CHANNEL", "CREATE_EVENTS"] });
    const organiser = await organiserOf(t, scene);
    await organiser.realization.plan({ cohortId: cohort.id });
    await bot.work();
    const { plan } = await realizationState(t.em(), cohort.id);
    expect(plan!.problems).toEqual([
      "The bot lacks the permission View Channels. Give it to the bot's role on the Discord server, then plan again.",
      "The bot lacks the permission Create Events. Give it to the bot's role on the Discord server, then plan again.",
    ]);
    await expect(
      organiser.realization.approve({ cohortId: cohort.id, fingerprint: plan!.fingerprint }),
    ).rejects.toThrow("View Channels");
  });

  test("that a bot could not make says its trouble", async () => {
    await using t = await testHouse();
    const scene = await aScene(t);
    await scene.bot.connect();
    await (await organiserOf(t, scene)).realization.plan({ cohortId: scene.cohort.id });
    scene.bot.ending = { ending: "gave_up", trouble: needsPerson("no_guild") };
    await scene.bot.work();
    const { plan } = await realizationState(t.em(), scene.cohort.id);
    expect(plan).toMatchObject({ state: "failed", problems: [expect.stringContaining("The bot is in no server")] });
  });

  test("against a full guild counts what stands and what would be added [PL-3]", async () => {
    await using t = await testHouse();
    const scene = await aScene(t);
    const { bot, cohort } = scene;
    await bot.connect();
    await (await organiserOf(t, scene)).realization.plan({ cohortId: cohort.id });
    await bot.work();
    await t.em().execute("update sync_rounds set facts = jsonb_set(facts, '{channels}', '499')");
    const { plan } = await realizationState(t.em(), cohort.id);
    expect(plan!.problems).toEqual([
      "There is room for at most 500 channels on the server: 499 stand and 3 would be added. Remove some on Discord, or realize fewer groups.",
    ]);
  });
});

test("a plan whose events do not all fit says how many follow, and may be approved", async () => {
  await using t = await testHouse();
  const scene = await aScene(t);
  const { bot, cohort } = scene;
  await bot.connect();
  const organiser = await organiserOf(t, scene);
  await organiser.realization.plan({ cohortId: cohort.id });
  await bot.work();
  await t.em().execute("update sync_rounds set facts = jsonb_set(facts, '{events}', '97')");
  const { plan } = await realizationState(t.em(), cohort.id);
  expect(plan!.limits[1]).toEqual({
    what: "events on the server (5 more follow as others pass)",
    used: 97,
    adds: 3,
    max: 100,
    ok: true,
  });
  t.now = new Date(t.now.getTime() + 1_000);
  await organiser.realization.approve({ cohortId: cohort.id, fingerprint: plan!.fingerprint });
});

describe("approving", () => {
  async function planned(t: TestHouse, scene: Scene) {
    await scene.bot.connect();
    const organiser = await organiserOf(t, scene);
    await organiser.realization.plan({ cohortId: scene.cohort.id });
    await scene.bot.work();
    const { plan } = await realizationState(t.em(), scene.cohort.id);
    return { organiser, fingerprint: plan!.fingerprint, actions: plan!.actions };
  }

  test("carries out exactly what was read, and the groups become active [PL-6]", async () => {
    await using t = await testHouse();
    const scene = await aScene(t);
    const { organiser, fingerprint, actions } = await planned(t, scene);
    const { cohort, group, bot } = scene;
    t.now = new Date(t.now.getTime() + 1_000);
    expect(await organiser.realization.approve({ cohortId: cohort.id, fingerprint })).toEqual({ actions });
    expect((await realizationState(t.em(), cohort.id)).running).toMatchObject({ done: 0, failed: 0 });
    await bot.work();
    expect(bot.calls).toHaveLength(actions);
    expect(await statusOf(t, group)).toBe("active");
    const state = await realizationState(t.em(), cohort.id);
    expect([state.plan, state.running]).toEqual([null, null]);
    expect(state.results).toMatchObject([{ groupId: group.id, outcome: "active" }]);
  });

  test("a plan that is no longer the one that was read is refused", async () => {
    await using t = await testHouse();
    const scene = await aScene(t);
    const { organiser } = await planned(t, scene);
    await expect(
      organiser.realization.approve({ cohortId: scene.cohort.id, fingerprint: "f".repeat(32) }),
    ).rejects.toThrow("The plan has changed since you read it.");
  });

  test("while Discord changed meanwhile stops that group's round and asks again, touching nothing of it", async () => {
    await using t = await testHouse();
    const scene = await aScene(t);
    const { cohort, group, bot } = scene;
    // The text channel stood when the plan was read, and is gone when it is carried out.
    bot.guild.set(keys.textChannel(group.id), ["77"]);
    const { organiser, fingerprint } = await planned(t, scene);
    bot.guild.delete(keys.textChannel(group.id));
    t.now = new Date(t.now.getTime() + 1_000);
    await organiser.realization.approve({ cohortId: cohort.id, fingerprint });
    await bot.work();
    expect(bot.calls).toEqual([`create ${keys.category(cohort.id, 1)}`]);
    expect(await taskOf(t, groupSubject(group.id))).toMatchObject({
      state: "needs_person",
      last_error: "plan_changed",
    });
    expect((await realizationState(t.em(), cohort.id)).results).toMatchObject([
      {
        outcome: "failed",
        sentence: "What stands on Discord has changed since the plan was read. Look at the plan again.",
      },
    ]);
    t.now = new Date(t.now.getTime() + 1_000);
    await organiser.realization.plan({ cohortId: cohort.id });
    await bot.work();
    const again = (await realizationState(t.em(), cohort.id)).plan!;
    t.now = new Date(t.now.getTime() + 1_000);
    await organiser.realization.approve({ cohortId: cohort.id, fingerprint: again.fingerprint });
    await bot.work();
    expect(await statusOf(t, group)).toBe("active");
  });

  test("twice by two organisers is one realization", async () => {
    await using t = await testHouse();
    const scene = await aScene(t);
    const { organiser, fingerprint } = await planned(t, scene);
    t.now = new Date(t.now.getTime() + 1_000);
    await organiser.realization.approve({ cohortId: scene.cohort.id, fingerprint });
    await expect(organiser.realization.approve({ cohortId: scene.cohort.id, fingerprint })).rejects.toThrow(
      "already being carried out",
    );
  });

  test("before anybody looked is too early", async () => {
    await using t = await testHouse();
    const scene = await aScene(t);
    await scene.bot.connect();
    const organiser = await organiserOf(t, scene);
    await expect(
      organiser.realization.approve({ cohortId: scene.cohort.id, fingerprint: "f".repeat(32) }),
    ).rejects.toThrow("Look at the plan first.");
  });

  test("when all groups are active already plans nothing and does nothing", async () => {
    await using t = await testHouse();
    const scene = await aScene(t);
    const { organiser, fingerprint } = await planned(t, scene);
    const { cohort, bot } = scene;
    t.now = new Date(t.now.getTime() + 1_000);
    await organiser.realization.approve({ cohortId: cohort.id, fingerprint });
    await bot.work();
    bot.calls.length = 0;
    t.now = new Date(t.now.getTime() + 1_000);
    await organiser.realization.plan({ cohortId: cohort.id });
    await bot.work();
    const { plan } = await realizationState(t.em(), cohort.id);
    expect(plan).toMatchObject({ state: "ready", actions: 0 });
    t.now = new Date(t.now.getTime() + 1_000);
    await organiser.realization.approve({ cohortId: cohort.id, fingerprint: plan!.fingerprint });
    await bot.work();
    expect(bot.calls).toEqual([]);
  });
});

describe("watching", () => {
  test("tells what is so, then each step as it is done, then the result [PL-9]", async () => {
    await using t = await testHouse();
    const scene = await aScene(t);
    const { cohort, bot } = scene;
    await bot.connect();
    const organiser = await organiserOf(t, scene);
    await organiser.realization.realize({ cohortId: cohort.id });
    const seen: number[] = [];
    const ending = new AbortController();
    const watching = (async () => {
      for await (const state of watchRealization(t.ctx(), { cohortId: cohort.id, signal: ending.signal })) {
        if (state.running) seen.push(state.running.done);
        if (state.results[0]?.outcome === "active" && !state.running) return state;
      }
      return null;
    })();
    await bot.work();
    expect((await watching)?.results).toMatchObject([{ outcome: "active" }]);
    ending.abort();
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });

  test("a group whose members are all absent waits for them, and one that failed says what to do [C36, AD-8]", async () => {
    await using t = await testHouse();
    const scene = await aScene(t, { members: 2, present: 0 });
    const { cohort, group, bot } = scene;
    const second = await aGroup(t.em(), { cohort, name: "Group 2" });
    const person = await aMember(t, cohort, second);
    bot.present.add(person.discordId!);
    bot.weather = ({ key }) => (key === keys.voiceChannel(second.id) ? needsPerson("50013") : "fine");
    await (await organiserOf(t, scene)).realization.realize({ cohortId: cohort.id });
    await bot.work();
    expect((await realizationState(t.em(), cohort.id)).results).toMatchObject([
      { groupId: group.id, outcome: "waiting_for_members" },
      { groupId: second.id, outcome: "failed", sentence: expect.stringContaining("lacks a permission") },
    ]);
  });
});

test("four groups of a cohort share the horizon, so that each plan is the one carried out", async () => {
  await using t = await testHouse();
  const scene = await aScene(t, { cohort: { numberOfMeetings: 30 } });
  const { cohort, bot } = scene;
  for (const number of [2, 3, 4]) {
    const group = await aGroup(t.em(), { cohort, name: `Group ${number}`, weekday: number });
    bot.present.add((await aMember(t, cohort, group)).discordId!);
  }
  await bot.connect();
  const organiser = await organiserOf(t, scene);
  await organiser.realization.plan({ cohortId: cohort.id });
  await bot.work();
  const { plan } = await realizationState(t.em(), cohort.id);
  const events = plan!.groups.flatMap(({ steps }) => steps).filter(({ kind }) => kind === "event");
  expect(events).toHaveLength(90);
  expect(plan!.limits[1]!.what).toBe("events on the server (30 more follow as others pass)");
  t.now = new Date(t.now.getTime() + 1_000);
  await organiser.realization.approve({ cohortId: cohort.id, fingerprint: plan!.fingerprint });
  await bot.work();
  expect((await realizationState(t.em(), cohort.id)).results.map(({ outcome }) => outcome)).toEqual(
    Array.from({ length: 4 }, () => "active"),
  );
  expect([...bot.guild.keys()].filter((key) => key.includes("/event-"))).toHaveLength(90);
});
