import { AuditEntry } from "@muster/db/entities/audit-entry";
import type { Group } from "@muster/db/entities/group";
import { Membership } from "@muster/db/entities/membership";
import { Notification } from "@muster/db/entities/notification";
import type { Person } from "@muster/db/entities/person";
import { aCohort, aGroup, aMeeting, aMembership, aPerson, aSignup } from "@muster/db/testing/builders";
import { groupSubject } from "@muster/domain/subject";
import { describe, expect, test } from "vitest";
import { untilWaiting } from "../../testing/lock-waits.ts";
import { aMember, aScene, statusOf, taskOf } from "../../testing/scene.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { realizeCohort } from "../realization/realize-cohort.ts";
import { dueNow } from "../sync/due.ts";
import { together } from "../transaction.ts";
import { lockGroups } from "./seats.ts";

const places = (t: TestHouse, personId: number) =>
  t
    .em()
    .execute<{ group_id: number; status: string }[]>(
      "select group_id, status from memberships where person_id = ? order by id",
      [personId],
    );

/** So many at the same moment as the database has connections to give; the next come as soon as one is answered. */
async function atOnce<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<PromiseSettledResult<R>[]> {
  const answers: PromiseSettledResult<R>[] = [];
  const left = [...items];
  const one = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift())
      answers.push(...(await Promise.allSettled([act(item)])));
  };
  await Promise.all(Array.from({ length: 8 }, one));
  return answers;
}

