import { AuditEntry } from "@muster/db/entities/audit-entry";
import { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import { ScheduleRun } from "@muster/db/entities/schedule-run";
import { LockMode } from "@muster/db/orm";
import { aCohort, aScheduleRun } from "@muster/db/testing/builders";
import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { keepPlannedRun, plannedRun, type PlannedRun } from "../src/scheduling/planned-run.ts";
import { openPlannedRuns, tryPlanned } from "../src/scheduling/run-planned.ts";
import { aCohortToSchedule, settings } from "./a-cohort-to-schedule.ts";
import { refusalOf } from "./refusals.ts";
import { testServer, type TestServer } from "./server-resource.ts";

/** Long enough that nobody takes its server for dead. */
const atWork = { status: "running", leaseUntil: new Date("2100-01-01T00:00:00Z") } as const;

it("a run planned for a moment begins then in Muster's own name, and what it finds waits to be accepted [A7]", async () => {
  await using server = await testServer();
  await using _planned = await openPlannedRuns(server.house);
  const { cohort } = await aCohortToSchedule(server.em());
  const desk = await server.organiser();
  const cohortId = cohort.id;
  server.now = new Date("2026-09-25T16:59:59Z");
  // 18:00 on a London clock in September is 17:00Z.
  const at = { date: "2026-09-25", time: "18:00" };
  expect(await desk.scheduling.plan.mutate({ cohortId, settings, at })).toEqual({
    at: new Date("2026-09-25T17:00:00Z"),
    plannedBy: "Olu Organiser",
  });
  expect((await desk.scheduling.planned.query({ cohortId })).at).toEqual(new Date("2026-09-25T17:00:00Z"));
  server.now = new Date("2026-09-25T17:00:01Z");
  const runs = () => desk.scheduling.runs.query({ cohortId });
  while ((await runs()).length === 0) await pause(100);
  await Promise.all([...server.house.runs.live.values()].map(({ ended }) => ended));
  expect(await runs()).toMatchObject([{ number: 1, status: "done", startedBy: "Muster", placed: 10, settings }]);
  expect(await server.em().count(Group, { cohort: cohortId })).toBe(0);
  expect(await desk.scheduling.planned.query({ cohortId })).toEqual({ at: null, plannedBy: null });
  const entries = await server.em().find(AuditEntry, { object: `cohort:${cohortId}` }, { orderBy: { id: "asc" } });
  expect(entries.map(({ action, actor }) => [action, actor])).toEqual([
    ["scheduling.plan", "Olu Organiser"],
    ["scheduling.start", "Muster"],
  ]);
  expect((await desk.scheduling.accept.mutate({ runId: (await runs())[0]!.id })).groups).toHaveLength(2);
});

it("a planned run that is called off, moved, or has nobody to place begins nothing, and the last says why [A7]", async () => {
  await using server = await testServer();
  // By the database's clock its job is weeks away, so that the test decides when it comes.
  await using _worker = await openPlannedRuns(server.house);
  const { cohort } = await aCohortToSchedule(server.em());
  const desk = await server.organiser();
  const plan = (cohortId: number, date: string) =>
    desk.scheduling.plan.mutate({ cohortId, settings, at: { date, time: "09:00" } });
  await plan(cohort.id, "2026-10-01");
  await plan(cohort.id, "2026-10-02");
  server.now = new Date("2026-10-01T12:00:00Z");
  await tryPlanned(server.ctx(), { cohortId: cohort.id, isLast: false });
  await desk.scheduling.callOff.mutate({ cohortId: cohort.id });
  server.now = new Date("2026-10-03T12:00:00Z");
  await tryPlanned(server.ctx(), { cohortId: cohort.id, isLast: false });
  expect(await desk.scheduling.runs.query({ cohortId: cohort.id })).toEqual([]);
  expect(await refusalOf(plan(cohort.id, "2026-10-03"))).toMatchObject({
    field: "at",
    sentence: "Choose a moment that is still to come.",
  });
  const empty = await aCohort(server.em());
  await plan(empty.id, "2026-10-04");
  server.now = new Date("2026-10-05T12:00:00Z");
  await tryPlanned(server.ctx(), { cohortId: empty.id, isLast: false });
  const [entry] = await server.em().find(AuditEntry, { action: "scheduling.plannedRunRefused" });
  expect(entry).toMatchObject({ actor: "Muster", reason: "Nobody in this cohort is waiting for a group." });
});

it("a planned run that another one is ahead of by a moment stays planned, and begins once that is over [A7]", async () => {
  await using server = await testServer();
  const { cohort } = await aCohortToSchedule(server.em());
  const cohortId = cohort.id;
  await keepPlannedRun(server.em(), cohortId, { at: server.now, settings, plannedBy: "Olu Organiser" });
  const other = server.em();
  await other.begin();
  await other.findOneOrFail(Cohort, cohortId, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const ahead = await aScheduleRun(other, { ...atWork, cohort, number: 1, startedAt: server.now });
  const tried = tryPlanned(server.ctx(), { cohortId, isLast: false }).catch((error: unknown) => error);
  while (await plannedRun(server.em(), cohortId)) await pause(20);
  await other.commit();
  expect(await tried).toMatchObject({ message: expect.stringContaining("Run 1 works on this cohort") });
  expect(await server.em().count(AuditEntry, { action: "scheduling.plannedRunRefused" })).toBe(0);
  await server.em().nativeUpdate(ScheduleRun, ahead.id, { status: "done" });
  await tryPlanned(server.ctx(), { cohortId, isLast: false });
  expect(await plannedRun(server.em(), cohortId)).toBeNull();
  expect(await server.em().count(ScheduleRun, { cohort: cohortId, number: 2 })).toBe(1);
  await Promise.all([...server.house.runs.live.values()].map(({ ended }) => ended));
});

it("a planned run that never could begin is forgotten after its last try, and the reason is written down [A7]", async () => {
  await using server = await testServer();
  const { cohort } = await aCohortToSchedule(server.em());
  const cohortId = cohort.id;
  await keepPlannedRun(server.em(), cohortId, { at: server.now, settings, plannedBy: "Olu Organiser" });
  await aScheduleRun(server.em(), { cohort, number: 4, status: "running", startedAt: server.now });
  await expect(tryPlanned(server.ctx(), { cohortId, isLast: false })).rejects.toThrow("Run 4 works on this cohort");
  expect(await plannedRun(server.em(), cohortId)).not.toBeNull();
  await tryPlanned(server.ctx(), { cohortId, isLast: true });
  expect(await plannedRun(server.em(), cohortId)).toBeNull();
  const [entry] = await server.em().find(AuditEntry, { action: "scheduling.plannedRunRefused" });
  expect(entry).toMatchObject({
    object: `cohort:${cohortId}`,
    reason: "It could not begin within an hour. Run 4 works on this cohort. Stop it first, or wait until it is done.",
  });
});

/** Until one of the transactions waits for another. */
async function untilOneWaits(server: TestServer): Promise<void> {
  const waiting = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  while ((await server.em().execute<unknown[]>(waiting)).length === 0) await pause(20);
}

/** A run planned for now that finds another one at work, `meanwhile` having come between; and what was planned in its place. */
async function besidesAnother(server: TestServer, meanwhile: (cohortId: number, next: PlannedRun) => Promise<void>) {
  const { cohort } = await aCohortToSchedule(server.em());
  const planned = { at: server.now, settings, plannedBy: "Olu Organiser" };
  await keepPlannedRun(server.em(), cohort.id, planned);
  const other = server.em();
  await other.begin();
  await other.findOneOrFail(Cohort, cohort.id, { lockMode: LockMode.PESSIMISTIC_WRITE });
  await aScheduleRun(other, { ...atWork, cohort, number: 1, startedAt: server.now });
  const tried = tryPlanned(server.ctx(), { cohortId: cohort.id, isLast: true }).catch((error: unknown) => error);
  while (await plannedRun(server.em(), cohort.id)) await pause(20);
  const next = { ...planned, at: new Date("2027-01-01T09:00:00Z"), plannedBy: "Kim" };
  await meanwhile(cohort.id, next);
  await other.commit();
  return { cohortId: cohort.id, tried, next };
}

it("a run planned while an older one was tried for the last time stays planned [A7]", async () => {
  await using server = await testServer();
  const { cohortId, tried, next } = await besidesAnother(server, (id, run) => keepPlannedRun(server.em(), id, run));
  await tried;
  expect(await plannedRun(server.em(), cohortId)).toEqual(next);
  expect(await server.em().count(AuditEntry, { action: "scheduling.plannedRunRefused" })).toBe(0);
});

it("a run that is being planned when an older one is brought back takes its place [A7]", async () => {
  await using server = await testServer();
  const planning = server.em();
  const { cohortId, tried, next } = await besidesAnother(server, async (id, run) => {
    await planning.begin();
    await keepPlannedRun(planning, id, run);
  });
  await untilOneWaits(server);
  await planning.commit();
  await tried;
  expect(await plannedRun(server.em(), cohortId)).toEqual(next);
});

it("a run that is moved to another time just when it was to begin does not begin [A7]", async () => {
  await using server = await testServer();
  const { cohort } = await aCohortToSchedule(server.em());
  const planned = { at: server.now, settings, plannedBy: "Olu Organiser" };
  await keepPlannedRun(server.em(), cohort.id, planned);
  const moving = server.em();
  await moving.begin();
  const moved = { ...planned, at: new Date("2027-01-01T09:00:00Z") };
  await keepPlannedRun(moving, cohort.id, moved);
  const tried = tryPlanned(server.ctx(), { cohortId: cohort.id, isLast: false });
  await untilOneWaits(server);
  await moving.commit();
  await tried;
  expect(await plannedRun(server.em(), cohort.id)).toEqual(moved);
  expect(await server.em().count(ScheduleRun, { cohort: cohort.id })).toBe(0);
});

it("calling a run off needs nothing but the cohort, and tells what planning it again takes [A7]", async () => {
  await using server = await testServer();
  await using _worker = await openPlannedRuns(server.house);
  const { cohort } = await aCohortToSchedule(server.em());
  const desk = await server.organiser();
  const cohortId = cohort.id;
  const callOff = () => desk.scheduling.callOff.mutate({ cohortId });
  server.now = new Date("2026-09-01T12:00:00Z");
  expect(await callOff()).toEqual({ was: null });
  // The clocks of London go back in between.
  const planned = { at: { date: "2026-11-02", time: "00:30" }, settings };
  const { at } = await desk.scheduling.plan.mutate({ cohortId, ...planned });
  const { was } = await callOff();
  expect(was).toEqual(planned);
  expect(await desk.scheduling.planned.query({ cohortId })).toEqual({ at: null, plannedBy: null });
  expect((await desk.scheduling.plan.mutate({ cohortId, ...was! })).at).toEqual(at);
});
