import { readdirSync } from "node:fs";
import { Client } from "pg";
import { expect, test } from "vitest";
import { Group } from "./entities/group.entity.ts";
import { Person } from "./entities/person.entity.ts";
import { migrate, migrateDownTo, NewerSchemaError } from "./migrate.ts";
import { migrations } from "./migrations/migrations.ts";
import { aCohort, aGroup, aMembership, aPerson } from "./testing/builders.ts";
import { testDatabase, type TestDatabase } from "./testing/test-database.ts";

/** Every step there is a file for, in the order of their numbers. */
const steps = readdirSync(new URL("./migrations/", import.meta.url))
  .filter((file) => file.endsWith(".up.sql"))
  .map((file) => file.slice(0, -".up.sql".length))
  .toSorted();

/** As the predecessor left it: its own words, its own ids, and what its schema let happen. */
const predecessor = `
  create schema predecessor;
  set search_path = predecessor;
  create type group_status as enum ('forming', 'active', 'completed', 'merged', 'cancelled');
  create table users (user_id int, discord_id text, discord_username text, nickname text, email text, timezone text,
    availability_local text, if_needed_availability_local text, availability_last_updated_at timestamptz);
  create table facilitators (facilitator_id int, user_id int, max_active_groups int, certified_at timestamptz);
  create table cohorts (cohort_id int, cohort_name text, course_slug text, cohort_start_date date, duration_days int,
    number_of_group_meetings int, discord_category_id text, status text);
  create table groups (group_id int, group_name text, cohort_id int, recurring_meeting_time_utc text, status group_status,
    discord_text_channel_id text, discord_voice_channel_id text);
  create table signups (signup_id int, user_id int, cohort_id int, role text, ungroupable_reason text);
  create table groups_users (group_user_id int, user_id int, group_id int, role text, status text, joined_at timestamptz,
    left_at timestamptz, reason_for_leaving text);
  insert into users values
    (11, '900', 'ada', 'Ada', 'ada@example.org', 'Europe/Berlin',
      '{"Monday": ["09:00-09:30", "09:30-10:00"], "Sunday": ["23:30-00:00"]}', null, '2026-01-01Z'),
    (12, null, null, null, null, null, null, null, null);
  insert into facilitators values (1, 11, null, '2026-01-01Z');
  insert into cohorts values (5, 'Spring', 'safety', '2026-03-02', 56, null, '700', 'active'),
    (6, 'Autumn', 'safety', '2026-09-07', 84, 12, null, 'completed');
  insert into groups values (21, 'Group 1', 5, 'Wednesday 15:00-16:30', 'forming', null, null),
    (22, 'Group 2', 5, 'Sunday 23:30 - 00:30', 'active', '701', '702'), (23, 'Group 3', 6, 'Friday 09:00', 'completed', null, null);
  insert into signups values (31, 12, 5, 'participant', null), (32, 11, 5, 'facilitator', null),
    (33, 12, 6, 'participant', 'no_overlap_with_others');
  insert into groups_users values (41, 12, 21, 'participant', 'active', '2026-01-01Z', null, null),
    (42, 12, 22, 'participant', 'active', '2026-01-02Z', null, null), (43, 11, 21, 'facilitator', 'dropped', '2026-01-01Z', '2026-01-03Z', 'time'),
    (44, 12, 23, 'participant', 'active', '2026-01-01Z', null, null);
  reset search_path;`;

test("the predecessor's data comes up, goes down and comes up again with nothing lost [B1, B6, B7, B5]", async () => {
  await using database = await testDatabase();
  await run(database, predecessor);
  await run(database, "select import_predecessor()");
  await checkImported(database, "preview");
  await run(database, "select import_predecessor()");
  await checkImported(database, "preview");

  // The preview became active here; going back must not forget that, nor call the other one anything else.
  await run(database, "update groups set status = 'active' where name = 'Group 1'");
  await run(database, "update groups set status = 'preview' where name = 'Group 2'");
  expect(await migrateDownTo(database.url, "0001-first")).toEqual(steps.slice(1).toReversed());
  expect(await run(database, "select group_id, status from predecessor.groups order by 1")).toEqual([
    { group_id: 21, status: "active" },
    { group_id: 22, status: "forming" },
    { group_id: 23, status: "completed" },
  ]);
  expect(await run(database, "select number_of_group_meetings from predecessor.cohorts where cohort_id = 5")).toEqual([
    { number_of_group_meetings: null },
  ]);
  expect(
    await run(database, "select from people union all select from cohorts union all select from external_refs"),
  ).toEqual([]);

  expect(await migrate(database.url)).toEqual(steps.slice(1));
  await run(database, "select import_predecessor()");
  await checkImported(database, "active");
});

