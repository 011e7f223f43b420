import { Group } from "@muster/db/entities/group";
import { Membership } from "@muster/db/entities/membership";
import { Person } from "@muster/db/entities/person";
import { Signup } from "@muster/db/entities/signup";
import { aGroup, aMembership, aPerson, aSignup } from "@muster/db/testing/builders";
import { covers } from "@muster/domain/week";
import { Client } from "pg";
import { describe, expect, it } from "vitest";
import { untilWaiting } from "../testing/lock-waits.ts";
import { free, settings } from "./a-cohort-to-schedule.ts";
import { refusalOf } from "./refusals.ts";
import { schedulingDesk } from "./scheduling-desk.ts";
import { isOver, watchRun } from "./watch-run.ts";

describe("what a run proposes, and accepting it", () => {
  const room = schedulingDesk();

  const { run } = room;
  const ofCohort = <T extends object>(where: T) => ({ cohort: room.world.cohort.id, ...where });

  it("a proposal names everybody, fits and zones, and says of the unplaced why [SC-14]", async () => {
    const proposal = await room.desk.scheduling.proposal.query({ runId: await run() });
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
      room.world.facilitators[0]!.id,
    ]);
    const reasons = new Map(
      proposal.unplaced.map(({ personId, reason, sentence }) => [personId, { reason, sentence }]),
    );
    expect(reasons.get(room.world.silent.id)).toMatchObject({
      reason: "no_availability",
      sentence: "Has not painted a week yet.",
    });
    expect(reasons.get(room.world.alone.id)?.reason).toBe("no_facilitator_overlap");
    expect([...reasons.values()].every(({ sentence }) => /^[A-Z].*\.$/.test(sentence))).toBe(true);
  });

  it("an accepted proposal's groups have status preview, and nothing leaves the house [T14, SC-16, A1, QRY5]", async () => {
    const runId = await run();
    const { groups } = await room.desk.scheduling.accept.mutate({ runId });
    expect(groups.map(({ name }) => name)).toEqual(["Group 1", "Group 2"]);
    const made = await room.server.em().find(Group, ofCohort({}), { orderBy: { id: "asc" } });
    expect(made.map(({ status, taken, realizeRequestedAt }) => ({ status, taken, realizeRequestedAt }))).toEqual([
      { status: "preview", taken: 5, realizeRequestedAt: null },
      { status: "preview", taken: 5, realizeRequestedAt: null },
    ]);
    expect(
      await room.server.em().execute(
        "select 1 from sync_tasks where subject in (?, ?)",
        made.map((group) => group.subject()),
      ),
    ).toEqual([]);
  });

  it("after accepting statuses contain preview and none forming, sign-ups are still there, and each has a place or a reason [T15, SCH12, SCH13, B8, B10, QRY6]", async () => {
    await room.desk.scheduling.accept.mutate({ runId: await run() });
    const statuses = await room.server
      .em()
      .execute<{ status: string }[]>("select distinct status from groups where cohort_id = ?", [room.world.cohort.id]);
    expect(statuses).toEqual([{ status: "preview" }]);
    const signups = await room.server.em().find(Signup, ofCohort({}));
    expect(signups).toHaveLength(12);
    const members = await room.server.em().find(Membership, ofCohort({ status: "active" as const }));
    const placed = new Set(members.map(({ person }) => person.id));
    for (const { person, ungroupableReason } of signups) expect(ungroupableReason === null).toBe(placed.has(person.id));
    expect(signups.find(({ person }) => person.id === room.world.silent.id)?.ungroupableReason).toBe("no_availability");
    expect(
      members
        .filter(({ role }) => role === "facilitator")
        .map(({ person }) => person.id)
        .toSorted((a, b) => a - b),
    ).toEqual(room.world.facilitators.map(({ id }) => id));
    // Every place is inside its person's week: everybody here lives in the cohort's own zone.
    const groups = new Map((await room.server.em().find(Group, ofCohort({}))).map((group) => [group.id, group]));
    const people = new Map(
      (await room.server.em().find(Person, { id: { $in: [...placed] } })).map((person) => [person.id, person]),
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
        room.desk.scheduling.accept.mutate({ runId }).then(
          () => "accepted",
          () => "refused",
        ),
      ),
    );
    expect(both.toSorted()).toEqual(["accepted", "refused", "refused"]);
    expect(await room.server.em().count(Group, ofCohort({}))).toBe(2);
    expect(await refusalOf(room.desk.scheduling.accept.mutate({ runId }))).toMatchObject({
      sentence: "Run 1 was accepted already.",
    });
  });

  it("is refused when somebody's week changed since, and names them; nothing is written [WK-5, AD-2]", async () => {
    const runId = await run();
    const [someone] = room.world.tuesday as [Person];
    await (
      await room.server.as(someone)
    ).availability.set.mutate({
      ...free("M09:00 M10:00"),
      available: [{ start: 540, end: 600 }],
      timeZone: "Europe/London",
    });
    const refused = await refusalOf(room.desk.scheduling.accept.mutate({ runId }));
    expect(refused).toMatchObject({
      kind: "conflict",
      sentence: `Since this run ${someone.name} changed their week, role or places. Run again to take that in.`,
      facts: { people: [{ id: someone.id, name: someone.name }] },
    });
    expect(await room.server.em().count(Group, ofCohort({}))).toBe(0);
    expect(await room.desk.scheduling.proposal.query({ runId })).toMatchObject({
      stale: true,
      staleBecause: refused!.sentence,
    });
  });

  it("painting the very same week again changes nothing, and is accepted", async () => {
    const runId = await run();
    const [someone] = room.world.tuesday as [Person];
    await (
      await room.server.as(someone)
    ).availability.set.mutate({
      available: [{ start: 1_440 + 1_080, end: 1_440 + 1_200 }],
      ifNeeded: [],
      timeZone: "Europe/London",
    });
    expect((await room.desk.scheduling.accept.mutate({ runId })).groups).toHaveLength(2);
  });

  it("is refused when somebody signed up or took a place meanwhile [WK-5]", async () => {
    const runId = await run();
    const late = await aPerson(room.server.em());
    await (
      await room.server.as(late)
    ).signups.signUp.mutate({ code: room.world.cohort.signupCode, role: "participant" });
    expect((await refusalOf(room.desk.scheduling.accept.mutate({ runId })))?.sentence).toBe(
      `Since this run ${late.name} was added. Run again to take that in.`,
    );
    await (await room.server.as(late)).signups.withdraw.mutate({ cohortId: room.world.cohort.id });
    const group = await aGroup(room.server.em(), { cohort: room.world.cohort });
    await aMembership(room.server.em(), group, { person: room.world.thursday[0]! });
    expect((await refusalOf(room.desk.scheduling.accept.mutate({ runId })))?.sentence).toContain(
      `${room.world.thursday[0]!.name} no longer waits for a group`,
    );
  });

  it("waits for whoever is left out in the same instant, and is refused: nobody is left out and placed [SC-14, WK-5]", async () => {
    const runId = await run();
    const [someone] = room.world.tuesday as [Person];
    const other = new Client({ connectionString: room.server.database.url });
    await other.connect();
    await other.query("begin");
    await other.query("update signups set left_out_at = now() where person_id = $1", [someone.id]);
    let refused: Awaited<ReturnType<typeof refusalOf>> | undefined;
    const accepting = refusalOf(room.desk.scheduling.accept.mutate({ runId })).then((answer) => (refused = answer));
    await untilWaiting(room.server.em(), 1, () => refused !== undefined);
    await other.query("commit");
    await other.end();
    await accepting;
    expect(refused).toMatchObject({ sentence: expect.stringContaining(`${someone.name} no longer waits for a group`) });
    expect(await room.server.em().count(Membership, ofCohort({}))).toBe(0);
  });

  it("a second run leaves people with a place alone, takes the ungroupable again, and goes on counting [C30, C31, SCH4]", async () => {
    await room.desk.scheduling.accept.mutate({ runId: await run() });
    const em = room.server.em();
    for (let i = 0; i < 3; i++)
      await aSignup(em, {
        cohort: room.world.cohort,
        person: await aPerson(em, { availability: free("U03:00 U05:00") }),
      });
    const lead = await aPerson(em, { availability: free("U03:00 U05:00") });
    await aSignup(em, { cohort: room.world.cohort, person: lead, role: "facilitator" });
    const before = await em.find(Membership, ofCohort({ status: "active" as const }));
    const { groups } = await room.desk.scheduling.accept.mutate({ runId: await run() });
    expect(groups.map(({ name }) => name)).toEqual(["Group 3"]);
    const members = await room.server.em().find(Membership, { group: groups[0]!.id });
    expect(members.map(({ person }) => person.id)).toContain(room.world.alone.id);
    const after = await room.server.em().find(Membership, ofCohort({ status: "active" as const }));
    expect(after.filter(({ id }) => before.some((old) => old.id === id))).toHaveLength(before.length);
    expect(
      (await room.server.em().findOneOrFail(Signup, ofCohort({ person: room.world.alone.id }))).ungroupableReason,
    ).toBeNull();
  });

  it("leftovers join a group that stands and has room, where that is asked for", async () => {
    const em = room.server.em();
    await room.desk.scheduling.accept.mutate({ runId: await run() });
    const [tuesday] = await em.find(Group, ofCohort({}), { orderBy: { id: "asc" } });
    await em.nativeUpdate(Group, { id: tuesday!.id }, { maxSize: 6 });
    const late = await aPerson(em, { availability: free("T18:00 T20:00") });
    await aSignup(em, { cohort: room.world.cohort, person: late });
    const runId = await run({ keepPlaced: true });
    expect((await room.desk.scheduling.proposal.query({ runId })).groups).toMatchObject([
      { name: "Group 1", joins: tuesday!.id, members: [{ personId: late.id }] },
    ]);
    await room.desk.scheduling.accept.mutate({ runId });
    expect((await room.server.em().findOneOrFail(Group, tuesday!.id)).taken).toBe(6);
  });

  it("a group that meets between two of the run's starts is in nobody's way, and stays as it is", async () => {
    const em = room.server.em();
    await room.desk.scheduling.accept.mutate({ runId: await run() });
    const [tuesday] = await em.find(Group, ofCohort({}), { orderBy: { id: "asc" } });
    await em.nativeUpdate(Group, { id: tuesday!.id }, { maxSize: 9, startMinute: 18 * 60 + 7 });
    const late = await aPerson(em, { availability: free("T18:00 T20:00") });
    await aSignup(em, { cohort: room.world.cohort, person: late });
    const runId = await run({ keepPlaced: true });
    const { groups, unplaced } = await room.desk.scheduling.proposal.query({ runId });
    expect(groups).toEqual([]);
    expect(unplaced.map(({ personId }) => personId)).toContain(late.id);
  });

  it("a trial run's largest size is its groups' own; the cohort's stays what it is [Q24]", async () => {
    const next = room.pool.next();
    const { runId } = await room.desk.scheduling.start.mutate({
      cohortId: room.world.cohort.id,
      settings: { ...settings, maxPeople: 6 },
    });
    const held = await next;
    using page = watchRun(room.desk, runId);
    await held.finish();
    await page.until(isOver);
    await room.desk.scheduling.accept.mutate({ runId });
    expect((await room.server.em().find(Group, ofCohort({}))).map(({ maxSize }) => maxSize)).toEqual([6, 6]);
    expect((await room.desk.cohorts.overview.query({ cohortId: room.world.cohort.id })).maxSize).toBe(5);
  });

  it("discarded previews leave the cohort as if nobody had scheduled; the same proposal may be accepted again [SCH16]", async () => {
    const runId = await run();
    await room.desk.scheduling.accept.mutate({ runId });
    expect(await room.desk.scheduling.discardPreviews.mutate({ cohortId: room.world.cohort.id })).toEqual({
      removed: 2,
    });
    expect(await room.server.em().count(Group, ofCohort({}))).toBe(0);
    expect(await room.server.em().count(Membership, ofCohort({}))).toBe(0);
    const signups = await room.server.em().find(Signup, ofCohort({}));
    expect(signups.every(({ ungroupableReason }) => ungroupableReason === null)).toBe(true);
    const { groups } = await room.desk.scheduling.accept.mutate({ runId });
    expect(groups.map(({ name }) => name)).toEqual(["Group 1", "Group 2"]);
  });

  it("discarding previews touches no group that is realized or about to be", async () => {
    await room.desk.scheduling.accept.mutate({ runId: await run() });
    const [first, second] = await room.server.em().find(Group, ofCohort({}), { orderBy: { id: "asc" } });
    await room.server.em().nativeUpdate(Group, { id: first!.id }, { status: "active" });
    await room.server.em().nativeUpdate(Group, { id: second!.id }, { realizeRequestedAt: new Date() });
    expect(
      await refusalOf(room.desk.scheduling.discardPreviews.mutate({ cohortId: room.world.cohort.id })),
    ).toMatchObject({
      kind: "conflict",
      sentence: expect.stringContaining("Something of Group 2 is on Discord or on its way there."),
    });
    await room.server.em().nativeUpdate(Group, { id: second!.id }, { realizeRequestedAt: null });
    expect(await room.desk.scheduling.discardPreviews.mutate({ cohortId: room.world.cohort.id })).toEqual({
      removed: 1,
    });
    expect((await room.server.em().find(Group, ofCohort({}))).map(({ id, taken }) => [id, taken])).toEqual([
      [first!.id, 5],
    ]);
  });
});
