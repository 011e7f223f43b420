import { AuditEntry } from "@muster/db/entities/audit-entry";
import { Person } from "@muster/db/entities/person";
import { ScheduleRun } from "@muster/db/entities/schedule-run";
import { aCohort, aSignup } from "@muster/db/testing/builders";
import { describe, expect, it } from "vitest";
import { settings } from "./a-cohort-to-schedule.ts";
import { refusalOf } from "./refusals.ts";
import { ORGANISER_DISCORD_ID } from "./server-resource.ts";
import { schedulingDesk } from "./scheduling-desk.ts";
import { isOver, watchRun } from "./watch-run.ts";

describe("scheduling a cohort", () => {
  const room = schedulingDesk();

  const { start, run } = room;
  const ofCohort = <T extends object>(where: T) => ({ cohort: room.world.cohort.id, ...where });

  it("hands the real dates, zones, numbers and capacities to the scheduler", async () => {
    const next = room.pool.next();
    await start();
    const held = await next;
    expect(held.problem).toMatchObject({
      dates: { firstDate: "2026-10-05", numberOfMeetings: 8, timeZone: "Europe/London" },
      minPeople: 3,
      maxPeople: 5,
      seed: 7,
      firstGroupNumber: 1,
      standing: [],
    });
    expect(held.problem.people).toHaveLength(12);
    expect(held.problem.people.find(({ id }) => id === String(room.world.facilitators[0]!.id))).toMatchObject({
      role: "facilitator",
      maxGroups: 1,
      alreadyLeads: 0,
      certified: true,
      timeZone: "Europe/London",
    });
    await held.finish();
  });

  it("of twenty simultaneous starts one works; the others are refused and name it [AD-1, SC-11]", async () => {
    const desks = await Promise.all(Array.from({ length: 20 }, () => room.server.organiser()));
    const answers = await Promise.all(
      desks.map((one) =>
        one.scheduling.start.mutate({ cohortId: room.world.cohort.id, settings }).then(
          (begun) => ({ begun }),
          (error: unknown) => ({ error }),
        ),
      ),
    );
    const begun = answers.flatMap((answer) => ("begun" in answer ? [answer.begun] : []));
    expect(begun).toHaveLength(1);
    const refused = await refusalOf(start());
    expect(refused).toMatchObject({
      kind: "conflict",
      code: "CONFLICT",
      sentence: "Run 1 works on this cohort. Stop it first, or wait until it is done.",
      facts: { runId: begun[0]!.runId, number: 1 },
    });
    expect(await room.server.em().count(ScheduleRun, ofCohort({}))).toBe(1);
    expect(room.pool.held).toHaveLength(1);
    await room.pool.held[0]!.finish();
  });

  it("shows two organisers the same run live, its numbers as they come and how it ended [SC-8, SC-10]", async () => {
    const other = await room.server.as((await room.server.em().findOne(Person, { discordId: ORGANISER_DISCORD_ID }))!);
    const next = room.pool.next();
    const { runId } = await start();
    const held = await next;
    using one = watchRun(room.desk, runId);
    using two = watchRun(other, runId);
    await one.until((state) => state !== undefined);
    held.progress({
      attempts: 12,
      placed: 8,
      groups: 2,
      quality: 8,
      upperBound: 10,
      gap: 0.2,
      phase: "improve",
      elapsedMs: 400,
      series: [{ elapsedMs: 400, quality: 8, upperBound: 10 }],
    });
    await one.until((state) => state?.progress?.attemptsDone === 12);
    await two.until((state) => state?.progress?.attemptsDone === 12);
    expect(two.seen.at(-1)!.progress).toMatchObject({
      phase: "improving",
      placed: 8,
      total: 12,
      groups: 2,
      bestQuality: 8,
      upperBound: 10,
      series: [{ atMs: 400, best: 8, bound: 10 }],
    });
    await held.finish();
    await one.until(isOver);
    expect(one.seen.at(-1)).toMatchObject({ status: "done", startedBy: "Olu Organiser", number: 1, seed: 7 });
    expect(one.seen.at(-1)!.progress).toMatchObject({ placed: 10, total: 12 });
  });

  it("stopping keeps the best, and a proposal is there to read [SC-9]", async () => {
    const next = room.pool.next();
    const { runId } = await start();
    await next;
    using page = watchRun(room.desk, runId);
    await room.desk.scheduling.stop.mutate({ runId });
    await page.until(isOver);
    expect(page.seen.at(-1)!.status).toBe("stopped");
    expect((await room.desk.scheduling.proposal.query({ runId })).groups).toHaveLength(2);
    expect(await refusalOf(room.desk.scheduling.stop.mutate({ runId }))).toMatchObject({
      kind: "conflict",
      sentence: "Run 1 is over already.",
    });
  });

  it("discarding ends the run and keeps nothing; the next one may begin at once", async () => {
    const next = room.pool.next();
    const { runId } = await start();
    await next;
    await room.desk.scheduling.discard.mutate({ runId });
    using page = watchRun(room.desk, runId);
    await page.until(isOver);
    expect(page.seen.at(-1)!.status).toBe("discarded");
    expect(await refusalOf(room.desk.scheduling.accept.mutate({ runId }))).toMatchObject({
      kind: "conflict",
      sentence: "Run 1 was discarded. Restore it first.",
    });
    expect(
      (await room.desk.scheduling.runs.query({ cohortId: room.world.cohort.id })).map(({ number, status }) => [
        number,
        status,
      ]),
    ).toEqual([[1, "discarded"]]);
    expect(await refusalOf(room.desk.scheduling.restore.mutate({ runId }))).toMatchObject({
      kind: "conflict",
      sentence: "Run 1 was discarded before it had kept anything. Start it again with its settings.",
    });
    await run();
  });

  it("the scheduler's refusal is the run's, in its own words", async () => {
    const next = room.pool.next();
    const { runId } = await start();
    const held = await next;
    using page = watchRun(room.desk, runId);
    await held.finish({ kind: "failed", cause: "memory", message: "This run needed more memory than it may have" });
    await page.until(isOver);
    expect(page.seen.at(-1)).toMatchObject({ status: "failed", error: "This run needed more memory than it may have" });
  });

  it("runs are listed with what differs, and two compared by person [SC-17, SC-18]", async () => {
    const one = await run();
    const [mover] = room.world.tuesday as [Person];
    await room.server
      .em()
      .nativeUpdate(
        Person,
        { id: mover.id },
        { availability: { available: [{ start: 9_000, end: 9_060 }], ifNeeded: [] } },
      );
    const next = room.pool.next();
    const { runId: other } = await room.desk.scheduling.start.mutate({
      cohortId: room.world.cohort.id,
      settings: { ...settings, seed: 8, balance: false },
    });
    const held = await next;
    using page = watchRun(room.desk, other);
    await held.finish();
    await page.until(isOver);
    const runs = await room.desk.scheduling.runs.query({ cohortId: room.world.cohort.id });
    expect(runs.map(({ number, changed, placed }) => ({ number, changed, placed }))).toEqual([
      { number: 2, changed: ["balance", "seed"], placed: 9 },
      { number: 1, changed: [], placed: 10 },
    ]);
    const { moved, numbers } = await room.desk.scheduling.compare.query({ one, other });
    expect(moved).toEqual([
      {
        personId: mover.id,
        name: mover.name,
        from: expect.stringMatching(/^Group 1, Tuesday 1[89]:/),
        to: null,
        effect: "worse",
      },
    ]);
    expect([numbers.one.placed, numbers.other.placed]).toEqual([10, 9]);
  });

  it("run again from an earlier run keeps whom one pins and moves nobody without need [SC-19]", async () => {
    const first = await run();
    const before = await room.desk.scheduling.proposal.query({ runId: first });
    const [tuesday] = before.groups;
    const kept = tuesday!.members[0]!;
    const next = room.pool.next();
    const { runId } = await room.desk.scheduling.start.mutate({
      cohortId: room.world.cohort.id,
      settings: { ...settings, seed: 99 },
      again: { runId: first, keep: [{ personId: kept.personId, group: tuesday!.name }] },
    });
    const held = await next;
    const start = tuesday!.slot.weekday * 1_440 + tuesday!.slot.startMinute;
    expect(held.problem.pins).toEqual([{ personId: String(kept.personId), start, group: "Group 1" }]);
    expect(held.problem.earlier).toHaveLength(10);
    using page = watchRun(room.desk, runId);
    await held.finish();
    await page.until(isOver);
    const after = await room.desk.scheduling.proposal.query({ runId });
    expect(after.since).toEqual({ number: 1, moved: [], gained: [], lost: [], placedMore: 0 });
    expect(after.groups[0]!.members.map(({ personId }) => personId)).toContain(kept.personId);
    const elsewhere = await aCohort(room.server.em());
    await aSignup(room.server.em(), { cohort: elsewhere });
    const foreign = room.desk.scheduling.start.mutate({
      cohortId: elsewhere.id,
      settings,
      again: { runId: first, keep: [] },
    });
    expect(await refusalOf(foreign)).toMatchObject({ kind: "invalid", field: "again.runId" });
  });

  it("preflight says what to know first, with names, and the bound", async () => {
    const found = await room.desk.scheduling.preflight.query({ cohortId: room.world.cohort.id, settings });
    expect(found).toMatchObject({ blocks: [], candidates: 12, facilitators: 2, capacity: 2, atMost: 10 });
    expect(found.warnings.map(({ code, people }) => [code, people.map(({ id }) => id)])).toEqual([
      ["not_answered", [room.world.silent.id]],
      ["facilitator_capacity", room.world.facilitators.map(({ id }) => id)],
    ]);
    expect(found.infos.map(({ code, people }) => [code, people.length])).toEqual([["clock_change", 12]]);
    const empty = await aCohort(room.server.em());
    expect(
      (await room.desk.scheduling.preflight.query({ cohortId: empty.id, settings })).blocks.map(({ code }) => code),
    ).toEqual(["nobody"]);
  });

  it("scheduling nobody is refused with a sentence", async () => {
    const empty = await aCohort(room.server.em());
    expect(await refusalOf(room.desk.scheduling.start.mutate({ cohortId: empty.id, settings }))).toMatchObject({
      kind: "not_yet",
      sentence: "Nobody in this cohort is waiting for a group.",
    });
    expect(await room.server.em().count(ScheduleRun, { cohort: empty.id })).toBe(0);
  });

  it("settings that make no sense are refused at their field", async () => {
    const wrong = (more: Partial<typeof settings>) =>
      refusalOf(
        room.desk.scheduling.start.mutate({ cohortId: room.world.cohort.id, settings: { ...settings, ...more } }),
      );
    expect(await wrong({ minPeople: 6 })).toMatchObject({
      field: "settings.minPeople",
      sentence: "The smallest group cannot be larger than the largest",
    });
    expect(await wrong({ meetingLengthMinutes: 0 })).toMatchObject({
      kind: "invalid",
      field: "settings.meetingLengthMinutes",
    });
    expect(await wrong({ iterations: Number.NaN })).toMatchObject({ kind: "invalid", field: "settings.iterations" });
  });

  it("a closed cohort is not scheduled, and nothing is made from an earlier run", async () => {
    const runId = await run();
    await room.desk.cohorts.close.mutate({ cohortId: room.world.cohort.id, as: "cancelled" });
    expect(await refusalOf(start())).toMatchObject({ kind: "conflict" });
    expect(await refusalOf(room.desk.scheduling.accept.mutate({ runId }))).toMatchObject({ kind: "conflict" });
  });

  it("every organiser's deed leaves exactly one entry in the audit", async () => {
    const runId = await run();
    await room.desk.scheduling.accept.mutate({ runId });
    await room.desk.scheduling.discardPreviews.mutate({ cohortId: room.world.cohort.id });
    const entries = await room.server
      .em()
      .find(AuditEntry, { object: `cohort:${room.world.cohort.id}` }, { orderBy: { id: "asc" } });
    expect(entries.map(({ action, actor }) => [action, actor])).toEqual([
      ["scheduling.start", "Olu Organiser"],
      ["scheduling.accept", "Olu Organiser"],
      ["scheduling.discardPreviews", "Olu Organiser"],
    ]);
  });
});
