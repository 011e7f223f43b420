import { aGroup, aGroupingRule, aMembership } from "@muster/db/testing/builders";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aCohortToSchedule, settings, type Scheduled } from "./a-cohort-to-schedule.ts";
import { heldPool, type HeldPool } from "./held-pool.ts";
import { refusalOf } from "./refusals.ts";
import { testServer, type Client, type TestServer } from "./server-resource.ts";

describe("rules about who shares a group, in runs", () => {
  let server: TestServer;
  let pool: HeldPool;
  let desk: Client;
  let world: Scheduled;
  let cohortId: number;
  beforeAll(async () => {
    pool = heldPool();
    server = await testServer({ pool });
    desk = await server.organiser();
  });
  afterAll(() => server[Symbol.asyncDispose]());
  beforeEach(async () => {
    world = await aCohortToSchedule(server.em());
    cohortId = world.cohort.id;
    await server.em().execute("delete from rate_buckets");
  });

  const idsOf = (people: readonly { id: number }[]) => people.map(({ id }) => id);
  const add = (kind: "together" | "apart", people: readonly { id: number }[]) =>
    desk.rules.add.mutate({ cohortId, kind, personIds: idsOf(people) });
  const begin = async (more: object = {}) => {
    const next = pool.next();
    const { runId } = await desk.scheduling.start.mutate({ cohortId, settings, ...more });
    const held = await next;
    const { ended } = server.house.runs.live.get(runId)!;
    const finish = async () => {
      await held.finish();
      await ended;
    };
    return { runId, held, finish };
  };

  it("a run is told the rules about whom it places, and whom a standing group holds [GR-13]", async () => {
    const [one, two, three] = world.tuesday;
    await add("apart", [one!, two!]);
    const standing = await aGroup(server.em(), { cohort: world.cohort, name: "Group 9" });
    await aMembership(server.em(), standing, { person: three! });
    await aGroupingRule(server.em(), [two!, three!], { kind: "together" });
    const { held, finish } = await begin({ keepPlaced: true });
    expect(held.problem.rules).toEqual([
      { kind: "together", personIds: [two!, three!].map(({ id }) => String(id)) },
      { kind: "apart", personIds: [one!, two!].map(({ id }) => String(id)) },
    ]);
    expect(held.problem.standing).toEqual([
      { id: String(standing.id), start: 1_440 + 1_080, room: 4, memberIds: [String(three!.id)] },
    ]);
    await finish();
  });

  it("who is to be with somebody in a group that takes nobody in is told that group, without a seat [GR-13]", async () => {
    const [one, two, three] = world.tuesday;
    const standing = await aGroup(server.em(), { cohort: world.cohort, name: "Group 9", startMinute: 1_085 });
    await aMembership(server.em(), standing, { person: two! });
    await add("apart", [one!, two!]);
    const apart = await begin();
    expect(apart.held.problem).toMatchObject({ rules: [], standing: [] });
    await apart.finish();
    await add("together", [two!, three!]);
    const { held, finish } = await begin();
    expect(held.problem.standing).toEqual([
      { id: String(standing.id), start: 1_440 + 1_080, room: 0, memberIds: [String(two!.id)] },
    ]);
    await finish();
  });

  it("who has paused is in no rule of a run [GR-13]", async () => {
    const [one, two, three] = world.tuesday;
    await add("together", [one!, two!]);
    await add("apart", [two!, three!]);
    await (await server.as(two!)).signups.pause.mutate({ cohortId });
    const { held, finish } = await begin();
    expect(held.problem.rules).toEqual([]);
    await finish();
  });

  it("a rule said while a run works makes its result stale, and one taken back makes it good again [GR-13]", async () => {
    const { runId, finish } = await begin();
    const { ruleId } = await add("apart", world.tuesday.slice(0, 2));
    await finish();
    expect(await refusalOf(desk.scheduling.accept.mutate({ runId }))).toMatchObject({
      kind: "conflict",
      sentence: "Since this run 1 rule was added. Run again to take that in.",
    });
    await desk.rules.remove.mutate({ cohortId, ruleId });
    await desk.scheduling.accept.mutate({ runId });
  });

  it("the history of runs counts the rules that came and went between two [GR-13]", async () => {
    const rules = async () => (await desk.scheduling.runs.query({ cohortId })).map((run) => run.rules);
    await (await begin()).finish();
    const { ruleId } = await add("apart", world.tuesday.slice(0, 2));
    await add("together", world.thursday.slice(0, 2));
    await (await begin()).finish();
    await desk.rules.remove.mutate({ cohortId, ruleId });
    await (await begin()).finish();
    expect(await rules()).toEqual([
      { added: 0, gone: 1 },
      { added: 2, gone: 0 },
      { added: 0, gone: 0 },
    ]);
  });

  it("before a run the rules that hold in it are counted, and rules nothing could keep stop it [GR-13, SC-5]", async () => {
    await add("apart", world.tuesday.slice(0, 3));
    await add("together", world.thursday.slice(0, 2));
    const look = (more: object = {}) =>
      desk.scheduling.preflight.query({ cohortId, settings: { ...settings, ...more } });
    const { infos, blocks } = await look();
    expect(blocks).toEqual([]);
    expect(infos.find(({ code }) => code === "rules")).toMatchObject({
      sentence: "2 rules about 5 people hold in this run.",
      people: { length: 5 },
    });
    await add("together", world.thursday.slice(0, 4));
    expect((await look({ maxPeople: 3 })).blocks[0]!.sentence).toBe(
      "4 people would have to be together beside their facilitator, and a group has at most 3. Remove one of the rules.",
    );
    expect((await look({ maxPeople: 4 })).blocks).toHaveLength(1);
    expect((await look({ maxPeople: 5 })).blocks).toEqual([]);
    // As two cohorts can come by it that have each one half.
    await aGroupingRule(server.em(), world.thursday.slice(1, 3));
    const { sentence } = (await look()).blocks[0]!;
    expect(sentence).toContain("would have to be both together and apart. Remove one of the rules.");
    expect(await refusalOf(desk.scheduling.start.mutate({ cohortId, settings }))).toMatchObject({
      kind: "conflict",
      sentence,
    });
  });

  it("running again over previews keeps the rules about everybody in them [GR-13, SC-19]", async () => {
    const first = await begin();
    await first.finish();
    await desk.scheduling.accept.mutate({ runId: first.runId });
    await add("apart", world.tuesday.slice(0, 2));
    const groups = (await desk.groups.list.query({ cohortId })).map((group) => ({
      groupId: group.id,
      expectedVersion: group.version,
    }));
    const next = pool.next();
    const { runId } = await desk.scheduling.rerun.mutate({ cohortId, groups, keep: [] });
    const held = await next;
    const { ended } = server.house.runs.live.get(runId)!;
    expect(held.problem.rules).toEqual([
      { kind: "apart", personIds: world.tuesday.slice(0, 2).map(({ id }) => String(id)) },
    ]);
    await held.finish();
    await ended;
  });
});
