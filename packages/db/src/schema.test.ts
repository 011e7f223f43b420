import { expect, test } from "vitest";
import { AuditEntry } from "./entities/audit-entry.entity.ts";
import { Facilitator } from "./entities/facilitator.entity.ts";
import { GroupingRulePerson } from "./entities/grouping-rule-person.entity.ts";
import { Group } from "./entities/group.entity.ts";
import { Membership } from "./entities/membership.entity.ts";
import { Person } from "./entities/person.entity.ts";
import { UniqueConstraintViolationException, type EntityManager } from "./orm.ts";
import * as make from "./testing/builders.ts";
import { testDatabase } from "./testing/test-database.ts";

test("the migrations make the schema that the entities describe", async () => {
  await using database = await testDatabase();
  const difference = await database.orm.schema.getUpdateSchemaSQL();
  const ours = difference
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("set names"))
    // Triggers and their functions are the migrations' alone.
    .filter((line) => !/^drop (trigger|function) /.test(line));
  expect(ours).toEqual([]);
});

/** Each is something the predecessor's schema let happen (domain: 2.3). */
const refused: [sentence: string, rule: string | RegExp, attempt: (em: EntityManager) => Promise<unknown>][] = [
  [
    "no two people share a Discord account",
    "people_discord_id_unique",
    (em) => twice(() => make.aPerson(em, { discordId: "42" })),
  ],
  [
    "no two people share an address, however it is written",
    "people_email_unique",
    async (em) => [await make.aPerson(em, { email: "a@b.c" }), await make.aPerson(em, { email: "A@B.c" })],
  ],
  [
    "nobody is a facilitator twice",
    "facilitators_person_id_unique",
    async (em) => {
      const { id } = await make.aPerson(em);
      await twice(() => make.aFacilitator(em, { person: id }));
    },
  ],
  [
    "nobody is signed up twice",
    "signups_once",
    async (em) => {
      const given = { person: (await make.aPerson(em)).id, cohort: (await make.aCohort(em)).id };
      await twice(() => make.aSignup(em, given));
    },
  ],
  [
    "nobody is in a group twice",
    "memberships_once_in_group",
    async (em) => {
      const group = await make.aGroup(em);
      const person = (await make.aPerson(em)).id;
      await make.aMembership(em, group, { person, role: "facilitator" });
      await make.aMembership(em, group, { person, role: "participant" });
    },
  ],
  [
    "a participant holds one place in a cohort",
    "memberships_one_place_in_cohort",
    async (em) => {
      const cohort = await make.aCohort(em);
      const person = (await make.aPerson(em)).id;
      await make.aMembership(em, await make.aGroup(em, { cohort }), { person });
      await make.aMembership(em, await make.aGroup(em, { cohort }), { person });
    },
  ],
  [
    "a membership names its group's cohort",
    "names cohort",
    async (em) => {
      const group = await make.aGroup(em);
      const stranger = {
        group,
        cohort: await make.aCohort(em),
        person: await make.aPerson(em),
        role: "participant" as const,
      };
      em.create(Membership, stranger);
      await em.flush();
    },
  ],
  [
    "a group has one third meeting",
    "meetings_number_in_group",
    async (em) => {
      const group = await make.aGroup(em);
      await make.aMeeting(em, group, { number: 3, startsAt: new Date(1) });
      await make.aMeeting(em, group, { number: 3, startsAt: new Date(2) });
    },
  ],
  [
    "a group does not meet twice at one instant",
    "meetings_instant_in_group",
    async (em) => {
      const group = await make.aGroup(em);
      await make.aMeeting(em, group, { number: 1, startsAt: new Date(1) });
      await make.aMeeting(em, group, { number: 2, startsAt: new Date(1) });
    },
  ],
  [
    "no two live groups of a cohort share a name",
    "groups_name_among_live",
    async (em) => {
      const given = { cohort: (await make.aCohort(em)).id, name: "Group 1" };
      await twice(() => make.aGroup(em, given));
    },
  ],
  [
    "one run works on a cohort at a time",
    "schedule_runs_one_working",
    async (em) => {
      const cohort = (await make.aCohort(em)).id;
      await make.aScheduleRun(em, { cohort, status: "running" });
      await make.aScheduleRun(em, { cohort, status: "queued" });
    },
  ],
  [
    "the smallest group is no larger than the largest",
    "cohorts_sizes_in_order",
    (em) => make.aCohort(em, { minSize: 9 }),
  ],
  ["a cohort meets at least once", "cohorts_meet_at_least_once", (em) => make.aCohort(em, { numberOfMeetings: 0 })],
  [
    "one cohort has the same rule about the same people once [GR-13]",
    "grouping_rules_once",
    async (em) => {
      const [people, cohort] = [[await make.aPerson(em), await make.aPerson(em)], await make.aCohort(em)];
      await make.aGroupingRule(em, people, { cohort });
      await make.aGroupingRule(em, people.toReversed(), { cohort });
    },
  ],
  [
    "the same rule about the same people is in every cohort once [GR-13]",
    "grouping_rules_once",
    async (em) => {
      const people = [await make.aPerson(em), await make.aPerson(em)];
      await twice(() => make.aGroupingRule(em, people));
    },
  ],
  ["a week has seven days", "groups_weekday", (em) => make.aGroup(em, { weekday: 7 })],
  ["a day has 24 hours", "groups_start_minute", (em) => make.aGroup(em, { startMinute: 1_440 })],
  [
    "a task has settled nothing that was never asked",
    "sync_tasks_generations",
    async (em) => make.aSyncTask(em, await make.aGroup(em), { generation: 1, settledGeneration: 2 }),
  ],
];

