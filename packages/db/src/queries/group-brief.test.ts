import { expect, test } from "vitest";
import { ExternalRef } from "../entities/external-ref.entity.ts";
import { Intent } from "../entities/intent.entity.ts";
import { Notification } from "../entities/notification.entity.ts";
import { SyncRound } from "../entities/sync-round.entity.ts";
import { aCohort, aGroup, aMeeting, aMembership, aPerson } from "../testing/builders.ts";
import { testDatabase } from "../testing/test-database.ts";
import { groupBrief } from "./group-brief.ts";

test("a brief carries what the bot must know of this group and of no other [QRY7, QRY10, QRY12]", async () => {
  await using database = await testDatabase();
  const em = database.em();
  const cohort = await aCohort(em, { maxSize: 6, numberOfMeetings: 5 });
  const group = await aGroup(em, { cohort });
  const other = await aGroup(em, { cohort });
  const leader = await aPerson(em, { name: "Lead" });
  const nameless = await aPerson(em, { name: "", discordUsername: "nobody" });
  await aMembership(em, group, { person: nameless });
  await aMembership(em, group, { person: leader, role: "facilitator" });
  await aMembership(em, group, { status: "left" });
  await aMembership(em, other);
  await aMeeting(em, group, { number: 2 });
  await aMeeting(em, group, { number: 1 });
  em.create(ExternalRef, {
    system: "discord",
    key: `group:${group.id}/text-channel`,
    externalId: "10",
    subject: group.subject(),
  });
  em.create(ExternalRef, { system: "discord", key: "category", externalId: "11", subject: `cohort:${cohort.id}` });
  em.create(ExternalRef, { system: "discord", key: "elsewhere", externalId: "12", subject: other.subject() });
  em.create(ExternalRef, { system: "calendar", key: "series", externalId: "13", subject: group.subject() });
  const policy = { allowCreate: true, dryRun: false, repair: [], ignore: [], approvedFingerprint: null };
  const round = em.create(SyncRound, { subject: group.subject(), system: "discord", epoch: 1, generation: 1, policy });
  em.create(Intent, { key: "voice", subject: group.subject(), round, beganAt: new Date("2026-10-01T12:00:00Z") });
  const told = { group, person: leader, kind: "member_joined" as const, payload: { beganAt: "kept as written" } };
  em.create(Notification, { ...told, key: "a", channel: "discord_channel" });
  em.create(Notification, { ...told, key: "b", channel: "discord_channel", status: "sent" });
  em.create(Notification, { ...told, key: "c", channel: "email" });
  await em.flush();

  const brief = await groupBrief(em, group.id);
  expect(brief).toMatchObject({ groupName: group.name, seats: 6, numberOfMeetings: 5, status: "preview" });
  expect(brief!.members.map(({ name, role }) => [name, role])).toEqual([
    ["Lead", "facilitator"],
    ["nobody", "participant"],
  ]);
  expect(brief!.meetings.map(({ number, startsAt }) => [number, startsAt.toISOString()])).toEqual([
    [1, "2026-10-06T17:00:00.000Z"],
    [2, "2026-10-13T17:00:00.000Z"],
  ]);
  expect(brief!.remembered.map(({ id }) => id)).toEqual(["11", "10"]);
  expect(brief!.pending).toEqual([{ key: "voice", beganAt: new Date("2026-10-01T12:00:00Z") }]);
  expect(brief!.messages.map(({ key, personName, said }) => [key, personName, said])).toEqual([
    ["a", "Lead", { kind: "member_joined", payload: { beganAt: "kept as written" } }],
  ]);
});

test("what a round and its messages need is read by one statement, and whoever has no name is called by their number [Y15, QRY8]", async () => {
  await using database = await testDatabase();
  const em = database.em();
  const group = await aGroup(em);
  const person = await aPerson(em, { name: "", discordUsername: null });
  await aMembership(em, group, { person: person.id });
  let statements = 0;
  const counting = new Proxy(em, {
    get: (target, name) =>
      name === "execute"
        ? (...asked: Parameters<typeof em.execute>) => {
            statements++;
            return target.execute(...asked);
          }
        : Reflect.get(target, name),
  });
  const brief = await groupBrief(counting, group.id);
  expect(brief!.members.map(({ name }) => name)).toEqual([`User ${person.id}`]);
  expect(statements).toBe(1);
});

test("a group that is not there gets no brief [QRY14, QRY10]", async () => {
  await using database = await testDatabase();
  expect(await groupBrief(database.em(), 4_711)).toBeNull();
});
