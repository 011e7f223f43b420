import { AuditEntry } from "@muster/db/entities/audit-entry";
import { Cohort } from "@muster/db/entities/cohort";
import { Facilitator } from "@muster/db/entities/facilitator";
import type { Person } from "@muster/db/entities/person";
import { ScheduleRun } from "@muster/db/entities/schedule-run";
import { aCohort, aPerson, aSignup } from "@muster/db/testing/builders";
import { parseIntervals } from "@muster/domain/week";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { free, settings } from "./a-cohort-to-schedule.ts";
import { refusalOf } from "./refusals.ts";
import { testServer, type Client, type TestServer } from "./server-resource.ts";

/** The real pool: what a remedy promises is what a run on its threads gives. */
describe("a remedy", () => {
  let server: TestServer;
  let desk: Client;
  let cohortId: number;
  const people: Record<string, Person> = {};
  beforeAll(async () => {
    server = await testServer();
    desk = await server.organiser();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const join = async (name: string, week: string, role: "participant" | "facilitator" = "participant") => {
    const em = server.em();
    const person = await aPerson(em, { name, availability: free(week), timeZone: "Europe/London" });
    people[name] = person;
    await aSignup(em, { cohort: await em.findOneOrFail(Cohort, cohortId), person, role });
    if (role === "facilitator")
      await em
        .persist(em.create(Facilitator, { person, certifiedAt: new Date("2026-01-01T00:00:00Z"), maxGroups: 1 }))
        .flush();
    return person;
  };

  /**
   * Tuesday's group is full of five with two more at its hours, both of whom a second group of its facilitator would take
   * only together with a third; Thursday's has a seat, which Late misses by half an hour.
   */
  beforeEach(async () => {
    await server.em().execute("delete from rate_buckets");
    const cohort = await aCohort(server.em(), { minSize: 3, maxSize: 5 });
    cohortId = cohort.id;
    await join("Flo", "T18:00 T21:00", "facilitator");
    for (const name of ["Ann", "Ben", "Cem", "Dag", "Eva", "Gus"]) await join(name, "T18:00 T21:00");
    await join("Fritz", "R18:00 R19:00", "facilitator");
    for (const name of ["Hal", "Ida", "Jon"]) await join(name, "R18:00 R19:00");
    await join("Late", "R18:30 R19:30");
    await join("Silent", "");
  });

  const settled = async (runId: number) => {
    await server.house.runs.live.get(runId)?.ended;
    return desk.scheduling.proposal.query({ runId });
  };
  const scheduled = async () => {
    const { runId } = await desk.scheduling.start.mutate({ cohortId, settings });
    return settled(runId);
  };
  type Shown = Awaited<ReturnType<typeof settled>>;
  const placedIn = ({ groups }: Shown) =>
    new Set(groups.flatMap(({ members }) => members.map(({ personId }) => personId)));
  const groupsOf = ({ groups }: Shown) =>
    new Map(groups.flatMap(({ slot, members }) => members.map(({ personId }) => [personId, JSON.stringify(slot)])));
  const offeredTo = ({ unplaced }: Shown, kind?: string) =>
    unplaced.flatMap(({ personId, remedies }) =>
      remedies
        .map((remedy, index) => ({ personId, remedy: index, ...remedy }))
        .filter((one) => !kind || one.kind === kind),
    );

  it("gives, applied, exactly what it promised: the person placed, the numbers equal, only those named moved [SC-14, SC-19]", async () => {
    const before = await scheduled();
    const offered = offeredTo(before).filter(({ applies }) => applies);
    expect(offered.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["free_time", "maximum"]));
    for (const { personId, remedy, placed, quality, moved, lost, sentence } of offered) {
      const { runId } = await desk.scheduling.applyRemedy.mutate({ runId: before.run.id, personId, remedy });
      const after = await settled(runId);
      expect(placedIn(after).has(personId), sentence).toBe(true);
      expect(after, sentence).toMatchObject({ placed, quality });
      expect(after.placed).toBeGreaterThan(before.placed);
      const [was, is] = [groupsOf(before), groupsOf(after)];
      const nameOf = (id: number) => Object.values(people).find((person) => person.id === id)!.name;
      const elsewhere = [...was.keys()].filter((id) => is.has(id) && is.get(id) !== was.get(id)).map(nameOf);
      for (const name of elsewhere) expect(moved, sentence).toContain(name);
      expect([...was.keys()].filter((id) => !is.has(id)).map(nameOf), sentence).toEqual(lost);
      await desk.scheduling.discard.mutate({ runId });
    }
  });

  it("that counts an hour as somebody's says so with the run and in the audit, and leaves their week as they painted it", async () => {
    const before = await scheduled();
    const [offered] = offeredTo(before, "free_time");
    expect(offered).toMatchObject({ personId: people["Late"]!.id, moved: [], lost: [] });
    expect(offered!.asks).toEqual({
      personId: people["Late"]!.id,
      window: parseIntervals("R18:00 R18:30")[0],
      groupStart: parseIntervals("R18:00 R19:00")[0]!.start,
    });
    expect(offered!.sentence).toBe(
      "There is a place if Late frees Thursday 18:00-18:30 (London), for the group on Thursday 18:00-19:00 (London).",
    );
    const { runId, number } = await desk.scheduling.applyRemedy.mutate({ runId: before.run.id, ...pick(offered!) });
    const words =
      "Late is counted as free Thursday 18:00-18:30 (London), in this run only: the week they painted stays as it is.";
    const after = await settled(runId);
    expect(after.groups.flatMap(({ members }) => members).filter(({ assumed }) => assumed)).toMatchObject([
      { name: "Late" },
    ]);
    expect(after.run).toMatchObject({
      number,
      origin: { runId: before.run.id, number: before.run.number },
      assumed: [words],
    });
    expect((await server.em().findOneOrFail(ScheduleRun, before.run.id)).status).toBe("done");
    await desk.scheduling.accept.mutate({ runId });
    const entries = await server.em().find(AuditEntry, { object: `cohort:${cohortId}` }, { orderBy: { id: "asc" } });
    expect(entries.map(({ action, after }) => [action, (after as { assumed?: string[] }).assumed])).toEqual([
      ["scheduling.start", undefined],
      ["scheduling.start", [words]],
      ["scheduling.accept", [words]],
    ]);
    const [week] = await server
      .em()
      .execute<{ availability: unknown }[]>("select availability from people where id = ?", [people["Late"]!.id]);
    expect(week!.availability).toEqual(JSON.parse(JSON.stringify(people["Late"]!.availability)));
  });

  it("is one step back: discarding its run leaves the earlier proposal as it was, still to be accepted [SC-22]", async () => {
    const before = await scheduled();
    const [offered] = offeredTo(before, "maximum");
    const { runId } = await desk.scheduling.applyRemedy.mutate({ runId: before.run.id, ...pick(offered!) });
    await settled(runId);
    const [newest, older] = await desk.scheduling.runs.query({ cohortId });
    expect([newest!.changed, older!.changed]).toEqual([["maxPeople"], []]);
    await desk.scheduling.discard.mutate({ runId });
    expect(await desk.scheduling.proposal.query({ runId: before.run.id })).toEqual(before);
    await desk.scheduling.accept.mutate({ runId: before.run.id });
  });

  it("after a remedy keeps what the first assumed, and stays acceptable", async () => {
    const before = await scheduled();
    const [hour] = offeredTo(before, "free_time");
    const first = await settled(
      (await desk.scheduling.applyRemedy.mutate({ runId: before.run.id, ...pick(hour!) })).runId,
    );
    const [more] = offeredTo(first, "maximum");
    const second = await settled(
      (await desk.scheduling.applyRemedy.mutate({ runId: first.run.id, ...pick(more!) })).runId,
    );
    expect(second.run.assumed).toEqual([expect.stringContaining("Late is counted"), "Groups of 6 are allowed."]);
    expect(second).toMatchObject({ placed: more!.placed, quality: more!.quality, stale: false });
    await desk.scheduling.accept.mutate({ runId: second.run.id });
  });

  it("of a proposal that no longer fits is refused and names whose week changed [AD-2]", async () => {
    const before = await scheduled();
    const [offered] = offeredTo(before, "free_time");
    const ann = await server.as(people["Ann"]!);
    await ann.availability.set.mutate({ ...free("M09:00 M10:00"), timeZone: "Europe/London" });
    expect(
      await refusalOf(desk.scheduling.applyRemedy.mutate({ runId: before.run.id, ...pick(offered!) })),
    ).toMatchObject({
      kind: "conflict",
      sentence: "Since this run Ann changed their week, role or places. Run again to take that in.",
    });
    expect(await server.em().count(ScheduleRun, { cohort: cohortId })).toBe(1);
  });

  it("to find another facilitator is advice: without a button, counted without them, and refused as a change", async () => {
    for (const name of ["Kim", "Lou", "Max"]) await join(name, "S09:00 S10:00");
    const before = await scheduled();
    const advice = offeredTo(before, "another_facilitator").find(({ personId }) => personId === people["Kim"]!.id);
    expect(advice).toMatchObject({ applies: false, placed: before.placed + 3, quality: before.quality + 3 });
    expect(
      await refusalOf(desk.scheduling.applyRemedy.mutate({ runId: before.run.id, ...pick(advice!) })),
    ).toMatchObject({
      kind: "invalid",
      sentence: "A facilitator has to be found and signed up first; then schedule again.",
    });
  });

  it("that is not there, or of an accepted run, is refused with a sentence", async () => {
    const before = await scheduled();
    const of = (input: { personId: number; remedy: number }) =>
      refusalOf(desk.scheduling.applyRemedy.mutate({ runId: before.run.id, ...input }));
    const silent = before.unplaced.find(({ personId }) => personId === people["Silent"]!.id)!;
    expect(silent).toMatchObject({ sentence: "Has not painted a week yet.", remedies: [] });
    expect(await of({ personId: silent.personId, remedy: 0 })).toMatchObject({
      kind: "invalid",
      field: "remedy",
      sentence: "This run offers no such remedy.",
    });
    await desk.scheduling.accept.mutate({ runId: before.run.id });
    const [offered] = offeredTo(before, "free_time");
    expect(await of(pick(offered!))).toMatchObject({
      kind: "conflict",
      sentence: `Run ${before.run.number} was accepted already. Discard its preview groups first.`,
    });
  });
});

const pick = ({ personId, remedy }: { personId: number; remedy: number }) => ({ personId, remedy });
