import type { Cohort } from "@muster/db/entities/cohort";
import type { Group } from "@muster/db/entities/group";
import { Membership } from "@muster/db/entities/membership";
import { Notification } from "@muster/db/entities/notification";
import type { Person } from "@muster/db/entities/person";
import { aCohort, aGroup, aMeeting } from "@muster/db/testing/builders";
import { groupSubject } from "@muster/domain/subject";
import { describe, expect, test } from "vitest";
import { aMember, later } from "../../testing/scene.ts";
import { ScriptedBot } from "../../testing/scripted-bot.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { tendLines } from "./tend-lines.ts";

const HOUR = 3_600_000;

interface Line {
  cohort: Cohort;
  group: Group;
  /** Who has the seats. */
  seated: Person[];
  /** In line, the first first. */
  waiting: Person[];
}

/** A group whose every seat is taken, and people in line for it. */
async function aLine(t: TestHouse, { seats = 1, waiting: count = 2 } = {}): Promise<Line> {
  const cohort = await aCohort(t.em());
  const group = await aGroup(t.em(), { cohort, name: "Group 1", maxSize: seats });
  const seated: Person[] = [];
  for (let seat = 0; seat < seats; seat++) seated.push(await aMember(t, cohort, group));
  const waiting: Person[] = [];
  for (let place = 0; place < count; place++) {
    const person = await aMember(t, cohort);
    await waitFor(t, person, group);
    waiting.push(person);
  }
  return { cohort, group, seated, waiting };
}

const as = (t: TestHouse, { id }: { id: number }) => t.as({ personId: id });
const waitFor = (t: TestHouse, person: Person, group: Group) => as(t, person).waiting.join({ groupId: group.id });
const leave = (t: TestHouse, person: Person, group: Group) => as(t, person).groups.leave({ groupId: group.id });

/** Each person's wait for this group by the rows themselves, in the order in which they asked. */
const waits = async (t: TestHouse, group: { id: number }) => {
  const rows = await t
    .em()
    .execute<{ id: number; person_id: number; state: string }[]>(
      "select id, person_id, state from waits where group_id = ? order by asked_at, id",
      [group.id],
    );
  return rows;
};
const states = async (t: TestHouse, group: { id: number }) => (await waits(t, group)).map(({ state }) => state);
const waitOf = async (t: TestHouse, person: Person, group: Group) =>
  (await waits(t, group)).findLast(({ person_id }) => person_id === person.id)!.id;

/** What INV-1 says, counted by an eye that is not the triggers: people and kept seats never exceed the seats. */
async function expectSeatsKept(t: TestHouse): Promise<void> {
  const rows = await t.em().execute<Record<"name" | "seats" | "taken" | "offered" | "people" | "offers", never>[]>(
    `select g.name, coalesce(g.max_size, c.max_size) as seats, g.taken, g.offered,
            (select count(*)::int from memberships m where m.group_id = g.id and m.status = 'active') as people,
            (select count(*)::int from waits w where w.group_id = g.id and w.state = 'offered') as offers
     from groups g join cohorts c on c.id = g.cohort_id`,
  );
  for (const { seats, taken, offered, people, offers } of rows) {
    expect([taken, offered]).toEqual([people, offers]);
    expect(people + offers).toBeLessThanOrEqual(seats);
  }
}

describe("the waiting list of a full group", () => {
  test("is stood in once however often one clicks, and says how many are ahead [JS-11, BR-1]", async () => {
    await using t = await testHouse();
    const { cohort, group, waiting } = await aLine(t);
    const last = await aMember(t, cohort);
    expect(await waitFor(t, last, group)).toMatchObject({ ahead: 2 });
    expect(await waitFor(t, last, group)).toMatchObject({ ahead: 2 });
    const line = async (person: Person) =>
      (await as(t, person).groups.joinable({ cohortId: cohort.id })).groups[0]!.line;
    expect(await line(waiting[0]!)).toMatchObject({ ahead: 0, mine: { state: "waiting" } });
    expect(await line(last)).toMatchObject({ ahead: 2 });
    expect(await line(await aMember(t, cohort))).toEqual({ ahead: 3, mine: null });
    const organiser = t.as({ personId: last.id, isOrganiser: true });
    expect(await organiser.groups.list({ cohortId: cohort.id })).toMatchObject([{ waiting: 3, offered: 0 }]);
  });

  test.each([
    ["of a group with a free seat", "has a free seat", "update groups set max_size = 4"],
    ["of a group that has ended", "has ended", "update groups set status = 'cancelled'"],
    ["of a cohort that is over", "is over", "update cohorts set status = 'completed'"],
    ["where the organiser makes the groups", "makes the groups", "update cohorts set direct_join = false"],
    ["by somebody who paused", "Come back first", "update signups set paused_at = now()"],
  ])("is not joined %s", async (_, sentence, change) => {
    await using t = await testHouse();
    const { cohort, group } = await aLine(t, { waiting: 0 });
    const person = await aMember(t, cohort);
    await t.em().execute(change);
    await expect(waitFor(t, person, group)).rejects.toThrow(sentence);
    expect(await states(t, group)).toEqual([]);
  });
});

