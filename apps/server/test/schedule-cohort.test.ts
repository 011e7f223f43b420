import { AuditEntry } from "@muster/db/entities/audit-entry";
import { Facilitator } from "@muster/db/entities/facilitator";
import { Group } from "@muster/db/entities/group";
import { Membership } from "@muster/db/entities/membership";
import { ScheduleRun } from "@muster/db/entities/schedule-run";
import { Signup } from "@muster/db/entities/signup";
import { aCohort, aGroup, aMembership, aPerson, aSignup } from "@muster/db/testing/builders";
import { describe, expect, it } from "vitest";
import { systemContext } from "../src/context.ts";
import { scheduleCohort } from "../src/scheduling/schedule-cohort.ts";
import { untilTransactionsEnd } from "../testing/lock-waits.ts";
import { aCohortToSchedule, free, settings } from "./a-cohort-to-schedule.ts";
import { heldPool } from "./held-pool.ts";
import { refusalOf } from "./refusals.ts";
import { testServer } from "./server-resource.ts";

describe("what a run reads", () => {
  it("is this cohort's people who wait, and nobody else's: week, both levels, zone and role [SCH3]", async () => {
    const pool = heldPool();
    await using server = await testServer({ pool });
    const em = server.em();
    const [cohort, other] = [await aCohort(em), await aCohort(em)];
    const week = { available: [{ start: 540, end: 660 }], ifNeeded: [{ start: 660, end: 720 }] };
    const waiting = await aPerson(em, { availability: week, timeZone: "Asia/Kolkata" });
    const lead = await aPerson(em, { availability: free("M09:00 M12:00") });
    const placed = await aPerson(em, { availability: week });
    await aSignup(em, { cohort, person: waiting });
    await aSignup(em, { cohort, person: lead, role: "facilitator" });
    await aSignup(em, { cohort, person: placed });
    await aMembership(em, await aGroup(em, { cohort }), { person: placed });
    await aSignup(em, { cohort: other, person: await aPerson(em, { availability: week }) });
    const next = pool.next();
    await (await server.organiser()).scheduling.start.mutate({ cohortId: cohort.id, settings });
    const held = await next;
    expect(held.problem.people).toMatchObject([
      { id: String(waiting.id), role: "participant", timeZone: "Asia/Kolkata", ...week },
      { id: String(lead.id), role: "facilitator", available: [{ start: 540, end: 720 }] },
    ]);
    await held.finish();
  });
});

describe("schedule_cohort, the required verb", () => {
  it("without a facilitator makes groups of participants alone [SCH8]", async () => {
    await using server = await testServer();
    const cohort = await aCohort(server.em());
    for (let i = 0; i < 6; i++)
      await aSignup(server.em(), {
        cohort,
        person: await aPerson(server.em(), { availability: free("T18:00 T20:00") }),
      });
    const result = await scheduleCohort(server.ctx(), { cohortId: cohort.id, settings });
    expect(result).toMatchObject({ usersGrouped: 6, usersUngroupable: 0 });
    const members = await server.em().find(Membership, { cohort: cohort.id });
    expect(new Set(members.map(({ role }) => role))).toEqual(new Set(["participant"]));
  });

  it("evens out sizes when there are two groups and it is asked for [SCH9]", async () => {
    await using server = await testServer();
    const cohort = await aCohort(server.em());
    for (let i = 0; i < 10; i++)
      await aSignup(server.em(), {
        cohort,
        person: await aPerson(server.em(), { availability: free("T18:00 T21:00") }),
      });
    const ask = { ...settings, minPeople: 2, maxPeople: 8, balance: true };
    const { groups } = await scheduleCohort(server.ctx(), { cohortId: cohort.id, settings: ask });
    const sizes = groups.map(({ memberCount }) => memberCount);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(10);
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  });

  it("stores for everybody it cannot place a reason with its numbers, and heeds certificates and capacities [SCH19, Q13]", async () => {
    await using server = await testServer();
    const { cohort, silent, alone, facilitators } = await aCohortToSchedule(server.em());
    const trainee = await aPerson(server.em(), { availability: free("T18:00 T20:00") });
    await aSignup(server.em(), { cohort, person: trainee, role: "facilitator" });
    const em = server.em();
    await em.persist(em.create(Facilitator, { person: trainee, certifiedAt: null, maxGroups: 2 })).flush();
    const result = await scheduleCohort(server.ctx(), { cohortId: cohort.id, settings });
    expect(result).toMatchObject({ groupsCreated: 2, usersGrouped: 10, usersUngroupable: 3 });
    const kept = await server.em().find(Signup, { cohort: cohort.id, ungroupableReason: { $ne: null } });
    const reasons = new Map(
      kept.map(({ person, ungroupableReason, reasonDetails }) => [person.id, { ungroupableReason, reasonDetails }]),
    );
    expect(reasons.get(silent.id)).toMatchObject({
      ungroupableReason: "no_availability",
      reasonDetails: { freeStarts: 0 },
    });
    expect(reasons.get(alone.id)).toMatchObject({
      ungroupableReason: "no_facilitator_overlap",
      reasonDetails: { facilitators: 2 },
    });
    expect(reasons.get(trainee.id)?.ungroupableReason).toBe("facilitator_not_certified");
    const leads = await server.em().find(Membership, { cohort: cohort.id, role: "facilitator" });
    expect(leads.map(({ person }) => person.id).toSorted((a, b) => a - b)).toEqual(facilitators.map(({ id }) => id));
  });
});

