import { Attendance } from "@muster/db/entities/attendance";
import { Notification } from "@muster/db/entities/notification";
import { Visit } from "@muster/db/entities/visit";
import { recordAnswer } from "@muster/db/queries/record-answer";
import { aCohort, aGroup, aMeeting, aMembership, aSignup } from "@muster/db/testing/builders";
import { describe, expect, test } from "vitest";
import { aMember } from "../../testing/scene.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { aVisitingScene, DAY_MS, itIs, VISITED } from "../../testing/visiting.ts";
import { cancelGroup } from "../groups/cancel.ts";
import { deliverDue } from "../notifications/deliver-due.ts";
import type { Letter } from "../notifications/email.ts";

const before = (days: number, ms = 0) => new Date(VISITED.getTime() - days * DAY_MS + ms);
const after = (days: number, ms = 0) => new Date(VISITED.getTime() + 3_600_000 + days * DAY_MS + ms);

const answers = async (t: TestHouse, personId: number) =>
  (await t.em().find(Attendance, { person: personId }, { orderBy: { kind: "asc" } })).map(
    ({ kind, answer, source }) => `${kind} ${answer} ${source}`,
  );

describe("a guest", () => {
  test("sees the host's rooms from six days before the meeting until three days after it, and at no other time [JS-14, INV-12]", async () => {
    await using t = await testHouse();
    const scene = await aVisitingScene(t);
    await scene.visit();
    await itIs(t, before(6, -1), scene);
    expect(scene.sees()).toEqual([]);
    await itIs(t, before(6), scene);
    expect(scene.sees()).toEqual(["text", "voice"]);
    await itIs(t, after(3, -1), scene);
    expect(scene.sees()).toEqual(["text", "voice"]);
    await itIs(t, after(3), scene);
    expect(scene.sees()).toEqual([]);
  });

  test("is let in late or not at all when nothing ran at the right moment, and never twice [JS-14, TM-1]", async () => {
    await using t = await testHouse();
    const scene = await aVisitingScene(t);
    await scene.visit(2);
    await scene.visit(3);
    await itIs(t, before(0, 60_000), scene);
    expect(scene.sees()).toEqual(["text", "voice"]);
    // The second meeting has begun: that somebody joins is no news any more, as it will be for the third.
    expect((await scene.told()).filter((said) => said.startsWith("guest_coming"))).toEqual([]);
    await itIs(t, after(0), scene);
    await itIs(t, after(1), scene);
    expect((await scene.told()).filter((said) => said.startsWith("guest_coming"))).toHaveLength(1);
    await itIs(t, after(30), scene);
    expect(scene.sees()).toEqual([]);
    const tasks = await t.em().execute<{ generation: string }[]>("select generation from sync_tasks order by id");
    await itIs(t, after(31), scene);
    expect(await t.em().execute("select generation from sync_tasks order by id")).toEqual(tasks);
  });

  test("is told of once in each group: at home at once, at the host's when its rooms open [JS-14]", async () => {
    await using t = await testHouse();
    const scene = await aVisitingScene(t);
    await scene.visit();
    expect(await scene.told()).toEqual(["member_visits discord_channel in Group 1"]);
    for (const hour of [before(6), before(5), before(1)]) await itIs(t, hour, scene);
    expect(await scene.told()).toEqual([
      "member_visits discord_channel in Group 1",
      "guest_coming discord_channel in Group 5",
    ]);
    const [home, host] = await t.em().find(Notification, { kind: { $in: ["member_visits", "guest_coming"] } });
    expect(home!.payload).toEqual({ number: 2, host: "Group 5" });
    expect(host).toMatchObject({ status: "sent", payload: { number: 2, startsAt: VISITED.toISOString() } });
  });

  test("within the window is let in and told of at once, and is no member: no seat, no place in the brief, no letter [JS-14]", async () => {
    await using t = await testHouse();
    const scene = await aVisitingScene(t);
    t.now = before(2);
    await scene.visit();
    await scene.bot.work();
    expect(scene.sees()).toEqual(["text", "voice"]);
    expect(await scene.told()).toHaveLength(2);
    const { host, visitor, bot, cohort } = scene;
    const cards = await t.as({ personId: 1, isOrganiser: true }).groups.list({ cohortId: cohort.id });
    expect(cards.map(({ guests, away }) => [guests, away])).toEqual([
      [[], [{ visitId: 1, name: visitor.name, number: 2, host: "Group 5" }]],
      [[{ visitId: 1, name: visitor.name, number: 2, startsAt: VISITED, from: "Group 1" }], []],
    ]);
    const [mine] = await t.as({ personId: visitor.id }).signups.mine();
    expect(mine!.groups[0]!.away).toHaveLength(1);
    const brief = bot.briefs.findLast(({ subject }) => subject === `group:${host.id}`);
    expect(brief).toMatchObject({ guests: [{ personId: visitor.id, discordId: visitor.discordId }] });
    expect(brief?.about === "group" && brief.members.map(({ personId }) => personId)).not.toContain(visitor.id);
    const [row] = await t.em().execute<{ taken: number }[]>("select taken from groups where id = ?", [host.id]);
    expect(row!.taken).toBe(2);
    expect(await t.em().count(Notification, { person: visitor.id, group: host.id, kind: "member_joined" })).toBe(0);
    expect(await t.em().count(Notification, { person: visitor.id, group: host.id, kind: "group_assigned" })).toBe(0);
  });

  test("keeps their decision whatever a calendar says later, and a guest's answer is none of a member's [L6]", async () => {
    await using t = await testHouse();
    const scene = await aVisitingScene(t);
    await scene.visit();
    const { visitor, group, host, meeting } = scene;
    expect(await answers(t, visitor.id)).toEqual(["guest attending hand", "member not_attending hand"]);
    const read = { personId: visitor.id, answer: "pending", source: "calendar" } as const;
    for (const [of, kind] of [
      [group, "member"],
      [host, "guest"],
    ] as const)
      expect(await recordAnswer(t.em(), { ...read, kind, meetingId: await meeting(of, 2) })).toBe(false);
    await itIs(t, before(2), scene);
    expect(await answers(t, visitor.id)).toEqual(["guest attending hand", "member not_attending hand"]);
    expect(scene.sees()).toEqual(["text", "voice"]);
  });
});