describe("a seat that becomes free", () => {
  test("is kept for the first in line, and nobody else can take it [JS-11, INV-1]", async () => {
    await using t = await testHouse();
    const { cohort, group, seated, waiting } = await aLine(t);
    await leave(t, seated[0]!, group);
    expect(await states(t, group)).toEqual(["offered", "waiting"]);
    for (const other of [waiting[1]!, await aMember(t, cohort)])
      await expect(as(t, other).groups.join({ groupId: group.id })).rejects.toThrow("was just filled");
    await expectSeatsKept(t);
    const [offer] = await as(t, waiting[0]!).waiting.mine();
    expect(offer).toMatchObject({
      name: "Group 1",
      ahead: 0,
      over: null,
      offerUntil: new Date(t.now.getTime() + 24 * HOUR),
    });
  });

  test.each<[string, (t: TestHouse, line: Line) => Promise<unknown>]>([
    [
      "a switch",
      async (t, { cohort, seated }) => {
        const other = await aGroup(t.em(), { cohort });
        return as(t, seated[0]!).groups.join({ groupId: other.id });
      },
    ],
    [
      "an organiser's move",
      async (t, { cohort, seated }) => {
        const toGroupId = (await aGroup(t.em(), { cohort })).id;
        return t
          .as({ personId: 1, isOrganiser: true })
          .groups.moveMember({ membershipId: await stayOf(t, seated[0]!), toGroupId });
      },
    ],
    [
      "a removal",
      async (t, { seated }) =>
        t.as({ personId: 1, isOrganiser: true }).groups.removeMember({ membershipId: await stayOf(t, seated[0]!) }),
    ],
    ["a pause", async (t, { cohort, seated }) => as(t, seated[0]!).signups.pause({ cohortId: cohort.id })],
    [
      "a facilitator who leads no longer",
      async (t, { group, seated }) => {
        await t.em().execute("update memberships set role = 'facilitator' where person_id = ?", [seated[0]!.id]);
        return t.as({ personId: 1, isOrganiser: true }).groups.setFacilitator({ groupId: group.id, personId: null });
      },
    ],
    ["a raised limit", async (t) => t.em().execute("update groups set max_size = max_size + 1")],
  ])("by %s is offered", async (_, free) => {
    await using t = await testHouse();
    const line = await aLine(t);
    await free(t, line);
    await tendLines(t.ctx());
    expect(await states(t, line.group)).toEqual(["offered", "waiting"]);
    await expectSeatsKept(t);
  });

  test("that two people swap is offered to nobody: both groups stay as full as they were [INV-1]", async () => {
    await using t = await testHouse();
    const { cohort, group, seated } = await aLine(t);
    const other = await aGroup(t.em(), { cohort, maxSize: 1 });
    const second = await aMember(t, cohort, other);
    const desk = t.as({ personId: 1, isOrganiser: true });
    await desk.groups.swap({ one: await stayOf(t, seated[0]!), other: await stayOf(t, second) });
    expect(await states(t, group)).toEqual(["waiting", "waiting"]);
    await expectSeatsKept(t);
  });

  test("by an undone join is offered, and the way back into a seat that is offered is closed with the reason [JS-8]", async () => {
    await using t = await testHouse();
    const { cohort, group, seated, waiting } = await aLine(t, { waiting: 0 });
    const { moveId } = await leave(t, seated[0]!, group);
    const next = await aMember(t, cohort);
    const joined = await as(t, next).groups.join({ groupId: group.id });
    await waitFor(t, seated[0]!, group);
    await as(t, next).groups.undoMove({ moveId: joined.moveId });
    expect(await states(t, group)).toEqual(["offered"]);
    await expect(as(t, seated[0]!).groups.undoMove({ moveId })).rejects.toThrow("offered to the first");
    expect(waiting).toEqual([]);
  });

  test("passes over whoever has paused and over newcomers once the group has begun", async () => {
    await using t = await testHouse();
    const { cohort, group, seated, waiting } = await aLine(t, { waiting: 3 });
    const other = await aGroup(t.em(), { cohort });
    await as(t, waiting[2]!).groups.join({ groupId: other.id });
    await t.em().execute("update signups set paused_at = now() where person_id = ?", [waiting[0]!.id]);
    await aMeeting(t.em(), group, { number: 1 });
    t.now = new Date("2026-10-07T00:00:00Z");
    await leave(t, seated[0]!, group);
    expect(await states(t, group)).toEqual(["waiting", "waiting", "offered"]);
    await tendLines(t.ctx());
    expect(await states(t, group)).toEqual(["ended", "ended", "offered"]);
    expect((await as(t, waiting[1]!).waiting.mine())[0]!.over!.sentence).toBe(
      "The waiting list of Group 1 is closed. Group 1 has begun, and takes in nobody new.",
    );
  });

  test("is kept for a newcomer no longer than until the group begins", async () => {
    await using t = await testHouse();
    const { group, seated, waiting } = await aLine(t);
    const { startsAt } = await aMeeting(t.em(), group, { number: 1 });
    t.now = new Date(startsAt.getTime() - HOUR);
    await leave(t, seated[0]!, group);
    expect((await as(t, waiting[0]!).waiting.mine())[0]!.offerUntil).toEqual(startsAt);
  });
});

