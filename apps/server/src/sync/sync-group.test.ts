import { keys } from "@muster/domain/brief";
import { groupSubject } from "@muster/domain/subject";
import { describe, expect, test } from "vitest";
import { aMember, aScene, statusOf, taskOf, type Scene } from "../../testing/scene.ts";
import { passing } from "../../testing/scripted-bot.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { systemContext } from "../context.ts";
import { syncGroup } from "./sync-group.ts";
import { prepare } from "./worker.ts";

/** The server's worker and the bot go on beside the caller who waits. */
async function synced(
  t: TestHouse,
  { group, bot }: Pick<Scene, "group" | "bot">,
  options: Parameters<typeof syncGroup>[2] = {},
) {
  const waiting = syncGroup(t.ctx(), group.id, { deadlineMs: 5_000, ...options });
  await until(async () => (await t.em().execute("select 1 from sync_tasks where state = 'due'")).length > 0);
  const subjects = await t
    .em()
    .execute<{ subject: `group:${number}` }[]>("select distinct subject from sync_tasks where state = 'due'");
  for (const { subject } of subjects) await prepare(systemContext(t.house, "job"), subject);
  if (bot.epoch > 0) await bot.work();
  return waiting;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}

describe("syncGroup", () => {
  test("of a group that does not exist says group_not_found, with the whole skeleton [Y5]", async () => {
    await using t = await testHouse();
    expect(await syncGroup(t.ctx(), 4_711)).toMatchObject({
      group_id: 4_711,
      error: "group_not_found",
      infrastructure: { category: { status: "skipped" }, meetings: { created: 0, existed: 0 } },
    });
  });

  test("without channels and not allowed to create needs infrastructure, and no bot is asked [T2, Y6]", async () => {
    await using t = await testHouse();
    const scene = await aScene(t);
    const result = await synced(t, scene);
    expect(result.needs_infrastructure).toBe(true);
    expect(result.infrastructure).toBeDefined();
    expect(scene.bot.briefs).toEqual([]);
  });

  test("allowCreate omitted behaves as false and still works on an active group with channels [T3, Y2]", async () => {
    await using t = await testHouse();
    const scene = await aScene(t);
    await scene.bot.connect();
    await synced(t, scene, { allowCreate: true });
    expect(await statusOf(t, scene.group)).toBe("active");
    const newcomer = await aMember(t, scene.cohort, scene.group);
    scene.bot.present.add(newcomer.discordId!);
    const result = await synced(t, scene);
    expect(scene.bot.briefs.at(-1)!.policy.allowCreate).toBe(false);
    expect(result.discord).toMatchObject({ granted: 1, granted_user_ids: [newcomer.id], unchanged: 3 });
    expect(result.infrastructure.text_channel.status).toBe("existed");
  });

  test("counts who was told, who had been told before, and what the channel was told [Y16]", async () => {
    await using t = await testHouse();
    const scene = await aScene(t);
    await scene.bot.connect();
    const first = await synced(t, scene, { allowCreate: true });
    expect(first.notifications).toEqual({ sent: 3, skipped: 0, channel_announcements: 0 });
    const newcomer = await aMember(t, scene.cohort, scene.group);
    scene.bot.present.add(newcomer.discordId!);
    const second = await synced(t, scene);
    expect(second.notifications).toEqual({ sent: 1, skipped: 3, channel_announcements: 1 });
  });

  test("passes through all four parts, and trouble in one stays in its own words [T10, T11, A10, C35]", async () => {
    await using t = await testHouse();
    const scene = await aScene(t);
    await scene.bot.connect();
    scene.bot.weather = ({ kind }) => (kind === "access" ? passing("http_5xx") : "fine");
    const result = await synced(t, scene, { allowCreate: true });
    expect(result.discord.failed).toBe(3);
    expect([result.calendar, result.reminders, result.rsvps]).toEqual(
      Array.from({ length: 3 }, () => ({ error: "not_configured" })),
    );
    const rows = await t
      .em()
      .execute<{ system: string; state: string }[]>(
        "select system, state from sync_tasks where subject = ? order by system",
        [groupSubject(scene.group.id)],
      );
    expect(rows.map(({ system }) => system)).toEqual(["calendar", "discord", "reminders", "rsvps"]);
  });

  test("whose access failed is tried again by the queue [T12, Y24]", async () => {
    await using t = await testHouse();
    const scene = await aScene(t);
    await scene.bot.connect();
    scene.bot.weather = ({ kind }) => (kind === "access" ? passing("http_5xx") : "fine");
    await synced(t, scene, { allowCreate: true });
    expect(await taskOf(t, groupSubject(scene.group.id))).toMatchObject({ state: "waiting", attempt: 1 });
    const [job] = await t
      .em()
      .execute<{ ahead: boolean }[]>(
        "select start_after > now() as ahead from pgboss.job where name = 'sync' and singleton_key = ? and state = 'created'",
        [groupSubject(scene.group.id)],
      );
    expect(job).toEqual({ ahead: true });
  });

  test("makes everything, promotes once and says so [T9, Y14]", async () => {
    await using t = await testHouse();
    const scene = await aScene(t);
    await scene.bot.connect();
    const first = await synced(t, scene, { allowCreate: true });
    expect(first).toMatchObject({ status: "active", promoted: true, pending: false, notifications: { sent: 3 } });
    const second = await synced(t, scene, { allowCreate: true });
    expect(second).toMatchObject({ status: "active", promoted: false, notifications: { sent: 0, skipped: 3 } });
  });

  test("without a connected bot says bot_unavailable at once, makes the meetings, and stays due [R3, R12]", async () => {
    await using t = await testHouse();
    const scene = await aScene(t);
    const result = await synced(t, scene, { allowCreate: true });
    const unavailable = { status: "failed", id: null, error: "bot_unavailable" };
    expect(result.infrastructure).toMatchObject({
      category: unavailable,
      text_channel: unavailable,
      voice_channel: unavailable,
      meetings: { created: 8, existed: 0 },
    });
    expect(await taskOf(t, groupSubject(scene.group.id))).toMatchObject({
      state: "due",
      last_error: "bot_unavailable",
    });
    await scene.bot.connect();
    await scene.bot.work();
    expect(await statusOf(t, scene.group)).toBe("active");
  });

  test("is pending when the round does not come back in time", async () => {
    await using t = await testHouse();
    const { group } = await aScene(t);
    expect(await syncGroup(t.ctx(), group.id, { allowCreate: true, deadlineMs: 50 })).toMatchObject({
      group_id: group.id,
      pending: true,
    });
  });

  test("a category that only our database knows is missing, and the channels beneath it stand as they are [T4, B2, QRY4]", async () => {
    await using t = await testHouse();
    const scene = await aScene(t);
    await scene.bot.connect();
    await synced(t, scene, { allowCreate: true });
    const key = keys.category(scene.cohort.id, 1);
    const [id] = scene.bot.guild.get(key)!;
    scene.bot.guild.delete(key);
    const result = await synced(t, scene);
    expect(result.infrastructure.category).toEqual({ status: "channel_missing", id });
    expect(result.infrastructure.text_channel.status).toBe("existed");
  });
});