describe("scheduling again", () => {
  it("leaves what stands on Discord alone: nothing remembered changes, nothing is asked of the bot [A3]", async () => {
    await using server = await testServer();
    const { cohort } = await aCohortToSchedule(server.em());
    const active = await aGroup(server.em(), { cohort, name: "Group 1", status: "active" });
    await aMembership(server.em(), active, { person: await aPerson(server.em()) });
    const subject = active.subject();
    await server
      .em()
      .execute("insert into external_refs (system, key, external_id, subject) values ('discord', ?, '77', ?)", [
        `${subject}/text-channel`,
        subject,
      ]);
    await server
      .em()
      .execute("insert into sync_tasks (subject, system, state) values (?, 'discord', 'settled')", [subject]);
    const standing = () =>
      Promise.all(
        [
          "select * from external_refs order by id",
          "select * from sync_tasks order by id",
          "select * from intents",
        ].map((asked) => server.em().execute(asked)),
      );
    const before = await standing();
    for (let run = 0; run < 2; run++) {
      expect(await scheduleCohort(server.ctx(), { cohortId: cohort.id, settings })).toMatchObject({ groupsCreated: 2 });
      await server.em().execute("delete from groups where cohort_id = ? and status = 'preview'", [cohort.id]);
    }
    expect(await standing()).toEqual(before);
  });
});

