import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Notification } from "@muster/db/entities/notification";
import { groupSubject } from "@muster/domain/subject";
import { describe, expect, test } from "vitest";
import { aMember, aScene, later, statusOf, type Scene } from "../../testing/scene.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { realizeCohort } from "../realization/realize-cohort.ts";
import { guildMemberChanged } from "../sync/guild-member-changed.ts";
import { requestSync } from "../sync/request-sync.ts";
import { together } from "../transaction.ts";
import { deliverDue } from "./deliver-due.ts";
import { folderMailer, type Letter, type Mailer } from "./email.ts";
import type { MailFacts } from "./letter-form.ts";
import { mailOf } from "./messages.ts";
import { tell } from "./tell.ts";

async function realized(t: TestHouse, cast: Parameters<typeof aScene>[1] = {}): Promise<Scene> {
  const scene = await aScene(t, cast);
  await realizeCohort(t.ctx(), { cohortId: scene.cohort.id });
  await scene.bot.work();
  return scene;
}

const told = async (t: TestHouse) =>
  (await t.em().find(Notification, {}, { orderBy: { id: "asc" } })).map(({ kind, channel, person, status }) => [
    kind,
    channel,
    person?.id,
    status,
  ]);

describe("being told of one's group", () => {
  test("at promotion every active member hears of it, the absent ones too [C25, Y18]", async () => {
    await using t = await testHouse();
    const { group, people } = await realized(t, { members: 3, present: 1 });
    expect(await statusOf(t, group)).toBe("active");
    expect(await told(t)).toEqual(people.map(({ id }) => ["group_assigned", "email", id, "due"]));
  });

  test("whoever has no address is reached by the welcome, which mentions everybody (round: 8)", async () => {
    await using t = await testHouse();
    const scene = await aScene(t, { members: 2 });
    await t.em().execute("update people set email = null where id = ?", [scene.people[0]!.id]);
    await realizeCohort(t.ctx(), { cohortId: scene.cohort.id });
    await scene.bot.work();
    expect(await told(t)).toEqual([
      ["group_assigned", "discord_channel", scene.people[0]!.id, "sent"],
      ["group_assigned", "email", scene.people[1]!.id, "due"],
    ]);
  });

  test("whoever comes later is told once, and the channel once, however many rounds follow [C10, C26, Y17, INV-4]", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await realized(t);
    const late = await aMember(t, cohort);
    bot.present.add(late.discordId!);
    await t.as({ personId: late.id }).groups.join({ groupId: group.id });
    await bot.work();
    for (let round = 0; round < 3; round++) {
      await together(t.ctx(), (tx) =>
        requestSync(tx, groupSubject(group.id), { systems: ["discord"], allowCreate: false }),
      );
      await bot.work();
    }
    const joined = (await told(t)).filter(([kind]) => kind === "member_joined");
    expect(joined).toEqual([
      ["member_joined", "email", late.id, "due"],
      ["member_joined", "discord_channel", late.id, "sent"],
    ]);
    expect(bot.calls.filter((call) => call.includes("message"))).toHaveLength(1);
  });

  test("whoever comes back is told again, because it is a new stay [C26, NO-5]", async () => {
    await using t = await testHouse();
    const { group, bot, people } = await realized(t);
    const caller = t.as({ personId: people[0]!.id });
    await caller.groups.leave({ groupId: group.id });
    await bot.work();
    await caller.groups.join({ groupId: group.id });
    await bot.work();
    const theirs = (await told(t))
      .filter(([, , person]) => person === people[0]!.id)
      .map(([kind, channel]) => [kind, channel]);
    expect(theirs).toEqual([
      ["group_assigned", "email"],
      ["member_left", "discord_channel"],
      ["member_joined", "email"],
      ["member_joined", "discord_channel"],
    ]);
  });

  test("a member told at promotion while absent is not told again when they come to the server [QRY13, D13]", async () => {
    await using t = await testHouse();
    const { bot, people } = await realized(t, { members: 2, present: 1 });
    const absent = people[1]!;
    bot.present.add(absent.discordId!);
    await guildMemberChanged(t.ctx(), { discordId: absent.discordId!, change: "joined" });
    await bot.work();
    expect((await told(t)).filter(([kind]) => kind === "member_joined")).toEqual([]);
    expect([...bot.guild.keys()].some((key) => key.endsWith(absent.discordId!))).toBe(true);
  });

  test("a crash between giving access and telling loses nobody [NO-4]", async () => {
    await using t = await testHouse();
    const { cohort, group, bot } = await realized(t);
    const late = await aMember(t, cohort, group);
    bot.present.add(late.discordId!);
    await together(t.ctx(), (tx) =>
      requestSync(tx, groupSubject(group.id), { systems: ["discord"], allowCreate: false }),
    );
    bot.beforeSettle = () => Promise.reject(new Error("killed"));
    await expect(bot.work()).rejects.toThrow("killed");
    bot.beforeSettle = async () => {};
    await bot.restart();
    await bot.work();
    // This round granted nothing: it found the access standing.
    expect((await told(t)).filter(([kind]) => kind === "member_joined")).toHaveLength(2);
  });

  test("two who notice the same thing at the same moment tell it once [B12]", async () => {
    await using t = await testHouse();
    const { group, people } = await aScene(t, { members: 1 });
    const [membership] = await t.em().execute<{ id: number }[]>("select id from memberships");
    const stay = { membershipId: membership!.id, personId: people[0]!.id, groupId: group.id, hasEmail: true };
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        together(t.ctx(), (tx) => tell(tx, stay, { kind: "group_assigned", channels: ["email"] })),
      ),
    );
    expect(answers.filter((fresh) => fresh.length > 0)).toHaveLength(1);
    expect(await told(t)).toHaveLength(1);
  });

  test("what happens to a stay twice is told once each time, a letter not before its moment", async () => {
    await using t = await testHouse();
    const { group, people } = await aScene(t, { members: 1 });
    const [membership] = await t.em().execute<{ id: number }[]>("select id from memberships");
    const stay = { membershipId: membership!.id, personId: people[0]!.id, groupId: group.id, hasEmail: true };
    const notBefore = new Date(t.ctx().clock().getTime() + 60_000);
    for (const occasion of ["version-2", "version-3", "version-3"])
      await together(t.ctx(), (tx) =>
        tell(tx, stay, { kind: "member_left", channels: ["email"], occasion, notBefore }),
      );
    expect(await told(t)).toHaveLength(2);
    const { letters, mailer } = collecting();
    expect(await deliverDue(t.ctx(), mailer)).toEqual({ sent: 0, failed: 0, skipped: 0 });
    expect(letters).toEqual([]);
  });

  test("in a transaction that fails tells nobody", async () => {
    await using t = await testHouse();
    const { group, people } = await aScene(t, { members: 1 });
    const [membership] = await t.em().execute<{ id: number }[]>("select id from memberships");
    const failing = together(t.ctx(), async (tx) => {
      await tell(
        tx,
        { membershipId: membership!.id, personId: people[0]!.id, groupId: group.id, hasEmail: true },
        { kind: "group_assigned", channels: ["email"] },
      );
      throw new Error("undone");
    });
    await expect(failing).rejects.toThrow("undone");
    expect(await told(t)).toEqual([]);
    expect(await t.em().execute("select 1 from pgboss.job where name = 'deliver-mail'")).toEqual([]);
  });
});

