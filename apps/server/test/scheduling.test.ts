import { AuditEntry } from "@muster/db/entities/audit-entry";
import { Group } from "@muster/db/entities/group";
import { Membership } from "@muster/db/entities/membership";
import { Person } from "@muster/db/entities/person";
import { ScheduleRun } from "@muster/db/entities/schedule-run";
import { Signup } from "@muster/db/entities/signup";
import { aCohort, aGroup, aMembership, aPerson, aSignup } from "@muster/db/testing/builders";
import { testDatabase } from "@muster/db/testing/test-database";
import { covers } from "@muster/domain/week";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemContext } from "../src/context.ts";
import type { RunState } from "../src/scheduling/run-state.ts";
import { scheduleCohort } from "../src/scheduling/schedule-cohort.ts";
import { aCohortToSchedule, free, settings, type Scheduled } from "./a-cohort-to-schedule.ts";
import { heldPool, type HeldPool } from "./held-pool.ts";
import { refusalOf } from "./refusals.ts";
import { ORGANISER_DISCORD_ID, testServer, type Client, type TestServer } from "./server-resource.ts";

/** Watches a run over HTTP as a page does. */
function watch(client: Client, runId: number) {
  const seen: RunState[] = [];
  let wake = () => {};
  let over = false;
  const subscription = client.scheduling.watch.subscribe(
    { runId },
    {
      onData: ({ data }) => {
        seen.push(data);
        wake();
      },
      onComplete: () => {
        over = true;
        wake();
      },
    },
  );
  return {
    seen,
    until: async (true_: (state: RunState | undefined) => boolean) => {
      while (!true_(seen.at(-1)) && !over) await new Promise<void>((resolve) => (wake = resolve));
    },
    [Symbol.dispose]: () => subscription.unsubscribe(),
  };
}

const isOver = (state: RunState | undefined) =>
  state !== undefined && !["queued", "running", "stopping"].includes(state.status);