describe("a visit that is taken back", () => {
  test("before the meeting closes the rooms, says so where it was told, and leaves the answer at home as it was [JS-14]", async () => {
    await using t = await testHouse();
    const scene = await aVisitingScene(t);
    const { visitor, group, meeting } = scene;
    await recordAnswer(t.em(), {
      meetingId: await meeting(group, 2),
      personId: visitor.id,
      kind: "member",
      answer: "tentative",
      source: "calendar",
    });
    t.now = before(2);
    const visitId = await scene.visit();
    await scene.bot.work();
    const cancel = () => t.as({ personId: visitor.id }).visits.cancel({ visitId });
    await Promise.all([cancel(), cancel()]);
    await scene.bot.work();
    expect(scene.sees()).toEqual([]);
    expect((await scene.told()).slice(2)).toEqual([
      "guest_not_coming discord_channel in Group 5",
      "visit_off discord_channel in Group 1",
    ]);
    expect(await answers(t, visitor.id)).toEqual(["member tentative calendar"]);
    expect(await scene.visit()).not.toBe(visitId);
  });

  test("before the host has heard of it is told at home alone", async () => {
    await using t = await testHouse();
    const scene = await aVisitingScene(t);
    const visitId = await scene.visit();
    await t.as({ personId: scene.visitor.id }).visits.cancel({ visitId });
    expect(await scene.told()).toEqual([
      "member_visits discord_channel in Group 1",
      "visit_off discord_channel in Group 1",
    ]);
    expect(await answers(t, scene.visitor.id)).toEqual([]);
  });

  test("by a round that let the guest in before anybody was told still closes behind them [INV-12]", async () => {
    await using t = await testHouse();
    const scene = await aVisitingScene(t);
    const visitId = await scene.visit();
    t.now = before(6);
    await t.as({ personId: 1, isOrganiser: true }).sync.syncNow({ groupId: scene.host.id });
    await scene.bot.work();
    expect(scene.sees()).toEqual(["text", "voice"]);
    await t.as({ personId: scene.visitor.id }).visits.cancel({ visitId });
    await scene.bot.work();
    expect(scene.sees()).toEqual([]);
  });

  test("is refused once the meeting has begun, and another's visit does not exist", async () => {
    await using t = await testHouse();
    const scene = await aVisitingScene(t);
    const visitId = await scene.visit();
    await expect(t.as({ personId: scene.people[1]!.id }).visits.cancel({ visitId })).rejects.toThrow(
      "There is no such visit of yours.",
    );
    t.now = VISITED;
    await expect(t.as({ personId: scene.visitor.id }).visits.cancel({ visitId })).rejects.toThrow("has begun");
    expect(await t.em().count(Visit, { endedAt: null })).toBe(1);
  });
});