const stayOf = async (t: TestHouse, { id }: Person): Promise<number> =>
  (await t.em().findOneOrFail(Membership, { person: id, status: "active" })).id;

describe("an offer", () => {
  test("accepted is a switch: the old group first, the other lists left, and undone all is as before [JS-11, Y21, JS-8]", async () => {
    await using t = await testHouse();
    const { cohort, group, seated, waiting } = await aLine(t);
    const [first] = waiting;
    const home = await aGroup(t.em(), { cohort, name: "Home" });
    const wanted = await aGroup(t.em(), { cohort, name: "Other", maxSize: 1 });
    const holder = await aMember(t, cohort, wanted);
    await as(t, first!).groups.join({ groupId: home.id });
    await waitFor(t, first!, wanted);
    const after = await aMember(t, cohort);
    await waitFor(t, after, wanted);
    await leave(t, seated[0]!, group);
    await t.em().execute("delete from sync_tasks");
    const me = as(t, first!);
    const waitId = await waitOf(t, first!, group);
    const joined = await me.waiting.accept({ waitId });
    expect(joined).toMatchObject({ groupId: group.id, previousGroupId: home.id });
    expect(await me.waiting.accept({ waitId })).toMatchObject({ groupId: group.id, moveId: joined.moveId });
    expect([await states(t, group), await states(t, wanted)]).toEqual([
      ["accepted", "waiting"],
      ["left", "waiting"],
    ]);
    const asked = await t
      .em()
      .execute<{ subject: string }[]>("select subject from sync_tasks where system = 'discord' order by id");
    expect(asked.map(({ subject }) => subject)).toEqual([home, group].map(({ id }) => groupSubject(id)));
    await me.groups.undoMove({ moveId: joined.moveId });
    expect([await states(t, group), await states(t, wanted)]).toEqual([
      ["accepted", "offered"],
      ["waiting", "waiting"],
    ]);
    await leave(t, holder, wanted);
    expect(await states(t, wanted)).toEqual(["offered", "waiting"]);
    await expectSeatsKept(t);
  });

  test("is told by mail, and by direct message to who asked for that, with the way to answer it [JS-11, EM-4]", async () => {
    await using t = await testHouse();
    const { group, seated, waiting } = await aLine(t);
    const bot = new ScriptedBot(t);
    bot.present.add(waiting[0]!.discordId!);
    await as(t, waiting[0]!).notifications.choose({ topic: "seats", channel: "discord_dm", wanted: true });
    await leave(t, seated[0]!, group);
    await bot.work();
    const told = await t.em().find(Notification, { kind: "seat_offered" }, { orderBy: { id: "asc" } });
    expect(told.map(({ channel, status }) => [channel, status])).toEqual([
      ["email", "due"],
      ["discord_dm", "sent"],
    ]);
    expect(bot.letters.map(({ to }) => to)).toEqual([waiting[0]!.discordId]);
    expect(bot.letters[0]!.letter.link.url).toMatch(/\/offer\/[\w.-]{50,}$/);
  });

  test("nobody answers goes to the next, once, whoever looks and however late; the first may join again at the end [JS-11]", async () => {
    await using t = await testHouse();
    const { group, seated, waiting } = await aLine(t, { waiting: 2 });
    await leave(t, seated[0]!, group);
    const waitId = await waitOf(t, waiting[0]!, group);
    later(t, 24 * HOUR);
    await expect(as(t, waiting[0]!).waiting.accept({ waitId })).rejects.toThrow("has passed");
    later(t, 50 * HOUR);
    await Promise.all([tendLines(t.ctx()), tendLines(t.ctx()), tendLines(t.ctx())]);
    expect(await states(t, group)).toEqual(["expired", "offered"]);
    expect((await as(t, waiting[0]!).waiting.mine())[0]!.over!.sentence).toContain("went to the next in line");
    expect(await t.em().execute("select 1 from notifications where kind = 'seat_offered'")).toHaveLength(2);
    await waitFor(t, waiting[0]!, group);
    expect(await states(t, group)).toEqual(["expired", "offered", "waiting"]);
    await expectSeatsKept(t);
  });

  test("declined goes to the next; the other lists are kept or left as one says, and for a while one can come back [JS-11]", async () => {
    await using t = await testHouse();
    const { cohort, group, seated, waiting } = await aLine(t);
    const [me] = waiting;
    const other = await aGroup(t.em(), { cohort, name: "Other", maxSize: 1 });
    await aMember(t, cohort, other);
    await waitFor(t, me!, other);
    await leave(t, seated[0]!, group);
    const waitId = await waitOf(t, me!, group);
    expect(await as(t, me!).waiting.leave({ waitId })).toEqual({ waitId, keptOthers: 1 });
    expect(await states(t, group)).toEqual(["declined", "offered"]);
    await as(t, me!).waiting.returnTo({ waitId });
    expect(await states(t, group)).toEqual(["waiting", "offered"]);
    expect(await as(t, me!).waiting.leave({ waitId, keepOthers: false })).toEqual({ waitId, keptOthers: 0 });
    expect(await states(t, other)).toEqual(["left"]);
    later(t, HOUR);
    await expect(as(t, me!).waiting.returnTo({ waitId })).rejects.toThrow("undone for 15 minutes");
  });

  test("ends with a sentence when its group or its cohort ends", async () => {
    await using t = await testHouse();
    const { cohort, group, seated, waiting } = await aLine(t);
    await leave(t, seated[0]!, group);
    const waitId = await waitOf(t, waiting[0]!, group);
    await t.as({ personId: seated[0]!.id, isOrganiser: true }).cohorts.close({ cohortId: cohort.id, as: "cancelled" });
    expect(await states(t, group)).toEqual(["ended", "ended"]);
    await expect(as(t, waiting[0]!).waiting.accept({ waitId })).rejects.toThrow("Group 1 has ended.");
  });

  test("and place of somebody else does not exist", async () => {
    await using t = await testHouse();
    const { group, seated, waiting } = await aLine(t);
    await leave(t, seated[0]!, group);
    const waitId = await waitOf(t, waiting[0]!, group);
    for (const act of ["accept", "leave", "returnTo"] as const)
      await expect(as(t, waiting[1]!).waiting[act]({ waitId })).rejects.toThrow("no such place");
  });

  test("made, taken and declined by many at once, who leave and join meanwhile, never gives one seat twice, nor ends in a deadlock [INV-1, AD-4, DB-14]", async () => {
    await using t = await testHouse();
    const cohort = await aCohort(t.em(), { minSize: 2, maxSize: 2 });
    const groups: Group[] = [];
    for (let count = 0; count < 3; count++) groups.push(await aGroup(t.em(), { cohort }));
    const people: Person[] = [];
    for (let count = 0; count < 9; count++)
      people.push(await aMember(t, cohort, count < 6 ? groups[count % 3]! : null));
    const deeds = Array.from({ length: 72 }, (_, index) => ({
      index,
      person: people[(index * 7) % 9]!,
      group: groups[(index * 5 + (index >> 3)) % 3]!,
    }));
    const refusals: string[] = [];
    const one = async () => {
      for (let deed = deeds.shift(); deed; deed = deeds.shift())
        await act(t, deed).catch((error: Error) => refusals.push(error.message));
    };
    await Promise.all(Array.from({ length: 6 }, one));
    expect(
      refusals.filter(
        (words) =>
          !/filled|free seat|already in|not in this group|at once|no such place|in line|took this|declined|no longer|passed/.test(
            words,
          ),
      ),
    ).toEqual([]);
    await expectSeatsKept(t);
    const doubled = await t
      .em()
      .execute("select person_id from memberships where status = 'active' group by person_id having count(*) > 1");
    expect(doubled).toEqual([]);
    await tendLines(t.ctx());
    const idle = await t
      .em()
      .execute(
        "select 1 from groups g where taken + offered < 2 and exists (select from waits where group_id = g.id and state = 'waiting')",
      );
    expect(idle).toEqual([]);
  });
});

/** Something anybody might do at any moment. */
async function act(
  t: TestHouse,
  { index, person, group }: { index: number; person: Person; group: Group },
): Promise<unknown> {
  const me = as(t, person);
  if (index % 4 === 0) return me.groups.leave({ groupId: group.id });
  if (index % 4 === 1) return me.groups.join({ groupId: group.id });
  if (index % 4 === 2) return me.waiting.join({ groupId: group.id });
  const [wait] = await me.waiting.mine();
  if (!wait) return tendLines(t.ctx());
  return index % 8 === 3 ? me.waiting.accept({ waitId: wait.waitId }) : me.waiting.leave({ waitId: wait.waitId });
}