async function checkImported(database: TestDatabase, firstGroup: string): Promise<void> {
  const cohorts = `select name, number_of_meetings as meetings, start_date::text, time_zone from cohorts order by name`;
  expect(await run(database, cohorts)).toEqual([
    { name: "Autumn", meetings: 12, start_date: "2026-09-07", time_zone: "UTC" },
    { name: "Spring", meetings: 8, start_date: "2026-03-02", time_zone: "UTC" },
  ]);
  const groups = await database.em().find(Group, {}, { orderBy: { name: "asc" } });
  expect(
    groups.map(({ status, weekday, startMinute, lengthMinutes, taken }) => [
      status,
      weekday,
      startMinute,
      lengthMinutes,
      taken,
    ]),
  ).toEqual([
    [firstGroup, 2, 900, 90, 0],
    [firstGroup === "active" ? "preview" : "active", 6, 1_410, 60, 1],
    ["completed", 4, 540, 60, 0],
  ]);
  const ada = await database.em().findOneOrFail(Person, { discordId: "900" });
  expect(ada.availability).toEqual({
    available: [
      { start: 540, end: 600 },
      { start: 10_050, end: 10_080 },
    ],
    ifNeeded: [],
  });
  const stays =
    "select p.name, g.name as group, m.status, m.reason from memberships m join people p on p.id = m.person_id join groups g on g.id = m.group_id order by g.name, m.status";
  expect(await run(database, stays)).toEqual([
    { name: "", group: "Group 1", status: "left", reason: "joined another group" },
    { name: "Ada", group: "Group 1", status: "left", reason: "time" },
    { name: "", group: "Group 2", status: "active", reason: null },
    { name: "", group: "Group 3", status: "completed", reason: null },
  ]);
  const refs = "select split_part(key, '/', 2) as thing, external_id from external_refs order by external_id";
  expect(await run(database, refs)).toEqual([
    { thing: "category-1", external_id: "700" },
    { thing: "text-channel", external_id: "701" },
    { thing: "voice-channel", external_id: "702" },
  ]);
}

test("a group whose time cannot be read stops the import, and nothing is half taken over", async () => {
  await using database = await testDatabase();
  await run(database, predecessor);
  await run(database, "update predecessor.groups set recurring_meeting_time_utc = 'soon' where group_id = 22");
  await expect(run(database, "select import_predecessor()")).rejects.toThrow(
    'group 22 ("Group 2") has no meeting time',
  );
  expect(await run(database, "select from people")).toEqual([]);
});

test("what was made here stays when the predecessor's data goes back [B7]", async () => {
  await using database = await testDatabase();
  const em = database.em();
  const group = await aGroup(em, { cohort: await aCohort(em) });
  // Ada of the predecessor had signed in here before.
  await aMembership(em, group, { person: await aPerson(em, { discordId: "900" }) });
  await run(database, `${predecessor}; select import_predecessor(); select return_to_predecessor()`);
  expect(await run(database, "select name from groups")).toEqual([{ name: group.name }]);
  expect(
    await run(
      database,
      "select person_id from memberships join people on people.id = person_id where discord_id = '900'",
    ),
  ).toHaveLength(1);
});

test("every step goes down and up again, and leaves nothing behind on the way", async () => {
  await using database = await testDatabase();
  const objects = `
    select 'table ' || table_name as made from information_schema.tables where table_schema = 'public'
    union all select 'function ' || routine_name from information_schema.routines where routine_schema = 'public' order by 1`;
  const before = await run(database, objects);
  expect(await migrateDownTo(database.url, 0)).toEqual(steps.toReversed());
  expect(await run(database, objects)).toEqual([{ made: "table schema_migrations" }]);
  expect(await migrate(database.url)).toEqual(steps);
  expect(await run(database, objects)).toEqual(before);
});

test("a database that a newer Muster has used is refused in one sentence and left alone [DB-13]", async () => {
  await using database = await testDatabase();
  await run(database, "insert into schema_migrations (name) values ('0099-from-the-future')");
  await expect(migrate(database.url)).rejects.toThrow(NewerSchemaError);
  await expect(migrate(database.url)).rejects.toThrow('it knows the step "0099-from-the-future"');
});

test("two processes that migrate at once take turns, and one of them finds it done [DB-13, B4]", async () => {
  await using database = await testDatabase();
  await migrateDownTo(database.url, 0);
  const taken = await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)]);
  expect(taken.map((steps) => steps.length).toSorted((a, b) => a - b)).toEqual([0, 0, migrations.length]);
});

async function run(database: TestDatabase, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    const results = await client.query(sql);
    return [results].flat().at(-1)!.rows;
  } finally {
    await client.end();
  }
}
