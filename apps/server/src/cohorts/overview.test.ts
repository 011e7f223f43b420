import { Cohort } from "@muster/db/entities/cohort";
import { aCohort, aCourse, aPerson } from "@muster/db/testing/builders";
import { expect, test } from "vitest";
import { testHouse } from "../../testing/sync-house.ts";
import { NotFound } from "../refusal.ts";
import { overviewCohort } from "./overview.ts";

test("a cohort is told with its course, and one that is not there is not there [QRY3]", async () => {
  await using t = await testHouse();
  const course = await aCourse(t.em(), { title: "AI Safety" });
  const cohort = await aCohort(t.em(), { course, name: "October 2026" });
  expect(await overviewCohort(t.ctx(), { cohortId: cohort.id })).toMatchObject({
    id: cohort.id,
    name: "October 2026",
    course: { title: "AI Safety" },
  });
  const nobodys = overviewCohort(t.ctx(), { cohortId: cohort.id + 1 });
  await expect(nobodys).rejects.toBeInstanceOf(NotFound);
  await expect(nobodys).rejects.toThrow(`Cohort ${cohort.id + 1} not found`);
});

test("a cohort keeps its name, course, first day, status and when it was made and changed [B3]", async () => {
  await using t = await testHouse();
  const organiser = await aPerson(t.em());
  const course = await aCourse(t.em());
  const { id: cohortId } = await t.as({ personId: organiser.id, isOrganiser: true }).cohorts.create({
    courseId: course.id,
    name: "Spring",
    startDate: "2027-03-01",
    timeZone: "Asia/Kathmandu",
    numberOfMeetings: 6,
    meetingLengthMinutes: 90,
    stepMinutes: 30,
    minSize: 4,
    maxSize: 8,
    directJoin: true,
  });
  const made = await t.em().findOneOrFail(Cohort, cohortId, { populate: ["course"] });
  expect(made).toMatchObject({ name: "Spring", startDate: "2027-03-01", status: "active", numberOfMeetings: 6 });
  expect(made.course.id).toBe(course.id);
  await t.em().execute("update cohorts set name = 'Summer' where id = ?", [cohortId]);
  const changed = await t.em().findOneOrFail(Cohort, cohortId);
  expect(changed.createdAt).toEqual(made.createdAt);
  expect(changed.updatedAt.getTime()).toBeGreaterThan(made.updatedAt.getTime());
});