/** A mailer that keeps what it is given, or refuses. */
function collecting(refuse: (letter: Letter) => boolean = () => false) {
  const letters: Letter[] = [];
  const mailer: Mailer = {
    async send(letter) {
      if (refuse(letter)) throw new Error("550 mailbox unavailable");
      letters.push(letter);
    },
  };
  return { letters, mailer };
}

describe("delivery", () => {
  test("of one letter fails and the others go out; it is tried again later [EM-4, Y19]", async () => {
    await using t = await testHouse();
    const { people } = await realized(t);
    const bad = `person-${people[1]!.id}@example.org`;
    const { letters, mailer } = collecting(({ to }) => to === bad);
    expect(await deliverDue(t.ctx(), mailer)).toEqual({ sent: 2, failed: 1, skipped: 0 });
    expect(await deliverDue(t.ctx(), mailer)).toEqual({ sent: 0, failed: 0, skipped: 0 });
    later(t);
    const again = collecting();
    expect(await deliverDue(t.ctx(), again.mailer)).toEqual({ sent: 1, failed: 0, skipped: 0 });
    expect([...letters, ...again.letters].map(({ to }) => to).toSorted((a, b) => a.localeCompare(b))).toEqual(
      people.map(({ id }) => `person-${id}@example.org`),
    );
  });

  test("that cannot be written for one reader reaches the others, and says why not him [NO-7]", async () => {
    await using t = await testHouse();
    const { people } = await realized(t);
    await t.em().execute("update people set time_zone = 'Mars/Olympus' where id = ?", [people[0]!.id]);
    const { letters, mailer } = collecting();
    expect(await deliverDue(t.ctx(), mailer)).toMatchObject({ failed: 1, sent: people.length - 1 });
    expect(letters).toHaveLength(people.length - 1);
    const [note] = await t.em().execute<{ error: string }[]>("select error from notifications where error is not null");
    expect(note!.error).toContain("Mars/Olympus");
  });

  test("by two servers at once sends each letter once", async () => {
    await using t = await testHouse();
    await realized(t);
    const { letters, mailer } = collecting();
    await Promise.all([deliverDue(t.ctx(), mailer), deliverDue(t.ctx(), mailer), deliverDue(t.ctx(), mailer)]);
    expect(letters).toHaveLength(3);
    expect(new Set(letters.map(({ key }) => key)).size).toBe(3);
  });

  test("after a crash between sending and marking hands the mailer the same key again [NO-1]", async () => {
    await using t = await testHouse();
    const { people } = await realized(t, { members: 1 });
    const folder = await mkdtemp(path.join(tmpdir(), "muster-outbox-"));
    const mailer = folderMailer(folder);
    await deliverDue(t.ctx(), mailer);
    await t.em().execute("update notifications set status = 'claimed', sent_at = null, next_at = ?", [t.now]);
    expect(await deliverDue(t.ctx(), mailer)).toMatchObject({ sent: 1 });
    const files = await readdir(folder);
    expect(files).toHaveLength(1);
    expect(await readFile(path.join(folder, files[0]!), "utf8")).toContain(`To: person-${people[0]!.id}@example.org`);
    await rm(folder, { recursive: true });
  });

  test("to somebody who left meanwhile is skipped [NO-9]", async () => {
    await using t = await testHouse();
    const { group, people } = await realized(t);
    await t.as({ personId: people[0]!.id }).groups.leave({ groupId: group.id });
    const { letters, mailer } = collecting();
    expect(await deliverDue(t.ctx(), mailer)).toEqual({ sent: 2, failed: 0, skipped: 1 });
    expect(letters.map(({ to }) => to)).not.toContain(`person-${people[0]!.id}@example.org`);
  });

  test("writes the next meeting in the reader's own zone, with its name", async () => {
    await using t = await testHouse();
    const scene = await aScene(t, { members: 1 });
    await t.em().execute("update people set time_zone = 'Asia/Kathmandu' where id = ?", [scene.people[0]!.id]);
    await realizeCohort(t.ctx(), { cohortId: scene.cohort.id, reason: "they stay up" });
    await scene.bot.work();
    const { letters, mailer } = collecting();
    await deliverDue(t.ctx(), mailer);
    expect(letters[0]!.subject).toMatch(/^Your group: Group 1 – Tuesday,?( at)? 22:45 \(Kathmandu\)$/);
    expect(letters[0]!.text).toMatch(/Tuesday,? 6 October 2026( at|,) 22:45, Kathmandu time \(Tue,? 17:00 UTC\)/);
  });
});