describe("taking a seat", () => {
  test("whoever switches while their own preview is removed has the new seat, and nothing goes wrong [AD-4, JS-6]", async () => {
    await using t = await testHouse();
    const cohort = await aCohort(t.em());
    const [old, next] = [await aGroup(t.em(), { cohort }), await aGroup(t.em(), { cohort })];
    const person = await aMember(t, cohort, old);
    const [held, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const holding = together(t.ctx(), async (tx) => {
      await lockGroups(tx, [old.id]);
      held.resolve();
      await release.promise;
    });
    await held.promise;
    const removing = t.as({ personId: 1, isOrganiser: true }).groups.remove({ groupId: old.id });
    await untilWaiting(t.em(), 1);
    const joining = t.as({ personId: person.id }).groups.join({ groupId: next.id });
    await untilWaiting(t.em(), 2);
    release.resolve();
    await holding;
    await removing;
    expect(await joining).toMatchObject({ groupId: next.id, previousGroupId: null });
    expect(await places(t, person.id)).toEqual([{ group_id: next.id, status: "active" }]);
  });

  test("forty people click on three seats at once: three get one, the others read that it was just filled [DB-1, INV-1, B14, JS-6]", async () => {
    await using t = await testHouse();
    const cohort = await aCohort(t.em());
    const group = await aGroup(t.em(), { cohort, maxSize: 3 });
    const people = [];
    for (let count = 0; count < 40; count++) people.push(await aMember(t, cohort));
    const answers = await atOnce(people, ({ id }) => t.as({ personId: id }).groups.join({ groupId: group.id }));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    const refusals = answers.flatMap((answer) =>
      answer.status === "rejected" ? [(answer.reason as Error).message] : [],
    );
    expect(new Set(refusals)).toEqual(
      new Set([`${group.name} was just filled. Join its waiting list, or choose another group.`]),
    );
    expect(await t.em().count(Membership, { group: group.id, status: "active" })).toBe(3);
  });

  test("random joins, switches and moves by many at once never overfill a group, double a place or end in a deadlock [AD-4, DB-14]", async () => {
    await using t = await testHouse();
    const cohort = await aCohort(t.em());
    const groups: Group[] = [];
    for (let count = 0; count < 4; count++) groups.push(await aGroup(t.em(), { cohort, maxSize: 4 }));
    const people: Person[] = [];
    for (let count = 0; count < 12; count++) people.push(await aMember(t, cohort));
    const clicks = Array.from({ length: 60 }, (_, index) => ({
      person: people[(index * 5) % people.length]!,
      group: groups[(index * 7 + (index >> 2)) % groups.length]!,
    }));
    const answers = await atOnce(clicks, ({ person, group }) =>
      t.as({ personId: person.id }).groups.join({ groupId: group.id }),
    );
    const refusals = answers.flatMap((answer) =>
      answer.status === "rejected" ? [(answer.reason as Error).message] : [],
    );
    expect(refusals.filter((sentence) => !/just filled|already in|at once/.test(sentence))).toEqual([]);
    const taken = await t
      .em()
      .execute<{ taken: number; held: string }[]>(
        "select taken, (select count(*) from memberships m where m.group_id = g.id and m.status = 'active') as held from groups g",
      );
    for (const row of taken) {
      expect(row.taken).toBeLessThanOrEqual(4);
      expect(Number(row.held)).toBe(row.taken);
    }
    const doubled = await t
      .em()
      .execute("select person_id from memberships where status = 'active' group by person_id having count(*) > 1");
    expect(doubled).toEqual([]);
  });

  test("in a group of the same cohort leaves the old one in the same act, and the old one is brought in step first [T13, Y21]", async () => {
    await using t = await testHouse();
    const { cohort, group } = await aScene(t);
    const old = await aGroup(t.em(), { cohort });
    const person = await aMember(t, cohort, old);
    const joined = await t.as({ personId: person.id }).groups.join({ groupId: group.id });
    expect(joined).toMatchObject({ groupId: group.id, previousGroupId: old.id });
    expect(await places(t, person.id)).toEqual([
      { group_id: old.id, status: "left" },
      { group_id: group.id, status: "active" },
    ]);
    const asked = await t
      .em()
      .execute<{ subject: string }[]>("select subject from sync_tasks where system = 'discord' order by id");
    expect(asked.map(({ subject }) => subject)).toEqual([groupSubject(old.id), groupSubject(group.id)]);
  });

  test("without a group before brings one group in step, not two [T13]", async () => {
    await using t = await testHouse();
    const { cohort, group } = await aScene(t);
    const person = await aMember(t, cohort);
    await t.as({ personId: person.id }).groups.join({ groupId: group.id });
    expect((await dueNow(t.em(), t.now)).map(({ subject }) => subject)).toEqual([groupSubject(group.id)]);
  });

  test("in one cohort leaves a place in another cohort alone (5.6)", async () => {
    await using t = await testHouse();
    const { group: one, cohort } = await aScene(t);
    const other = await aScene(t, { cohort: { name: "Other" } });
    const person = await aMember(t, cohort, one);
    await aSignup(t.em(), { person: person.id, cohort: other.cohort.id });
    const joined = await t.as({ personId: person.id }).groups.join({ groupId: other.group.id });
    expect(joined.previousGroupId).toBeNull();
    expect(await places(t, person.id)).toMatchObject([{ status: "active" }, { status: "active" }]);
  });

  test("gives access on Discord with the next round, and takes the old group's [Y23, W1]", async () => {
    await using t = await testHouse();
    const { cohort, group, people, bot } = await aScene(t);
    const second = await aGroup(t.em(), { cohort });
    const other = await aMember(t, cohort, second);
    bot.present.add(other.discordId!);
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.work();
    await t.as({ personId: people[0]!.id }).groups.join({ groupId: second.id });
    await bot.work();
    const seen = [...bot.guild.keys()].filter((key) => key.endsWith(people[0]!.discordId!));
    expect(seen.toSorted()).toEqual([
      `group:${second.id}/access-text/${people[0]!.discordId}`,
      `group:${second.id}/access-voice/${people[0]!.discordId}`,
    ]);
    expect(await statusOf(t, group)).toBe("active");
  });
});

describe("a group cannot be joined", () => {
  const closed = "is over";

  test.each([
    ["of a cohort one did not sign up for", "There is no such group.", async () => {}, { signUp: false }],
    ["that does not exist", "There is no such group.", async () => {}, { groupId: 4_711 }],
    [
      "that is cancelled",
      "has ended",
      async (t: TestHouse) => t.em().execute("update groups set status = 'cancelled'"),
      {},
    ],
    [
      "of a cohort that is over",
      closed,
      async (t: TestHouse) => t.em().execute("update cohorts set status = 'completed'"),
      {},
    ],
    [
      "where the organiser makes the groups",
      "the organiser makes the groups",
      async (t: TestHouse) => t.em().execute("update cohorts set direct_join = false"),
      {},
    ],
    [
      "by a facilitator",
      "Facilitators are placed by the organiser",
      async (t: TestHouse) => t.em().execute("update signups set role = 'facilitator'"),
      {},
    ],
    ["that is full", "was just filled", async (t: TestHouse) => t.em().execute("update groups set max_size = 3"), {}],
  ])("%s", async (_, sentence, prepare, { signUp = true, groupId }: { signUp?: boolean; groupId?: number }) => {
    await using t = await testHouse();
    const { cohort, group } = await aScene(t);
    const person = signUp ? await aMember(t, cohort) : await aPerson(t.em());
    await prepare(t);
    await expect(t.as({ personId: person.id }).groups.join({ groupId: groupId ?? group.id })).rejects.toThrow(sentence);
    expect(await t.em().execute("select 1 from sync_tasks")).toEqual([]);
  });

  test("twice: whoever is in it already reads so", async () => {
    await using t = await testHouse();
    const { group, people } = await aScene(t);
    await expect(t.as({ personId: people[0]!.id }).groups.join({ groupId: group.id })).rejects.toThrow(
      "You are already in Group 1.",
    );
  });

  test("by a newcomer after its first meeting, while somebody who switches may", async () => {
    await using t = await testHouse();
    const { cohort, group } = await aScene(t);
    const other = await aGroup(t.em(), { cohort });
    await aMeeting(t.em(), group, { number: 1 });
    t.now = new Date("2026-10-07T00:00:00Z");
    const [newcomer, switcher] = [await aMember(t, cohort), await aMember(t, cohort, other)];
    await expect(t.as({ personId: newcomer.id }).groups.join({ groupId: group.id })).rejects.toThrow(
      "has already begun",
    );
    await t.as({ personId: switcher.id }).groups.join({ groupId: group.id });
  });
});

describe("the list of groups", () => {
  test("shows every group, the best fit on its real dates first, and says why one cannot be joined [JS-3, JS-5]", async () => {
    await using t = await testHouse();
    const cohort = await aCohort(t.em());
    const tuesday = await aGroup(t.em(), { cohort, name: "Group 1" });
    const morning = await aGroup(t.em(), { cohort, name: "Group 2", startMinute: 480 });
    const full = await aGroup(t.em(), { cohort, name: "Group 3", weekday: 2, maxSize: 1 });
    await aMember(t, cohort, full);
    const person = await aMember(t, cohort);
    await t.em().execute("update people set availability = ?::jsonb, time_zone = 'America/New_York' where id = ?", [
      JSON.stringify({
        available: [
          { start: 1_440 + 780, end: 1_440 + 840 },
          { start: 2_880 + 780, end: 2_880 + 900 },
        ],
        ifNeeded: [{ start: 1_440 + 840, end: 1_440 + 900 }],
      }),
      person.id,
    ]);
    const { groups, current, closedBecause } = await t
      .as({ personId: person.id })
      .groups.joinable({ cohortId: cohort.id });
    expect([current, closedBecause]).toEqual([null, null]);
    expect(groups.map(({ groupId, fit, joinable }) => [groupId, fit, joinable])).toEqual([
      [full.id, "available", false],
      [tuesday.id, "if_needed", true],
      [morning.id, "not_free", true],
    ]);
    // London puts its clock back on 25 October and New York a week later: for one date the meeting is an hour later there.
    expect(groups[1]!.fitSentence).toBe("Needs an If-needed time on 1 of 8 dates");
    expect(groups[0]!.notBecause).toBe("Group 3 is full.");
    expect(groups[2]!.fitSentence).toBe("Not in your times");
    expect(groups[1]!.nextMeetingAt).toEqual(new Date("2026-10-06T17:00:00Z"));
  });

  test("says who may join and until when, and to a facilitator where to turn instead [JS-10]", async () => {
    await using t = await testHouse();
    const { cohort, people } = await aScene(t);
    const seenBy = (personId: number) => t.as({ personId }).groups.joinable({ cohortId: cohort.id });
    const newcomer = await aMember(t, cohort);
    expect((await seenBy(newcomer.id)).rules[0]).toContain("until its first meeting begins");
    expect((await seenBy(people[0]!.id)).rules[0]).toContain("switch as often as you like");
    expect((await seenBy(newcomer.id)).rules[1]).toBe("This stays open until the organiser closes October 2026.");
    await t.em().execute("update signups set role = 'facilitator' where person_id = ?", [newcomer.id]);
    expect(await seenBy(newcomer.id)).toMatchObject({
      rules: [],
      closedBecause: "Facilitators are placed by the organiser. Ask them.",
    });
  });

  test("keeps a group that has begun in sight of a newcomer, with the reason and the day [JS-5]", async () => {
    await using t = await testHouse();
    const { cohort, group } = await aScene(t);
    const meeting = await aMeeting(t.em(), group, { number: 1 });
    t.now = new Date("2026-10-07T00:00:00Z");
    const { groups } = await t.as({ personId: (await aMember(t, cohort)).id }).groups.joinable({ cohortId: cohort.id });
    expect(groups).toMatchObject([{ joinable: false, startedAt: meeting.startsAt }]);
    expect(groups[0]!.notBecause).toContain("has already begun");
  });

  test("of a cohort one did not sign up for is not there", async () => {
    await using t = await testHouse();
    const { cohort } = await aScene(t);
    await expect(
      t.as({ personId: (await aPerson(t.em())).id }).groups.joinable({ cohortId: cohort.id }),
    ).rejects.toThrow("You are not signed up for this cohort.");
  });
});

describe("an organiser's hand", () => {
  test("moves somebody whatever the seats and hours, keeps their role, and says what it means [A2]", async () => {
    await using t = await testHouse();
    const { cohort, group, people } = await aScene(t);
    const night = await aGroup(t.em(), { cohort, name: "Group 2", startMinute: 120, maxSize: 1 });
    await aMembership(t.em(), night, { person: (await aMember(t, cohort)).id });
    const membership = await t.em().findOneOrFail(Membership, { person: people[0]!.id });
    const organiser = t.as({ personId: people[1]!.id, name: "Maya", isOrganiser: true });
    const { warnings, membershipId } = await organiser.groups.moveMember({
      membershipId: membership.id,
      toGroupId: night.id,
    });
    expect(warnings).toEqual([expect.stringContaining("not in your times"), "Group 2 now has more people than seats."]);
    expect(await t.em().findOneOrFail(Membership, membershipId)).toMatchObject({
      role: "participant",
      status: "active",
    });
    expect((await t.em().find(AuditEntry, {})).map(({ action, actor }) => [action, actor])).toEqual([
      ["groups.moveMember", "Maya"],
    ]);
    expect(group.id).not.toBe(night.id);
  });

  test("cannot move somebody into another cohort's group", async () => {
    await using t = await testHouse();
    const { people } = await aScene(t);
    const other = await aScene(t, { cohort: { name: "Other" } });
    const membership = await t.em().findOneOrFail(Membership, { person: people[0]!.id });
    const organiser = t.as({ personId: people[1]!.id, isOrganiser: true });
    await expect(
      organiser.groups.moveMember({ membershipId: membership.id, toGroupId: other.group.id }),
    ).rejects.toThrow("no such group in this cohort");
  });

  test("removes a preview and frees its people, but nothing that is being created", async () => {
    await using t = await testHouse();
    const { cohort, group, people } = await aScene(t);
    const second = await aGroup(t.em(), { cohort });
    const organiser = t.as({ personId: people[1]!.id, isOrganiser: true });
    await organiser.groups.remove({ groupId: second.id });
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await expect(organiser.groups.remove({ groupId: group.id })).rejects.toThrow(
      "on its way there. Cancel it instead.",
    );
  });

  test("renames a group once among the living", async () => {
    await using t = await testHouse();
    const { cohort, group, people } = await aScene(t);
    const second = await aGroup(t.em(), { cohort, name: "Group 2" });
    const organiser = t.as({ personId: people[1]!.id, isOrganiser: true });
    await organiser.groups.rename({ groupId: second.id, name: "Night owls" });
    await expect(organiser.groups.rename({ groupId: group.id, name: "Night owls" })).rejects.toThrow(
      "There is already a group called Night owls",
    );
    expect(await taskOf(t, groupSubject(second.id))).toMatchObject({ state: "due" });
  });

  test("takes somebody out of an active group: their access ends and the channel hears it once", async () => {
    await using t = await testHouse();
    const { cohort, people, bot } = await aScene(t);
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    await bot.work();
    const membership = await t.em().findOneOrFail(Membership, { person: people[0]!.id });
    const organiser = t.as({ personId: people[1]!.id, isOrganiser: true });
    await organiser.groups.removeMember({ membershipId: membership.id, reason: "asked to" });
    await bot.work();
    expect([...bot.guild.keys()].filter((key) => key.endsWith(people[0]!.discordId!))).toEqual([]);
    expect(await t.em().find(Notification, { kind: "member_left" })).toMatchObject([
      { channel: "discord_channel", status: "sent" },
    ]);
  });
});
