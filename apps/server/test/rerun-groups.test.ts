import { beforeEach, describe, expect, it } from "vitest";
import { settings } from "./a-cohort-to-schedule.ts";
import { refusalOf } from "./refusals.ts";
import { schedulingDesk } from "./scheduling-desk.ts";

describe("running again over groups in preview", () => {
  const room = schedulingDesk();
  /** Two previews: Tuesday's people in Group 1, Thursday's in Group 2. */
  beforeEach(async () => {
    const next = room.pool.next();
    const { runId } = await room.desk.scheduling.start.mutate({ cohortId: room.world.cohort.id, settings });
    const held = await next;
    const { ended } = room.server.house.runs.live.get(runId)!;
    await held.finish();
    await ended;
    await room.desk.scheduling.accept.mutate({ runId });
  });

  const groups = () => room.desk.groups.list.query({ cohortId: room.world.cohort.id });
  /** Who is in which group, by the rows themselves. */
  const places = () =>
    room.server.em().execute<{ name: string; person: number }[]>(
      `select groups.name, person_id as person from memberships join groups on groups.id = group_id
       where groups.cohort_id = ? and memberships.status = 'active' order by 1, 2`,
      [room.world.cohort.id],
    );
  const seen = async (...names: string[]) =>
    (await groups())
      .filter(({ name }) => names.includes(name))
      .map(({ id: groupId, version: expectedVersion }) => ({ groupId, expectedVersion }));
  type Asked = Omit<Parameters<typeof room.desk.scheduling.rerun.mutate>[0], "cohortId">;
  const rerun = async (asked: Asked) => {
    const next = room.pool.next();
    const { runId } = await room.desk.scheduling.rerun.mutate({ cohortId: room.world.cohort.id, ...asked });
    const held = await next;
    const { ended } = room.server.house.runs.live.get(runId)!;
    return {
      runId,
      held,
      finish: async () => {
        await held.finish();
        await ended;
      },
    };
  };

  it("leaves every place as it is until the proposal is accepted, and for good where the run is discarded [SC-19]", async () => {
    const before = await places();
    const { runId, finish } = await rerun({ groups: await seen("Group 1", "Group 2"), keep: [] });
    expect(await places()).toEqual(before);
    await finish();
    expect(await places()).toEqual(before);
    const proposal = await room.desk.scheduling.proposal.query({ runId });
    expect(proposal.run.replaces).toEqual(["Group 1", "Group 2"]);
    expect(proposal.since).toEqual({ number: null, moved: [], gained: [], lost: [], placedMore: 0 });
    await room.desk.scheduling.discard.mutate({ runId });
    expect(await places()).toEqual(before);
  });

  it("accepted, puts the new groups in the place of the old ones and lets those that were pinned stay [SC-19]", async () => {
    const [first] = await groups();
    const { runId, finish, held } = await rerun({ groups: await seen("Group 2"), keep: [] });
    expect(held.problem.people.map(({ id }) => Number(id))).not.toContain(first!.members[0]!.personId);
    await finish();
    await room.desk.scheduling.accept.mutate({ runId });
    const after = await groups();
    expect(after.map(({ name }) => name)).toEqual(["Group 1", "Group 2"]);
    expect(after.map(({ id }) => id)[0]).toBe(first!.id);
    expect(after[1]!.run).toMatchObject({ id: runId, number: 2 });
    expect((await places()).filter(({ name }) => name === "Group 2").map(({ person }) => person)).toEqual(
      [...room.world.thursday, room.world.facilitators[1]!].map(({ id }) => id).toSorted((a, b) => a - b),
    );
  });

  it("keeps a pinned person at the hour the group has now, also where a hand gave it, and says so [SC-19]", async () => {
    const [first] = await groups();
    const someone = first!.members.find(({ role }) => role === "participant")!;
    const at = 1_440 + 18 * 60 + 30;
    await room.desk.groups.changeTime.mutate({ groupId: first!.id, weekday: 1, startMinute: 18 * 60 + 30 });
    const { runId, finish, held } = await rerun({
      groups: await seen("Group 1", "Group 2"),
      keep: [{ personId: someone.personId, groupId: first!.id }],
    });
    expect(held.problem.pins).toEqual([{ personId: String(someone.personId), start: at, group: "Group 1" }]);
    await finish();
    const { groups: proposed } = await room.desk.scheduling.proposal.query({ runId });
    const kept = proposed.find(({ members }) => members.some(({ personId }) => personId === someone.personId))!;
    expect(kept.slot.weekday * 1_440 + kept.slot.startMinute).toBe(at);
    expect(kept.members.filter(({ pinned }) => pinned).map(({ personId }) => personId)).toEqual([someone.personId]);
  });

  it("is refused once a hand changed one of the groups: neither is the run begun, nor its proposal accepted [SC-19]", async () => {
    const asked = { groups: await seen("Group 1", "Group 2"), keep: [] };
    const { runId, finish } = await rerun(asked);
    await finish();
    const [first] = await groups();
    await room.desk.groups.rename.mutate({ groupId: first!.id, name: "Early birds" });
    const before = await places();
    expect(await refusalOf(room.desk.scheduling.accept.mutate({ runId }))).toMatchObject({
      kind: "conflict",
      sentence: "Since this run Early birds was changed. Run again to take that in.",
    });
    expect((await room.desk.scheduling.proposal.query({ runId })).staleBecause).toContain("Early birds was changed");
    expect(
      await refusalOf(room.desk.scheduling.rerun.mutate({ cohortId: room.world.cohort.id, ...asked })),
    ).toMatchObject({
      sentence: "Early birds has changed since you looked at it. Look at the groups again.",
    });
    expect(await places()).toEqual(before);
  });

  it("goes on from its proposal over the same groups [SC-19]", async () => {
    await room.server.em().execute("update groups set max_size = 6 where cohort_id = ?", [room.world.cohort.id]);
    const [stays] = await groups();
    const { runId, held: first, finish } = await rerun({ groups: await seen("Group 2"), keep: [] });
    await finish();
    const next = room.pool.next();
    const again = await room.desk.scheduling.start.mutate({
      cohortId: room.world.cohort.id,
      settings,
      again: { runId, keep: [], moving: "freely" },
    });
    const held = await next;
    expect(held.problem.people).toHaveLength(first.problem.people.length);
    expect(held.problem.standing).toMatchObject([{ id: String(stays!.id), start: 2_520, room: 1 }]);
    const { ended } = room.server.house.runs.live.get(again.runId)!;
    await held.finish();
    await ended;
    await room.desk.scheduling.accept.mutate({ runId: again.runId });
    expect((await groups()).map(({ name, run }) => [name, run?.number])).toEqual([
      ["Group 1", 1],
      ["Group 2", 3],
    ]);
  });
});
