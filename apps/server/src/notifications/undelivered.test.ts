import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Notification } from "@muster/db/entities/notification";
import { expect, test } from "vitest";
import { aMember, aScene, later } from "../../testing/scene.ts";
import { testHouse } from "../../testing/sync-house.ts";
import { realizeCohort } from "../realization/realize-cohort.ts";
import { deliverDue } from "./deliver-due.ts";
import { folderMailer, type Mailer } from "./email.ts";

const refusing: Mailer = { send: () => Promise.reject(new Error("550 no such mailbox")) };

test("a letter that failed for good is shown with what was answered, and sent once more when somebody asks [EM-4]", async () => {
  await using t = await testHouse();
  const { cohort, group, bot } = await aScene(t, { members: 1 });
  await realizeCohort(t.ctx(), { cohortId: cohort.id });
  await bot.work();
  for (let tries = 0; tries < 8; tries++, later(t, 3_600_000)) await deliverDue(t.ctx(), refusing);
  const organiser = t.as({ personId: (await aMember(t, cohort)).id, isOrganiser: true });
  const failed = await organiser.notifications.undelivered({ cohortId: cohort.id });
  expect(failed).toMatchObject([
    { kind: "group_assigned", channel: "email", group: group.name, error: "550 no such mailbox", attempts: 8 },
  ]);
  const [{ notificationId }] = failed as [(typeof failed)[number]];
  await organiser.notifications.resend({ notificationId });
  expect(await organiser.notifications.undelivered({ cohortId: cohort.id })).toEqual([]);
  const sent: string[] = [];
  await deliverDue(t.ctx(), { send: async ({ key }) => void sent.push(key) });
  expect(sent).toHaveLength(1);
  expect(await t.em().findOne(Notification, { id: notificationId })).toMatchObject({ status: "sent" });
  await expect(organiser.notifications.resend({ notificationId })).rejects.toThrow(
    "There is nothing to send again here.",
  );
});

test("in a rehearsal an organiser reads what would have been mailed, and outside of one nobody does", async () => {
  const mailOutbox = path.join(await mkdtemp(path.join(tmpdir(), "outbox-")), "letters");
  await using t = await testHouse({ mailOutbox, rehearsal: true });
  const organiser = t.as({ personId: 1, isOrganiser: true });
  expect(await organiser.notifications.outbox()).toEqual([]);
  await folderMailer(mailOutbox).send({
    key: "membership:1/group_assigned/email",
    to: "ann@example.org",
    subject: "Your group: Group 1",
    text: "Hello Ann,\n\nyou are in Group 1.",
    html: "<p>Hello Ann</p>",
    unsubscribeUrl: null,
  });
  expect(await organiser.notifications.outbox()).toMatchObject([
    { to: "ann@example.org", subject: "Your group: Group 1", text: "Hello Ann,\n\nyou are in Group 1." },
  ]);
  await using real = await testHouse({ mailOutbox, rehearsal: false });
  await expect(real.as({ personId: 1, isOrganiser: true }).notifications.outbox()).rejects.toThrow(/rehearsal only/);
});