describe("scheduling a cohort", () => {
  let server: TestServer;
  let pool: HeldPool;
  let desk: Client;
  let world: Scheduled;
  beforeAll(async () => {
    pool = heldPool();
    server = await testServer({ pool });
    desk = await server.organiser();
  });
  afterAll(() => server[Symbol.asyncDispose]());
  beforeEach(async () => {
    world = await aCohortToSchedule(server.em());
    await server.em().execute("delete from rate_buckets");
  });

  const start = (more: { keepPlaced?: boolean } = {}) =>
    desk.scheduling.start.mutate({ cohortId: world.cohort.id, settings, ...more });
  /** A run from its start to its end. */
  const run = async (more: { keepPlaced?: boolean } = {}) => {
    const next = pool.next();
    const { runId } = await start(more);
    const held = await next;
    using page = watch(desk, runId);
    await held.finish();
    await page.until(isOver);
    return runId;
  };
  const ofCohort = <T extends object>(where: T) => ({ cohort: world.cohort.id, ...where });

  it("hands the real dates, zones, numbers and capacities to the scheduler", async () => {
    const next = pool.next();
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
    expect(held.problem.people.find(({ id }) => id === String(world.facilitators[0]!.id))).toMatchObject({
      role: "facilitator",
      maxGroups: 1,
      alreadyLeads: 0,
      certified: true,
      timeZone: "Europe/London",
    });
    await held.finish();
  });

  it("of twenty simultaneous starts one works; the others are refused and name it [AD-1, SC-11]", async () => {
    const desks = await Promise.all(Array.from({ length: 20 }, () => server.organiser()));
    const answers = await Promise.all(
      desks.map((one) =>
        one.scheduling.start.mutate({ cohortId: world.cohort.id, settings }).then(
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
    expect(await server.em().count(ScheduleRun, ofCohort({}))).toBe(1);
    expect(pool.held).toHaveLength(1);
    await pool.held[0]!.finish();
  });

  it("shows two organisers the same run live, its numbers as they come and how it ended [SC-8, SC-10]", async () => {
    const other = await server.as((await server.em().findOne(Person, { discordId: ORGANISER_DISCORD_ID }))!);
    const next = pool.next();
    const { runId } = await start();
    const held = await next;
    using one = watch(desk, runId);
    using two = watch(other, runId);
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
    const next = pool.next();
    const { runId } = await start();
    await next;
    using page = watch(desk, runId);
    await desk.scheduling.stop.mutate({ runId });
    await page.until(isOver);
    expect(page.seen.at(-1)!.status).toBe("stopped");
    expect((await desk.scheduling.proposal.query({ runId })).groups).toHaveLength(2);
    expect(await refusalOf(desk.scheduling.stop.mutate({ runId }))).toMatchObject({
      kind: "conflict",
      sentence: "Run 1 is over already.",
    });
  });

  it("discarding ends the run and keeps nothing; the next one may begin at once", async () => {
    const next = pool.next();
    const { runId } = await start();
    await next;
    await desk.scheduling.discard.mutate({ runId });
    using page = watch(desk, runId);
    await page.until(isOver);
    expect(page.seen.at(-1)!.status).toBe("discarded");
    expect(await refusalOf(desk.scheduling.accept.mutate({ runId }))).toMatchObject({
      kind: "conflict",
      sentence: "Run 1 was discarded. Restore it first.",
    });
    expect(
      (await desk.scheduling.runs.query({ cohortId: world.cohort.id })).map(({ number, status }) => [number, status]),
    ).toEqual([[1, "discarded"]]);
    expect(await refusalOf(desk.scheduling.restore.mutate({ runId }))).toMatchObject({
      kind: "conflict",
      sentence: "Run 1 was discarded before it had kept anything. Start it again with its settings.",
    });
    await run();
  });

  it("the scheduler's refusal is the run's, in its own words", async () => {
    const next = pool.next();
    const { runId } = await start();
    const held = await next;
    using page = watch(desk, runId);
    await held.finish({ kind: "failed", cause: "memory", message: "This run needed more memory than it may have" });
    await page.until(isOver);
    expect(page.seen.at(-1)).toMatchObject({ status: "failed", error: "This run needed more memory than it may have" });
  });

  it("a proposal names everybody, fits and zones, and says of the unplaced why [SC-14]", async () => {
    const proposal = await desk.scheduling.proposal.query({ runId: await run() });
    expect(proposal).toMatchObject({
      stale: false,
      staleBecause: null,
      placed: 10,
      total: 12,
      availableCount: 10,
      ifNeededCount: 0,
      proven: true,
    });
    expect(proposal.groups.map(({ name, slot, members }) => [name, slot.weekday, members.length])).toEqual([
      ["Group 1", 1, 5],
      ["Group 2", 3, 5],
    ]);
    const [tuesday] = proposal.groups;
    expect(tuesday!.slot).toMatchObject({ timeZone: "Europe/London", lengthMinutes: 60 });
    expect(tuesday!.members.filter(({ role }) => role === "facilitator").map(({ personId }) => personId)).toEqual([
      world.facilitators[0]!.id,
    ]);
    const reasons = new Map(
      proposal.unplaced.map(({ personId, reason, sentence }) => [personId, { reason, sentence }]),
    );
    expect(reasons.get(world.silent.id)).toMatchObject({
      reason: "no_availability",
      sentence: "Has not painted a week yet.",
    });
    expect(reasons.get(world.alone.id)?.reason).toBe("no_facilitator_overlap");
    expect([...reasons.values()].every(({ sentence }) => /^[A-Z].*\.$/.test(sentence))).toBe(true);
  });

  it("an accepted proposal's groups have status preview, and nothing leaves the house [T14, SC-16, A1, QRY5]", async () => {
    const runId = await run();
    const { groups } = await desk.scheduling.accept.mutate({ runId });
    expect(groups.map(({ name }) => name)).toEqual(["Group 1", "Group 2"]);
    const made = await server.em().find(Group, ofCohort({}), { orderBy: { id: "asc" } });
    expect(made.map(({ status, taken, realizeRequestedAt }) => ({ status, taken, realizeRequestedAt }))).toEqual([
      { status: "preview", taken: 5, realizeRequestedAt: null },
      { status: "preview", taken: 5, realizeRequestedAt: null },
    ]);
    expect(
      await server.em().execute(
        "select 1 from sync_tasks where subject in (?, ?)",
        made.map((group) => group.subject()),
      ),
    ).toEqual([]);
  });

  it("after accepting statuses contain preview and none forming, sign-ups are still there, and each has a place or a reason [T15, SCH12, SCH13, B8, B10, QRY6]", async () => {
    await desk.scheduling.accept.mutate({ runId: await run() });
    const statuses = await server
      .em()
      .execute<{ status: string }[]>("select distinct status from groups where cohort_id = ?", [world.cohort.id]);
    expect(statuses).toEqual([{ status: "preview" }]);
    const signups = await server.em().find(Signup, ofCohort({}));
    expect(signups).toHaveLength(12);
    const members = await server.em().find(Membership, ofCohort({ status: "active" as const }));
    const placed = new Set(members.map(({ person }) => person.id));
    for (const { person, ungroupableReason } of signups) expect(ungroupableReason === null).toBe(placed.has(person.id));
    expect(signups.find(({ person }) => person.id === world.silent.id)?.ungroupableReason).toBe("no_availability");
    expect(
      members
        .filter(({ role }) => role === "facilitator")
        .map(({ person }) => person.id)
        .toSorted((a, b) => a - b),
    ).toEqual(world.facilitators.map(({ id }) => id));
    // Every place is inside its person's week: everybody here lives in the cohort's own zone.
    const groups = new Map((await server.em().find(Group, ofCohort({}))).map((group) => [group.id, group]));
    const people = new Map(
      (await server.em().find(Person, { id: { $in: [...placed] } })).map((person) => [person.id, person]),
    );
    for (const { person, group } of members) {
      const { weekday, startMinute, lengthMinutes } = groups.get(group.id)!;
      expect(covers(people.get(person.id)!.availability!.available, weekday * 1_440 + startMinute, lengthMinutes)).toBe(
        true,
      );
    }
  });

  it("is accepted once: a second time and a second organiser are refused, and nothing doubles", async () => {
    const runId = await run();
    const both = await Promise.all(
      [0, 1, 2].map(() =>
        desk.scheduling.accept.mutate({ runId }).then(
          () => "accepted",
          () => "refused",
        ),
      ),
    );
    expect(both.toSorted()).toEqual(["accepted", "refused", "refused"]);
    expect(await server.em().count(Group, ofCohort({}))).toBe(2);
    expect(await refusalOf(desk.scheduling.accept.mutate({ runId }))).toMatchObject({
      sentence: "Run 1 was accepted already.",
    });
  });

  it("is refused when somebody's week changed since, and names them; nothing is written [WK-5, AD-2]", async () => {
    const runId = await run();
    const [someone] = world.tuesday as [Person];
    await (
      await server.as(someone)
    ).availability.set.mutate({
      ...free("M09:00 M10:00"),
      available: [{ start: 540, end: 600 }],
      timeZone: "Europe/London",
    });
    const refused = await refusalOf(desk.scheduling.accept.mutate({ runId }));
    expect(refused).toMatchObject({
      kind: "conflict",
      sentence: `Since this run ${someone.name} changed their week, role or places. Run again to take that in.`,
      facts: { people: [{ id: someone.id, name: someone.name }] },
    });
    expect(await server.em().count(Group, ofCohort({}))).toBe(0);
    expect(await desk.scheduling.proposal.query({ runId })).toMatchObject({
      stale: true,
      staleBecause: refused!.sentence,
    });
  });

  it("painting the very same week again changes nothing, and is accepted", async () => {
    const runId = await run();
    const [someone] = world.tuesday as [Person];
    await (
      await server.as(someone)
    ).availability.set.mutate({
      available: [{ start: 1_440 + 1_080, end: 1_440 + 1_200 }],
      ifNeeded: [],
      timeZone: "Europe/London",
    });
    expect((await desk.scheduling.accept.mutate({ runId })).groups).toHaveLength(2);
  });

  it("is refused when somebody signed up or took a place meanwhile [WK-5]", async () => {
    const runId = await run();
    const late = await aPerson(server.em());
    await (await server.as(late)).signups.signUp.mutate({ code: world.cohort.signupCode, role: "participant" });
    expect((await refusalOf(desk.scheduling.accept.mutate({ runId })))?.sentence).toBe(
      `Since this run ${late.name} was added. Run again to take that in.`,
    );
    await (await server.as(late)).signups.withdraw.mutate({ cohortId: world.cohort.id });
    const group = await aGroup(server.em(), { cohort: world.cohort });
    await aMembership(server.em(), group, { person: world.thursday[0]! });
    expect((await refusalOf(desk.scheduling.accept.mutate({ runId })))?.sentence).toContain(
      `${world.thursday[0]!.name} no longer waits for a group`,
    );
  });

  it("a second run leaves people with a place alone, takes the ungroupable again, and goes on counting [C30, C31, SCH4]", async () => {
    await desk.scheduling.accept.mutate({ runId: await run() });
    const em = server.em();
    for (let i = 0; i < 3; i++)
      await aSignup(em, { cohort: world.cohort, person: await aPerson(em, { availability: free("U03:00 U05:00") }) });
    const lead = await aPerson(em, { availability: free("U03:00 U05:00") });
    await aSignup(em, { cohort: world.cohort, person: lead, role: "facilitator" });
    const before = await em.find(Membership, ofCohort({ status: "active" as const }));
    const { groups } = await desk.scheduling.accept.mutate({ runId: await run() });
    expect(groups.map(({ name }) => name)).toEqual(["Group 3"]);
    const members = await server.em().find(Membership, { group: groups[0]!.id });
    expect(members.map(({ person }) => person.id)).toContain(world.alone.id);
    const after = await server.em().find(Membership, ofCohort({ status: "active" as const }));
    expect(after.filter(({ id }) => before.some((old) => old.id === id))).toHaveLength(before.length);
    expect(
      (await server.em().findOneOrFail(Signup, ofCohort({ person: world.alone.id }))).ungroupableReason,
    ).toBeNull();
  });

  it("leftovers join a group that stands and has room, where that is asked for", async () => {
    const em = server.em();
    await desk.scheduling.accept.mutate({ runId: await run() });
    const [tuesday] = await em.find(Group, ofCohort({}), { orderBy: { id: "asc" } });
    await em.nativeUpdate(Group, { id: tuesday!.id }, { maxSize: 6 });
    const late = await aPerson(em, { availability: free("T18:00 T20:00") });
    await aSignup(em, { cohort: world.cohort, person: late });
    const runId = await run({ keepPlaced: true });
    expect((await desk.scheduling.proposal.query({ runId })).groups).toMatchObject([
      { name: "Group 1", joins: tuesday!.id, members: [{ personId: late.id }] },
    ]);
    await desk.scheduling.accept.mutate({ runId });
    expect((await server.em().findOneOrFail(Group, tuesday!.id)).taken).toBe(6);
  });

  it("a trial run's largest size is its groups' own; the cohort's stays what it is [Q24]", async () => {
    const next = pool.next();
    const { runId } = await desk.scheduling.start.mutate({
      cohortId: world.cohort.id,
      settings: { ...settings, maxPeople: 6 },
    });
    const held = await next;
    using page = watch(desk, runId);
    await held.finish();
    await page.until(isOver);
    await desk.scheduling.accept.mutate({ runId });
    expect((await server.em().find(Group, ofCohort({}))).map(({ maxSize }) => maxSize)).toEqual([6, 6]);
    expect((await desk.cohorts.overview.query({ cohortId: world.cohort.id })).maxSize).toBe(5);
  });

  it("discarded previews leave the cohort as if nobody had scheduled; the same proposal may be accepted again [SCH16]", async () => {
    const runId = await run();
    await desk.scheduling.accept.mutate({ runId });
    expect(await desk.scheduling.discardPreviews.mutate({ cohortId: world.cohort.id })).toEqual({ removed: 2 });
    expect(await server.em().count(Group, ofCohort({}))).toBe(0);
    expect(await server.em().count(Membership, ofCohort({}))).toBe(0);
    const signups = await server.em().find(Signup, ofCohort({}));
    expect(signups.every(({ ungroupableReason }) => ungroupableReason === null)).toBe(true);
    const { groups } = await desk.scheduling.accept.mutate({ runId });
    expect(groups.map(({ name }) => name)).toEqual(["Group 1", "Group 2"]);
  });

  it("discarding previews touches no group that is realized or about to be", async () => {
    await desk.scheduling.accept.mutate({ runId: await run() });
    const [first, second] = await server.em().find(Group, ofCohort({}), { orderBy: { id: "asc" } });
    await server.em().nativeUpdate(Group, { id: first!.id }, { status: "active" });
    await server.em().nativeUpdate(Group, { id: second!.id }, { realizeRequestedAt: new Date() });
    expect(await refusalOf(desk.scheduling.discardPreviews.mutate({ cohortId: world.cohort.id }))).toMatchObject({
      kind: "conflict",
      sentence: expect.stringContaining("Group 2 is being created on Discord"),
    });
    await server.em().nativeUpdate(Group, { id: second!.id }, { realizeRequestedAt: null });
    expect(await desk.scheduling.discardPreviews.mutate({ cohortId: world.cohort.id })).toEqual({ removed: 1 });
    expect((await server.em().find(Group, ofCohort({}))).map(({ id, taken }) => [id, taken])).toEqual([[first!.id, 5]]);
  });

  it("runs are listed with what differs, and two compared by person [SC-17, SC-18]", async () => {
    const one = await run();
    const [mover] = world.tuesday as [Person];
    await server
      .em()
      .nativeUpdate(
        Person,
        { id: mover.id },
        { availability: { available: [{ start: 9_000, end: 9_060 }], ifNeeded: [] } },
      );
    const next = pool.next();
    const { runId: other } = await desk.scheduling.start.mutate({
      cohortId: world.cohort.id,
      settings: { ...settings, seed: 8, balance: false },
    });
    const held = await next;
    using page = watch(desk, other);
    await held.finish();
    await page.until(isOver);
    const runs = await desk.scheduling.runs.query({ cohortId: world.cohort.id });
    expect(runs.map(({ number, changed, placed }) => ({ number, changed, placed }))).toEqual([
      { number: 2, changed: ["balance", "seed"], placed: 9 },
      { number: 1, changed: [], placed: 10 },
    ]);
    const { moved, numbers } = await desk.scheduling.compare.query({ one, other });
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
    const before = await desk.scheduling.proposal.query({ runId: first });
    const [tuesday] = before.groups;
    const kept = tuesday!.members[0]!;
    const next = pool.next();
    const { runId } = await desk.scheduling.start.mutate({
      cohortId: world.cohort.id,
      settings: { ...settings, seed: 99 },
      again: { runId: first, keep: [{ personId: kept.personId, group: tuesday!.name }] },
    });
    const held = await next;
    const start = tuesday!.slot.weekday * 1_440 + tuesday!.slot.startMinute;
    expect(held.problem.pins).toEqual([{ personId: String(kept.personId), start, group: "Group 1" }]);
    expect(held.problem.earlier).toHaveLength(10);
    using page = watch(desk, runId);
    await held.finish();
    await page.until(isOver);
    const after = await desk.scheduling.proposal.query({ runId });
    expect(after.since).toEqual({ number: 1, moved: [], gained: [], lost: [], placedMore: 0 });
    expect(after.groups[0]!.members.map(({ personId }) => personId)).toContain(kept.personId);
    const elsewhere = await aCohort(server.em());
    await aSignup(server.em(), { cohort: elsewhere });
    const foreign = desk.scheduling.start.mutate({
      cohortId: elsewhere.id,
      settings,
      again: { runId: first, keep: [] },
    });
    expect(await refusalOf(foreign)).toMatchObject({ kind: "invalid", field: "again.runId" });
  });

  it("preflight says what to know first, with names, and the bound", async () => {
    const found = await desk.scheduling.preflight.query({ cohortId: world.cohort.id, settings });
    expect(found).toMatchObject({ blocks: [], candidates: 12, facilitators: 2, capacity: 2, atMost: 10 });
    expect(found.warnings.map(({ code, people }) => [code, people.map(({ id }) => id)])).toEqual([
      ["not_answered", [world.silent.id]],
      ["facilitator_capacity", world.facilitators.map(({ id }) => id)],
    ]);
    expect(found.infos.map(({ code, people }) => [code, people.length])).toEqual([["clock_change", 12]]);
    const empty = await aCohort(server.em());
    expect(
      (await desk.scheduling.preflight.query({ cohortId: empty.id, settings })).blocks.map(({ code }) => code),
    ).toEqual(["nobody"]);
  });

  it("scheduling nobody is refused with a sentence", async () => {
    const empty = await aCohort(server.em());
    expect(await refusalOf(desk.scheduling.start.mutate({ cohortId: empty.id, settings }))).toMatchObject({
      kind: "not_yet",
      sentence: "Nobody in this cohort is waiting for a group.",
    });
    expect(await server.em().count(ScheduleRun, { cohort: empty.id })).toBe(0);
  });

  it("settings that make no sense are refused at their field", async () => {
    const wrong = (more: Partial<typeof settings>) =>
      refusalOf(desk.scheduling.start.mutate({ cohortId: world.cohort.id, settings: { ...settings, ...more } }));
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
    await desk.cohorts.close.mutate({ cohortId: world.cohort.id, as: "cancelled" });
    expect(await refusalOf(start())).toMatchObject({ kind: "conflict" });
    expect(await refusalOf(desk.scheduling.accept.mutate({ runId }))).toMatchObject({ kind: "conflict" });
  });

  it("every organiser's deed leaves exactly one entry in the audit", async () => {
    const runId = await run();
    await desk.scheduling.accept.mutate({ runId });
    await desk.scheduling.discardPreviews.mutate({ cohortId: world.cohort.id });
    const entries = await server
      .em()
      .find(AuditEntry, { object: `cohort:${world.cohort.id}` }, { orderBy: { id: "asc" } });
    expect(entries.map(({ action, actor }) => [action, actor])).toEqual([
      ["scheduling.start", "Olu Organiser"],
      ["scheduling.accept", "Olu Organiser"],
      ["scheduling.discardPreviews", "Olu Organiser"],
    ]);
  });
});

describe("a run and the life of its server", () => {
  it("whose server is stopped is interrupted with its best kept, and can be accepted on the next one", async () => {
    await using database = await testDatabase();
    let runId = 0;
    let cohortId = 0;
    {
      const pool = heldPool();
      await using server = await testServer({ database, pool });
      cohortId = (await aCohortToSchedule(server.em())).cohort.id;
      const next = pool.next();
      ({ runId } = await (await server.organiser()).scheduling.start.mutate({ cohortId, settings }));
      await next;
    }
    await using server = await testServer({ database, pool: heldPool() });
    const desk = await server.organiser();
    const [shown] = await desk.scheduling.runs.query({ cohortId });
    expect(shown).toMatchObject({
      id: runId,
      status: "interrupted",
      error: "The server was stopped while this run worked. Its best proposal is kept.",
      placed: 10,
    });
    expect((await desk.scheduling.accept.mutate({ runId })).groups).toHaveLength(2);
  });

  it("whose server died is interrupted once its hold has lapsed, says what it had, and stands in nobody's way [WK-4]", async () => {
    const pool = heldPool();
    await using server = await testServer({ pool });
    const { cohort } = await aCohortToSchedule(server.em());
    const desk = await server.organiser();
    // As a killed server leaves it: a run that works, held by a process that is no more.
    await server.em().execute(
      `insert into schedule_runs (cohort_id, number, status, settings, seed, input_fingerprint, progress, lease_holder, lease_until)
       values (?, 1, 'running', ?::jsonb, 7, '{}', '{"attemptsDone": 640, "placed": 9, "total": 12, "series": []}'::jsonb, 'dead', now() - interval '1 second')`,
      [cohort.id, JSON.stringify(settings)],
    );
    const [shown] = await desk.scheduling.runs.query({ cohortId: cohort.id });
    expect(shown).toMatchObject({
      status: "interrupted",
      error: expect.stringContaining("after 640 attempts; it had placed 9 of 12 people"),
    });
    const next = pool.next();
    expect((await desk.scheduling.start.mutate({ cohortId: cohort.id, settings })).number).toBe(2);
    await (await next).finish();
  });

  it("whose server died after it had found something keeps that, and it can be accepted [WK-4]", async () => {
    const pool = heldPool();
    await using server = await testServer({ pool });
    const { cohort } = await aCohortToSchedule(server.em());
    const desk = await server.organiser();
    const next = pool.next();
    const { runId } = await desk.scheduling.start.mutate({ cohortId: cohort.id, settings });
    const held = await next;
    await held.best();
    const row = () => server.em().findOneOrFail(ScheduleRun, runId);
    while ((await row()).proposal === null) await new Promise((resolve) => setTimeout(resolve, 50));
    // As a killed server leaves it: nobody renews the hold any more.
    await server
      .em()
      .execute(
        "update schedule_runs set lease_holder = 'dead', lease_until = now() - interval '1 second' where id = ?",
        [runId],
      );
    const [shown] = await desk.scheduling.runs.query({ cohortId: cohort.id });
    expect(shown).toMatchObject({
      status: "interrupted",
      placed: 10,
      error: expect.stringContaining("Its best so far is kept."),
    });
    expect((await desk.scheduling.accept.mutate({ runId })).groups).toHaveLength(2);
  });

  it("is seen on another server from its row, and can be stopped there", async () => {
    await using database = await testDatabase();
    const pool = heldPool();
    await using computing = await testServer({ database, pool });
    await using watching = await testServer({ database, pool: heldPool() });
    const { cohort } = await aCohortToSchedule(database.em());
    const next = pool.next();
    const { runId } = await (await computing.organiser()).scheduling.start.mutate({ cohortId: cohort.id, settings });
    const held = await next;
    held.progress({ attempts: 33, placed: 5 });
    const elsewhere = await watching.organiser();
    using page = watch(elsewhere, runId);
    await page.until((state) => state?.progress?.attemptsDone === 33);
    await elsewhere.scheduling.stop.mutate({ runId });
    await page.until(isOver);
    expect(page.seen.at(-1)!.status).toBe("stopped");
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