describe("a letter", () => {
  const facts: MailFacts = {
    kind: "group_assigned",
    payload: {},
    name: `Eve <script>alert("1")</script>`,
    timeZone: "Europe/Berlin",
    groupName: `Group "1" & co\r\nBcc: everybody@example.org`,
    courseTitle: "AI Safety",
    cohortName: "October 2026",
    numberOfMeetings: 8,
    slot: { weekday: 1, startMinute: 1_080, lengthMinutes: 60, timeZone: "Europe/London" },
    nextMeeting: new Date("2026-10-06T17:00:00Z"),
    facilitator: "Kim",
    fellows: ["Lee", "Noor"],
    channelUrl: null,
    mustJoinServer: true,
    inviteUrl: "https://discord.gg/muster",
    hasDiscord: true,
    homeUrl: "http://127.0.0.1:4400/",
  };

  test("carries other people's words as words, in its body and in its header", () => {
    const mail = mailOf(facts)!;
    expect(mail.html).not.toContain("<script>");
    expect(mail.html).toContain("&#60;script&#62;");
    expect(mail.subject).not.toMatch(/[\r\n]/);
    expect(mail.text).toContain("Join the Discord server with this invitation: https://discord.gg/muster");
    expect(mailOf({ ...facts, inviteUrl: null })!.text).toContain("ask your organiser for the invitation");
    expect(mail.text).toContain("Kim leads it.");
  });

  test("says the same in its text as in its page", () => {
    const mail = mailOf({ ...facts, name: "Eve", groupName: "Group 1" })!;
    const words = mail.html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
    const lines = mail.text.split("\n").slice(2, -4).filter(Boolean);
    expect(lines.filter((line) => !words.includes(line))).toEqual([]);
  });

  test("is not written for member_left, which the channel hears", () => {
    expect(mailOf({ ...facts, payload: {}, kind: "member_left" })).toBeNull();
  });

  test("about another time says old and new on the reader's own clock, who changed it and what to do [EM-1, EM-7, TZ-1]", () => {
    const from = { weekday: 3, startMinute: 1_140, lengthMinutes: 60, timeZone: "Europe/London" };
    const changed = { ...facts, groupName: "Group 1", timeZone: "Asia/Kathmandu" };
    const mail = mailOf({ ...changed, kind: "group_changed", payload: { from, by: "Kim" } })!;
    expect(mail.subject).toMatch(/^Group 1 meets at another time – Tuesday,?( at)? 22:45 \(Kathmandu\)$/);
    expect(mail.text).toMatch(
      /Before: Thursday,?( at)? 23:45 \(Kathmandu\)\. Now: Tuesday,?( at)? 22:45 \(Kathmandu\)\./,
    );
    expect(mail.text).toContain("Changed by Kim.");
    expect(mailOf({ ...changed, kind: "group_changed", payload: { from: facts.slot, by: "Kim" } })).toBeNull();
  });
});
