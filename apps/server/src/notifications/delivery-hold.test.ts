import { personSubject } from "@muster/domain/subject";
import { expect, test } from "vitest";
import { aScene } from "../../testing/scene.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { requestSync } from "../sync/request-sync.ts";
import { together } from "../transaction.ts";
import { deliverDue } from "./deliver-due.ts";
import { holdAfterRestore } from "./delivery-hold.ts";
import type { Letter } from "./email.ts";

/** As a restore does it: the same rows in a table that is another one. */
const restore = (t: TestHouse) =>
  t.em().execute(
    `alter table settings rename to settings_before;
     create table settings (like settings_before including all);
     insert into settings select * from settings_before;
     drop table settings_before;`,
  );

async function post(t: TestHouse): Promise<Letter[]> {
  const letters: Letter[] = [];
  await deliverDue(t.ctx(), { send: async (letter) => void letters.push(letter) });
  return letters;
}

/** An active group whose members have been told; then the database comes back as it was a little earlier. */
async function restored(t: TestHouse) {
  const scene = await aScene(t);
  const { cohort, people, bot } = scene;
  const desk = t.as({ personId: people[0]!.id, isOrganiser: true });
  expect(await holdAfterRestore(t.ctx())).toBe(false);
  await t.as({ personId: people[1]!.id }).notifications.choose({
    topic: "my_group",
    channel: "discord_dm",
    wanted: true,
  });
  await desk.realization.realize({ cohortId: cohort.id });
  await bot.work();
  expect(bot.letters).toHaveLength(1);
  expect(await post(t)).toHaveLength(3);
  await t.em().execute("update notifications set status = 'due', sent_at = null where status = 'sent'");
  await restore(t);
  expect(await holdAfterRestore(t.ctx())).toBe(true);
  return { ...scene, desk };
}

test("a start where the database always was holds nothing back, however often [NO-8]", async () => {
  await using t = await testHouse();
  for (let start = 0; start < 3; start++) expect(await holdAfterRestore(t.ctx())).toBe(false);
  expect(await t.as({ personId: 1, isOrganiser: true }).notifications.held()).toBeNull();
});

test("a restored copy tells nobody anything by any way, and shows an organiser what waits [NO-8]", async () => {
  await using t = await testHouse();
  const { group, people, bot, desk } = await restored(t);
  await t.as({ personId: people[2]!.id }).groups.leave({ groupId: group.id });
  await desk.sync.syncNow({ groupId: group.id });
  await together(t.ctx(), (tx) =>
    requestSync(tx, personSubject(people[1]!.id), { systems: ["discord"], allowCreate: true }),
  );
  await bot.work();
  expect(await post(t)).toEqual([]);
  expect(bot.letters).toHaveLength(1);
  expect(bot.calls.filter((call) => /group:.*message-/.test(call))).toEqual([]);
  expect(await desk.notifications.held()).toEqual({ since: t.now, letters: 3, direct: 1, inChannels: 1 });
  // Another start changes nothing: only a person's word does.
  expect(await holdAfterRestore(t.ctx())).toBe(false);
  expect(await post(t)).toEqual([]);
});

test("what is dropped is told to nobody, and whatever comes later is [NO-8]", async () => {
  await using t = await testHouse();
  const { group, people, bot, desk } = await restored(t);
  expect(await desk.notifications.release({ what: "drop" })).toEqual({ messages: 4 });
  expect(await post(t)).toEqual([]);
  await t.as({ personId: people[2]!.id }).groups.leave({ groupId: group.id });
  await bot.work();
  expect(bot.letters).toHaveLength(1);
  expect(bot.calls.filter((call) => /group:.*message-/.test(call))).toHaveLength(1);
  await expect(desk.notifications.release({ what: "send" })).rejects.toThrow("Nothing is held back any more.");
});

test("what is sent goes out once, by each of its ways [NO-8, INV-4]", async () => {
  await using t = await testHouse();
  const { group, people, bot, desk } = await restored(t);
  await t.as({ personId: people[2]!.id }).groups.leave({ groupId: group.id });
  await desk.notifications.release({ what: "send" });
  await bot.work();
  await bot.work();
  // Whoever has left meanwhile is not written to any more (NO-9).
  expect((await post(t)).map(({ to }) => to)).toEqual(
    [people[0]!, people[1]!].map(({ id }) => `person-${id}@example.org`),
  );
  expect(await post(t)).toEqual([]);
  expect(bot.letters).toHaveLength(2);
  expect(bot.calls.filter((call) => /group:.*message-/.test(call))).toHaveLength(1);
});