describe("a run and the database", () => {
  it("no transaction is open while a run works, and nobody waits for it [Q11]", async () => {
    const pool = heldPool();
    await using server = await testServer({ pool });
    const world = await aCohortToSchedule(server.em());
    const desk = await server.organiser();
    const next = pool.next();
    const { runId } = await desk.scheduling.start.mutate({ cohortId: world.cohort.id, settings });
    const held = await next;
    await untilTransactionsEnd(server.em());
    // A write to the very rows the run has read is answered while it works.
    const member = await server.as(world.tuesday[0]!);
    await member.availability.set.mutate({ ...free("M09:00 M10:00"), timeZone: "Europe/London" });
    expect(pool.held).toHaveLength(1);
    await held.finish();
    await server.house.runs.live.get(runId)?.ended;
    expect(await server.em().count(Group, { cohort: world.cohort.id })).toBe(0);
  });

  it("two runs of one cohort never make its groups twice [Q11]", async () => {
    await using server = await testServer();
    const { cohort } = await aCohortToSchedule(server.em());
    const both = await Promise.allSettled(
      [1, 2].map(() => scheduleCohort(server.ctx(), { cohortId: cohort.id, settings })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await server.em().count(Group, { cohort: cohort.id })).toBe(2);
    expect(await server.em().count(Membership, { cohort: cohort.id })).toBe(10);
  });

  it("accepting writes everything or nothing: a failure at the last place leaves no group behind [SCH15, DB-8]", async () => {
    await using server = await testServer();
    const { cohort, thursday } = await aCohortToSchedule(server.em());
    const desk = await server.organiser();
    const { runId } = await desk.scheduling.start.mutate({ cohortId: cohort.id, settings });
    await server.house.runs.live.get(runId)?.ended;
    await server
      .em()
      .execute(
        `create function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$`,
      );
    await server.em().execute(
      `create trigger refuse before insert on memberships for each row when (new.person_id = ${thursday.at(-1)!.id})
       execute function refuse()`,
    );
    await expect(desk.scheduling.accept.mutate({ runId })).rejects.toThrow("Something went wrong on our side");
    expect(await server.em().count(Group, { cohort: cohort.id })).toBe(0);
    expect(await server.em().count(Membership, { cohort: cohort.id })).toBe(0);
    expect(await server.em().count(AuditEntry, { action: "scheduling.accept" })).toBe(0);
    expect((await server.em().findOneOrFail(ScheduleRun, runId)).status).toBe("done");
    await server.em().execute("drop trigger refuse on memberships");
    expect((await desk.scheduling.accept.mutate({ runId })).groups).toHaveLength(2);
  });

  it("a hundred thousand people are refused with the limit, before anything is computed", async () => {
    const pool = heldPool();
    await using server = await testServer({ pool });
    const cohort = await aCohort(server.em());
    await server.em().execute(
      `with made as (
         insert into people (name, created_at) select 'Person ' || n, now() from generate_series(1, 100000) n returning id
       )
       insert into signups (cohort_id, person_id, role, created_at) select ${cohort.id}, id, 'participant', now() from made`,
    );
    const desk = await server.organiser();
    const sentence = "A run takes at most 10,000 people, and 100,000 wait here.";
    expect(await refusalOf(desk.scheduling.start.mutate({ cohortId: cohort.id, settings }))).toMatchObject({
      kind: "invalid",
      field: "cohortId",
      sentence,
    });
    const { blocks } = await desk.scheduling.preflight.query({ cohortId: cohort.id, settings });
    expect(blocks).toMatchObject([{ code: "too_many", sentence }]);
    expect(await server.em().count(ScheduleRun, { cohort: cohort.id })).toBe(0);
    expect(pool.held).toEqual([]);
  });
});

describe("schedule_cohort, the required verb", () => {
  it("schedules by timer in Muster's own name and answers in the required words [A7, SCH1, SCH10, SCH11, SCH14, C33]", async () => {
    await using server = await testServer();
    const { cohort } = await aCohortToSchedule(server.em());
    const result = await scheduleCohort(systemContext(server.house, "timer"), { cohortId: cohort.id, settings });
    expect(result).toMatchObject({
      cohortId: cohort.id,
      cohortName: cohort.name,
      groupsCreated: 2,
      usersGrouped: 10,
      usersUngroupable: 2,
      proven: true,
    });
    expect(
      result.groups.map(({ groupName, memberCount, meetingTime }) => [
        groupName,
        memberCount,
        meetingTime.split(" ")[0],
      ]),
    ).toEqual([
      ["Group 1", 5, "Tuesday"],
      ["Group 2", 5, "Thursday"],
    ]);
    expect(result.groups[0]!.meetingTime).toMatch(/^Tuesday (18:00-19:00|18:30-19:30|19:00-20:00)$/);
    const [entry] = await server.em().find(AuditEntry, { action: "scheduling.accept" });
    expect(entry!.actor).toBe("Muster");
  });

  it("of an unknown cohort says so, writing nothing [SCH2]", async () => {
    await using server = await testServer({ pool: heldPool() });
    await expect(scheduleCohort(server.ctx(), { cohortId: 4_711, settings })).rejects.toThrow("Cohort 4711 not found");
    expect(await server.em().count(ScheduleRun, {})).toBe(0);
  });

  it("of nobody gives a result of zeros [SCH5]", async () => {
    await using server = await testServer();
    const cohort = await aCohort(server.em());
    expect(await scheduleCohort(server.ctx(), { cohortId: cohort.id, settings })).toMatchObject({
      groupsCreated: 0,
      usersGrouped: 0,
      usersUngroupable: 0,
      groups: [],
    });
  });

  it("of people without a week makes no groups, and every one of them is ungroupable with the reason stored [SCH6, SCH7, Q13]", async () => {
    await using server = await testServer();
    const cohort = await aCohort(server.em());
    for (let i = 0; i < 4; i++)
      await aSignup(server.em(), { cohort, person: await aPerson(server.em(), { availability: null }) });
    expect(await scheduleCohort(server.ctx(), { cohortId: cohort.id, settings })).toMatchObject({
      groupsCreated: 0,
      usersGrouped: 0,
      usersUngroupable: 4,
    });
    const signups = await server.em().find(Signup, { cohort: cohort.id });
    expect(signups.map(({ ungroupableReason }) => ungroupableReason)).toEqual(Array(4).fill("no_availability"));
  });
});