describe("a visit that the world takes back", () => {
  const endings: [
    string,
    (t: TestHouse, scene: Awaited<ReturnType<typeof aVisitingScene>>) => Promise<unknown>,
    object,
  ][] = [
    [
      "when the host group ends, with a letter",
      (t, { host }) => cancelGroup(t.ctx(), { groupId: host.id }),
      { ending: "host_ended", told: ["visit_off discord_channel in Group 1", "visit_off email in Group 1"] },
    ],
    [
      "when the host meets at another time, with a letter",
      (t, { host }) =>
        t
          .as({ personId: host.id, isOrganiser: true })
          .groups.changeTime({ groupId: host.id, weekday: 4, startMinute: 1_080 }),
      {
        ending: "host_moved",
        told: [
          "guest_not_coming discord_channel in Group 5",
          "visit_off discord_channel in Group 1",
          "visit_off email in Group 1",
        ],
      },
    ],
    [
      "when the visitor leaves their own group",
      (t, { group, visitor }) => t.as({ personId: visitor.id }).groups.leave({ groupId: group.id }),
      { ending: "stay_ended", told: ["guest_not_coming discord_channel in Group 5"] },
    ],
    [
      "when an organiser merges the visitor's group into another, with a letter",
      async (t, { cohort, group }) => {
        const into = await aGroup(t.em(), { cohort, name: "Group 9", weekday: 4, status: "active" });
        await t.as({ personId: 1, isOrganiser: true }).groups.merge({ groupId: group.id, intoGroupId: into.id });
      },
      { ending: "stay_ended", told: ["guest_not_coming discord_channel in Group 5", "visit_off email in Group 1"] },
    ],
    [
      "when the visitor joins the host for good, who then is a member like others",
      (t, { host, visitor }) => t.as({ personId: visitor.id }).groups.join({ groupId: host.id }),
      { ending: "joined_host", told: [], sees: ["text", "voice"] },
    ],
  ];
  test.each(endings)("%s [JS-14]", async (_, deed, expected) => {
    await using t = await testHouse();
    const scene = await aVisitingScene(t);
    t.now = before(2);
    const visitId = await scene.visit();
    await scene.bot.work();
    await deed(t, scene);
    await itIs(t, before(2, 60_000), scene);
    const { ending, told, sees = [] } = expected as { ending: string; told: string[]; sees?: string[] };
    expect(await t.em().findOneOrFail(Visit, visitId)).toMatchObject({ ending });
    expect((await scene.told()).slice(2)).toEqual(told);
    expect(scene.sees()).toEqual(sees);
    expect(await answers(t, scene.visitor.id)).toEqual([]);
  });

  test("tells the visitor by letter, and on their page until the day it was meant for", async () => {
    await using t = await testHouse();
    const scene = await aVisitingScene(t);
    const visitId = await scene.visit();
    await cancelGroup(t.ctx(), { groupId: scene.host.id });
    await itIs(t, before(5), scene);
    const mine = () => t.as({ personId: scene.visitor.id }).visits.mine();
    expect(await mine()).toEqual({
      visits: [],
      lost: [
        { visitId, cohortId: scene.cohort.id, number: 2, host: "Group 5", home: "Group 1", because: "host_ended" },
      ],
    });
    const letters: Letter[] = [];
    await deliverDue(t.ctx(), { send: async (letter) => void letters.push(letter) });
    const letter = letters.find(({ subject }) => subject === "Your visit to Group 5 for meeting 2 is off");
    expect(letter?.text).toMatch(/Group 5 has ended\.\nGroup 1 expects you at its own meeting 2 again\./);
    t.now = VISITED;
    expect((await mine()).lost).toEqual([]);
  });
});

