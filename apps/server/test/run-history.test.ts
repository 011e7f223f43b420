import { Group } from "@muster/db/entities/group";
import { ScheduleRun } from "@muster/db/entities/schedule-run";
import { ANY_HOUR } from "@muster/domain/meeting-hours";
import { describe, expect, it } from "vitest";
import { settings } from "./a-cohort-to-schedule.ts";
import { refusalOf } from "./refusals.ts";
import { schedulingDesk } from "./scheduling-desk.ts";

describe("the history of runs", () => {
  const room = schedulingDesk();

  const begin = async (more: object = {}) => {
    const next = room.pool.next();
    const { runId } = await room.desk.scheduling.start.mutate({ cohortId: room.world.cohort.id, settings, ...more });
    return { runId, held: await next, ended: room.server.house.runs.live.get(runId)!.ended };
  };
  const run = async (more: object = {}) => {
    const { runId, held, ended } = await begin(more);
    await held.finish();
    await ended;
    return runId;
  };
  const listed = async () =>
    (await room.desk.scheduling.runs.query({ cohortId: room.world.cohort.id })).map(({ number, status }) => [
      number,
      status,
    ]);

  it("a deleted run is in no list until it is restored, and its number is not given again [SC-17, SC-22]", async () => {
    const [one] = [await run(), await run()];
    await room.desk.scheduling.remove.mutate({ runId: one });
    expect(await listed()).toEqual([[2, "done"]]);
    for (const call of [
      room.desk.scheduling.proposal.query({ runId: one }),
      room.desk.scheduling.accept.mutate({ runId: one }),
      room.desk.scheduling.remove.mutate({ runId: one }),
    ])
      expect(await refusalOf(call)).toMatchObject({ code: "NOT_FOUND" });
    await run();
    expect(await listed()).toEqual([
      [3, "done"],
      [2, "done"],
    ]);
    await room.desk.scheduling.restore.mutate({ runId: one });
    expect((await listed()).at(-1)).toEqual([1, "done"]);
    expect((await room.desk.scheduling.proposal.query({ runId: one })).placed).toBe(10);
  });

  it("a run that works, and one whose groups stand, cannot be deleted; a realized one is marked [SC-17]", async () => {
    const { runId, held, ended } = await begin();
    expect(await refusalOf(room.desk.scheduling.remove.mutate({ runId }))).toMatchObject({
      kind: "conflict",
      sentence: "Run 1 still works. Stop or discard it first.",
    });
    await held.finish();
    await ended;
    await room.desk.scheduling.accept.mutate({ runId });
    const refused = await refusalOf(room.desk.scheduling.remove.mutate({ runId }));
    expect(refused).toMatchObject({ kind: "conflict", sentence: expect.stringContaining("its groups stand") });
    const marked = async () => (await room.desk.scheduling.runs.query({ cohortId: room.world.cohort.id }))[0]!.realized;
    expect(await marked()).toBe(false);
    await room.server.em().nativeUpdate(Group, { run: runId }, { status: "active" });
    expect(await marked()).toBe(true);
  });

  it("a discarded proposal cannot be accepted, and counts as before once it is restored [SC-17, SC-22]", async () => {
    const runId = await run();
    const before = await room.desk.scheduling.proposal.query({ runId });
    await room.desk.scheduling.discard.mutate({ runId });
    expect(await refusalOf(room.desk.scheduling.accept.mutate({ runId }))).toMatchObject({
      sentence: "Run 1 was discarded. Restore it first.",
    });
    await room.desk.scheduling.restore.mutate({ runId });
    expect(await room.desk.scheduling.proposal.query({ runId })).toEqual(before);
    expect((await room.desk.scheduling.accept.mutate({ runId })).groups).toHaveLength(2);
  });

  it("a run discarded while it worked comes back as stopped, with the best it had kept [SC-9, SC-22]", async () => {
    const { runId, held, ended } = await begin();
    await held.best();
    const kept = async () => (await room.server.em().fork().findOneOrFail(ScheduleRun, runId)).proposal !== null;
    while (!(await kept())) await new Promise((resolve) => setImmediate(resolve));
    await room.desk.scheduling.discard.mutate({ runId });
    await ended;
    expect(await listed()).toEqual([[1, "discarded"]]);
    await room.desk.scheduling.restore.mutate({ runId });
    expect(await listed()).toEqual([[1, "stopped"]]);
    expect((await room.desk.scheduling.proposal.query({ runId })).placed).toBe(10);
  });

  it("a run again says whom it moves and how many more it places than the one it started from [SC-19]", async () => {
    const first = await run({ settings: { ...settings, maxPeople: 4 } });
    const second = await run({ settings: { ...settings, minPeople: 4 }, again: { runId: first, keep: [] } });
    const { since, placed } = await room.desk.scheduling.proposal.query({ runId: second });
    expect(placed).toBe(10);
    expect(since).toMatchObject({ number: 1, moved: [], lost: [], placedMore: 2 });
    expect(since!.gained).toHaveLength(2);
    const { held, ended } = await begin({ again: { runId: first, keep: [], moving: "freely" } });
    expect(held.problem).toMatchObject({ earlier: [], pins: [] });
    await held.finish();
    await ended;
  });

  it("to keep somebody at an hour that is no start of the run again is refused before it begins, by the group's name [SC-19]", async () => {
    const fromHalfPast = ANY_HOUR.map(() => ({ from: 18 * 60 + 30, until: 24 * 60 }));
    const first = await run({ settings: { ...settings, meetingHours: fromHalfPast } });
    const [group] = (await room.desk.scheduling.proposal.query({ runId: first })).groups;
    const keep = [{ personId: group!.members[0]!.personId, group: group!.name }];
    const hourly = room.desk.scheduling.start.mutate({
      cohortId: room.world.cohort.id,
      settings: { ...settings, stepMinutes: 60 },
      again: { runId: first, keep },
    });
    expect(await refusalOf(hourly)).toMatchObject({
      kind: "invalid",
      field: "again.keep",
      sentence:
        "A run cannot keep single people at the hour of Group 1. Let meetings start more often than every 60 minutes, or keep nobody of it.",
    });
    expect(await listed()).toEqual([[1, "done"]]);
    await run({ settings: { ...settings, stepMinutes: 15, meetingLengthMinutes: 75 }, again: { runId: first, keep } });
    expect(await listed()).toEqual([
      [2, "done"],
      [1, "done"],
    ]);
  });

  it("what is accepted keeps the name and the note it was given: in the list, with its groups, and after a look back [SC-16]", async () => {
    const runId = await run();
    expect(await refusalOf(room.desk.scheduling.accept.mutate({ runId, name: "x".repeat(81) }))).toMatchObject({
      field: "name",
    });
    const told = { name: "Evenings first", note: "Thursday stays small on purpose." };
    await room.desk.scheduling.accept.mutate({ runId, name: ` ${told.name} `, note: told.note });
    expect(await room.desk.scheduling.runs.query({ cohortId: room.world.cohort.id })).toMatchObject([told]);
    const groups = await room.desk.groups.list.query({ cohortId: room.world.cohort.id });
    expect(groups.map((group) => group.run)).toEqual([
      { id: runId, number: 1, ...told },
      { id: runId, number: 1, ...told },
    ]);
    const { entries } = await room.desk.groups.history.query({ cohortId: room.world.cohort.id });
    expect(entries[0]!.words).toBe("Run 1 was accepted as Evenings first: 2 groups");
    await room.desk.scheduling.discardPreviews.mutate({ cohortId: room.world.cohort.id });
    expect((await room.desk.scheduling.proposal.query({ runId })).run).toMatchObject({ status: "done", ...told });
  });

  it("whoever has no place is told the groups they came nearest to [SC-14]", async () => {
    const runId = await run({ settings: { ...settings, maxPeople: 4 } });
    const { unplaced } = await room.desk.scheduling.proposal.query({ runId });
    const near = (personId: number) => unplaced.find((one) => one.personId === personId)?.nearest;
    expect(near(room.world.alone.id)).toEqual([]);
    const out = room.world.tuesday.find(({ id }) => near(id))!;
    expect(near(out.id)).toMatchObject([{ name: "Group 1", missingMinutes: 0, members: 4, full: true }]);
  });
});