for (const [sentence, rule, attempt] of refused) {
  test(sentence, async () => {
    await using database = await testDatabase();
    await expect(attempt(database.em())).rejects.toThrow(rule);
  });
}

test("a finished group leaves its name to a new one, and a facilitator may lead several", async () => {
  await using database = await testDatabase();
  const em = database.em();
  const cohort = await make.aCohort(em);
  const over = await make.aGroup(em, { cohort, name: "Group 1", status: "completed" });
  const live = await make.aGroup(em, { cohort, name: "Group 1" });
  const another = await make.aGroup(em, { cohort });
  const { person } = await make.aFacilitator(em, { maxGroups: 2 });
  for (const group of [over, live, another])
    await make.aMembership(em, group, { person: person.id, role: "facilitator" });
  expect(await em.count(Membership, { person: person.id })).toBe(3);
});

test("a person who comes back gets a second stay [C26]", async () => {
  await using database = await testDatabase();
  const em = database.em();
  const group = await make.aGroup(em);
  const first = await make.aMembership(em, group);
  first.status = "left";
  await em.flush();
  const second = await make.aMembership(em, group, { person: first.person.id });
  expect(second.id).not.toBe(first.id);
});

test("meetings can be renumbered in one transaction", async () => {
  await using database = await testDatabase();
  const em = database.em();
  const group = await make.aGroup(em);
  const [one, two] = [await make.aMeeting(em, group, { number: 1 }), await make.aMeeting(em, group, { number: 2 })];
  [one.number, two.number] = [2, 1];
  await em.flush();
  expect([one.number, two.number]).toEqual([2, 1]);
});

test("every seat is counted, and freed when its owner leaves, moves or is deleted [QRY15]", async () => {
  await using database = await testDatabase();
  const em = database.em();
  const cohort = await make.aCohort(em);
  const [group, other] = [await make.aGroup(em, { cohort }), await make.aGroup(em, { cohort })];
  await make.aMembership(em, group, { role: "facilitator" });
  const leaver = await make.aMembership(em, group);
  const mover = await make.aMembership(em, group);
  const deleted = await make.aMembership(em, group);
  expect(group.taken).toBe(4);
  leaver.status = "left";
  mover.group = other;
  await em.remove(deleted).flush();
  await em.refresh(group);
  await em.refresh(other);
  expect([group.taken, other.taken]).toEqual([1, 1]);
});

test("every write touches updatedAt, also one past the entities [B13]", async () => {
  await using database = await testDatabase();
  const group = await make.aGroup(database.em());
  await database.em().nativeUpdate(Group, { id: group.id }, { name: "Another" });
  const after = await database.em().findOneOrFail(Group, { id: group.id });
  expect(after.updatedAt.getTime()).toBeGreaterThan(group.updatedAt.getTime());
});

test("the audit cannot be rewritten", async () => {
  await using database = await testDatabase();
  const em = database.em();
  const entry = em.create(AuditEntry, { actor: "bot", action: "realize", object: "cohort:1" });
  await em.flush();
  await expect(em.nativeUpdate(AuditEntry, { id: entry.id }, { actor: "nobody" })).rejects.toThrow("append-only");
  await expect(em.nativeDelete(AuditEntry, { id: entry.id })).rejects.toThrow("append-only");
});

test("nothing is written before a flush, and a group becomes only what its status allows [DB-10]", async () => {
  await using database = await testDatabase();
  const em = database.em();
  const group = await make.aGroup(em);
  group.become("active");
  expect(await database.em().findOneOrFail(Group, { id: group.id })).toMatchObject({ status: "preview" });
  // A query in between does not flush either.
  await em.find(Facilitator, {});
  expect(await database.em().count(Group, { status: "active" })).toBe(0);
  group.become("completed");
  expect(() => group.become("preview")).toThrow("cannot become");
});

test("a rule that was removed makes room for the same one, and a person deleted for good leaves it to the others [GR-13]", async () => {
  await using database = await testDatabase();
  const em = database.em();
  const people = [await make.aPerson(em), await make.aPerson(em), await make.aPerson(em)];
  await make.aGroupingRule(em, people, { removedAt: new Date(0) });
  const rule = await make.aGroupingRule(em, people);
  await make.aGroupingRule(em, people, { kind: "together" });
  await em.nativeDelete(Person, { id: people[0]!.id });
  const left = await em.find(GroupingRulePerson, { rule: rule.id }, { orderBy: { person: "asc" } });
  expect(left.map(({ person }) => person.id)).toEqual([people[1]!.id, people[2]!.id]);
});

test("a nullable field that nobody filled is null", async () => {
  await using database = await testDatabase();
  const person = database.em().create(Person, { name: "Ada" });
  expect(person.email).toBeNull();
});

test("the rule that was violated is named by the error", async () => {
  await using database = await testDatabase();
  const error = await twice(() => make.aPerson(database.em(), { discordId: "7" })).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(UniqueConstraintViolationException);
  expect(error).toMatchObject({ constraint: "people_discord_id_unique" });
});

async function twice(deed: () => Promise<unknown>): Promise<void> {
  await deed();
  await deed();
}