describe("the choice", () => {
  test("is of other groups' meetings of the same number that are not held yet, judged on their own date and seats [JS-2]", async () => {
    await using t = await testHouse();
    const scene = await aVisitingScene(t);
    const { cohort, host, group, visitor, meeting } = scene;
    // Past midnight in London, of another number there: neither can be chosen.
    await aMeeting(t.em(), await aGroup(t.em(), { cohort: (await aCohort(t.em())).id, status: "active" }), {
      number: 2,
    });
    t.now = new Date("2026-10-06T18:30:00Z");
    const { meetings, home } = await t.as({ personId: visitor.id }).visits.options({ cohortId: cohort.id });
    expect(home).toEqual({ groupId: group.id, name: "Group 1" });
    // Its first meeting is over at home, and still ahead at the host's: whoever missed it can make up for it.
    expect(meetings.map(({ number, hosts }) => [number, hosts.map(({ name }) => name)]).slice(0, 3)).toEqual([
      [1, ["Group 5"]],
      [2, ["Group 5"]],
      [3, ["Group 5"]],
    ]);
    expect(meetings[1]!.hosts[0]).toEqual({
      meetingId: await meeting(host, 2),
      groupId: host.id,
      name: "Group 5",
      startsAt: VISITED,
      endsAt: new Date("2026-10-15T18:00:00Z"),
      opensAt: before(6),
      closesAt: after(3),
      seatsLeft: 2,
      facilitator: null,
      fit: "available",
      fitSentence: "All of it within your Available times",
      overlaps: false,
      notBecause: null,
    });
    const atOnce = await aGroup(t.em(), { cohort, name: "Group 6", status: "active" });
    await aMeeting(t.em(), atOnce, { number: 3, startsAt: new Date("2026-10-20T17:30:00Z") });
    const beside = await t.as({ personId: visitor.id }).visits.options({ cohortId: cohort.id });
    expect(beside.meetings[2]!.hosts.map(({ name, fitSentence }) => [name, fitSentence])).toEqual([
      ["Group 5", "All of it within your Available times"],
      ["Group 6", "At the same time as your own meeting"],
    ]);
    await scene.visit();
    const again = await t.as({ personId: visitor.id }).visits.options({ cohortId: cohort.id });
    expect(again.meetings[1]).toMatchObject({ visiting: "Group 5", hosts: [{ seatsLeft: 1 }] });
    expect(again.meetings[1]!.hosts[0]!.notBecause).toMatch(/^You already visit Group 5 for meeting 2/);
    t.now = new Date("2026-10-08T17:00:00Z");
    const later = await t.as({ personId: visitor.id }).visits.options({ cohortId: cohort.id });
    expect(later.meetings.map(({ number }) => number)).not.toContain(1);
  });

  test("that is none is refused in one sentence, and changes nothing [JS-2]", async () => {
    await using t = await testHouse();
    const scene = await aVisitingScene(t, { hostSeats: 2 });
    const { cohort, group, host, visitor, meeting } = scene;
    const open = await aGroup(t.em(), { cohort, name: "Group 6", weekday: 4, status: "active" });
    const [second, third] = [await aMeeting(t.em(), open, { number: 2 }), await aMeeting(t.em(), open, { number: 3 })];
    const foreign = await aGroup(t.em(), { status: "active" });
    const theirs = await aMeeting(t.em(), foreign, { number: 2 });
    const preview = await aMeeting(t.em(), await aGroup(t.em(), { cohort, name: "Group 7" }), { number: 2 });
    const leader = await aMember(t, cohort);
    await aMembership(t.em(), group, { person: leader, role: "facilitator" });
    await t.em().execute("update signups set role = 'facilitator' where person_id = ?", [leader.id]);
    const visit = (homeMeetingId: number, hostMeetingId: number, personId = visitor.id) =>
      t.as({ personId }).visits.visit({ homeMeetingId, hostMeetingId });
    const mine = await meeting(group, 2);
    const refusals: [home: number, host: number, sentence: string, personId?: number][] = [
      [theirs.id, second.id, "That is not a meeting of your group."],
      [mine, theirs.id, "There is no such meeting in your cohort."],
      [mine, await meeting(group, 3), "Group 1 is your own group."],
      [mine, third.id, "That is meeting 3 of Group 6, and you would miss meeting 2."],
      [mine, preview.id, "Group 7 has not begun to meet."],
      [mine, await meeting(host, 2), "Group 5 has no free seat at meeting 2."],
      [mine, second.id, "You lead your own group here.", leader.id],
    ];
    for (const [home, other, sentence, personId] of refusals)
      await expect(visit(home, other, personId)).rejects.toThrow(sentence);
    expect(await t.em().count(Visit)).toBe(0);
    expect(await t.em().count(Attendance)).toBe(0);

    await visit(mine, second.id);
    await expect(visit(mine, second.id)).rejects.toThrow("You already visit Group 6 for meeting 2.");
    t.now = third.startsAt;
    await expect(visit(await meeting(group, 3), third.id)).rejects.toThrow("Meeting 3 of Group 6 has begun already.");
    await t.em().execute("update cohorts set status = 'completed' where id = ?", [cohort.id]);
    await expect(visit(await meeting(group, 4), await meeting(host, 4))).rejects.toThrow("is over");
  });

  test("of the last seat by many at once is one guest's, and a member who joins meanwhile is not kept out [DB-1, JS-14]", async () => {
    await using t = await testHouse();
    const scene = await aVisitingScene(t, { hostSeats: 3 });
    const { cohort, group, host, meeting } = scene;
    const visitors = [scene.visitor.id];
    for (let count = 0; count < 5; count++) visitors.push((await aMember(t, cohort, group)).id);
    const pair = { homeMeetingId: await meeting(group, 2), hostMeetingId: await meeting(host, 2) };
    const answers = await Promise.allSettled(visitors.map((personId) => t.as({ personId }).visits.visit(pair)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const refusals = answers.flatMap((answer) =>
      answer.status === "rejected" ? [(answer.reason as Error).message] : [],
    );
    expect(new Set(refusals)).toEqual(new Set(["Group 5 has no free seat at meeting 2. Choose another group."]));
    const member = await aMember(t, cohort);
    await t.as({ personId: member.id }).groups.join({ groupId: host.id });
  });

  test("is nobody's without a group, and not for who is not signed up", async () => {
    await using t = await testHouse();
    const { cohort } = await aVisitingScene(t);
    const { person } = await aSignup(t.em(), { cohort: cohort.id });
    expect(await t.as({ personId: person.id }).visits.options({ cohortId: cohort.id })).toMatchObject({
      home: null,
      meetings: [],
    });
    const stranger = await aMember(t, await aCohort(t.em()));
    await expect(t.as({ personId: stranger.id }).visits.options({ cohortId: cohort.id })).rejects.toThrow(
      "You are not signed up for this cohort.",
    );
  });
});
