import { expect, test } from "vitest";
import { aCohort, aCourse, aFacilitator, aGroup, aMembership, aPerson, aSignup } from "../testing/builders.ts";
import { testDatabase } from "../testing/test-database.ts";
import { cohortOverview } from "./cohort-overview.ts";
import { realizableCohorts } from "./realizable-cohorts.ts";
import { schedulableCohorts } from "./schedulable-cohorts.ts";
import { schedulingRows } from "./scheduling-rows.ts";

const now = new Date("2026-09-01T00:00:00Z");

test("everyone without a live place waits, in every list alike [C30, B9]", async () => {
  await using database = await testDatabase();
  const em = database.em();
  const cohort = await aCohort(em);
  const live = await aGroup(em, { cohort });
  const over = await aGroup(em, { cohort, status: "cancelled" });
  const [placed, left, inCancelled, ungroupable, fresh, gone] = await Promise.all(
    ["placed", "left", "in cancelled", "ungroupable", "fresh", "gone"].map((name) => aPerson(database.em(), { name })),
  );
  for (const person of [placed, left, inCancelled, fresh, gone]) await aSignup(em, { cohort, person: person!.id });
  await aSignup(em, { cohort, person: ungroupable!.id, ungroupableReason: "no_overlap_with_others" });
  await aMembership(em, live, { person: placed!.id });
  await aMembership(em, live, { person: left!.id, status: "left" });
  await aMembership(em, over, { person: inCancelled!.id });
  await em.execute("update people set deleted_at = now() where id = ?", [gone!.id]);

  const rows = await schedulingRows(em, cohort.id);
  expect(
    rows
      .filter(({ awaiting }) => awaiting)
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(["fresh", "in cancelled", "left", "ungroupable"]);
  expect(await schedulableCohorts(em)).toMatchObject([{ cohortId: cohort.id, pendingUsers: 4 }]);
  const overview = await cohortOverview(em, { cohortId: cohort.id, now });
  const status = Object.fromEntries(overview!.people.map(({ name, groupingStatus }) => [name, groupingStatus]));
  expect(status).toEqual({
    placed: "grouped",
    left: "awaiting_grouping",
    "in cancelled": "awaiting_grouping",
    fresh: "awaiting_grouping",
    ungroupable: "ungroupable",
  });
});

test("open cohorts with somebody waiting are listed, the earliest first [QRY1, C1]", async () => {
  await using database = await testDatabase();
  const em = database.em();
  const course = await aCourse(em, { slug: "safety", title: "Safety" });
  const late = await aCohort(em, { course, startDate: "2026-12-01", name: "Late" });
  const early = await aCohort(em, { course, startDate: "2026-11-01", name: "Early" });
  const closed = await aCohort(em, { course, status: "completed" });
  await aCohort(em, { course });
  for (const cohort of [late, early, early, closed]) await aSignup(em, { cohort });
  expect(await schedulableCohorts(em)).toEqual([
    { cohortId: early.id, cohortName: "Early", courseName: "Safety", courseSlug: "safety", pendingUsers: 2 },
    { cohortId: late.id, cohortName: "Late", courseName: "Safety", courseSlug: "safety", pendingUsers: 1 },
  ]);
});

test("cohorts with a group in preview are offered for realizing, the earliest first [QRY2, C3]", async () => {
  await using database = await testDatabase();
  const em = database.em();
  const [late, early] = [
    await aCohort(em, { startDate: "2026-12-01" }),
    await aCohort(em, { startDate: "2026-11-01" }),
  ];
  const realized = await aCohort(em);
  for (const cohort of [late, early, early]) await aGroup(em, { cohort });
  await aGroup(em, { cohort: realized, status: "active" });
  const listed = await realizableCohorts(em);
  expect(listed.map(({ cohortId, previewGroups }) => [cohortId, previewGroups])).toEqual([
    [early.id, 2],
    [late.id, 1],
  ]);
});

test("a facilitator's groups in other cohorts count against their capacity and their week [SCH4, C12]", async () => {
  await using database = await testDatabase();
  const em = database.em();
  const elsewhere = await aCohort(em, { startDate: "2026-11-02", numberOfMeetings: 6 });
  const cohort = await aCohort(em);
  const { person } = await aFacilitator(em, { maxGroups: 3 });
  await aSignup(em, { cohort, person: person.id, role: "facilitator" });
  const group = await aGroup(em, { cohort: elsewhere, weekday: 2, startMinute: 900 });
  await aMembership(em, group, { person: person.id, role: "facilitator" });
  const [row] = await schedulingRows(em, cohort.id);
  expect(row).toMatchObject({
    awaiting: true,
    maxGroups: 3,
    leading: 1,
    certifiedAt: new Date("2026-08-01T10:00:00Z"),
  });
  expect(row!.commitments).toEqual([
    {
      groupId: group.id,
      cohortId: elsewhere.id,
      role: "facilitator",
      weekday: 2,
      startMinute: 900,
      lengthMinutes: 60,
      timeZone: "Europe/London",
      startDate: "2026-11-02",
      numberOfMeetings: 6,
    },
  ]);
});
