import { aCohort, aGroup } from "@muster/db/testing/builders";
import { expect, test } from "vitest";
import { aMember } from "../../testing/scene.ts";
import { testHouse } from "../../testing/sync-house.ts";

test("a merge that is taken back gives the line back in its order, and a seat that is free by then is offered to the first [GR-6, JS-11]", async () => {
  await using t = await testHouse();
  const cohort = await aCohort(t.em());
  const [one, two] = [
    await aGroup(t.em(), { cohort, name: "Group 1", maxSize: 1 }),
    await aGroup(t.em(), { cohort, name: "Group 2", maxSize: 4 }),
  ];
  const seated = await aMember(t, cohort, one);
  const line = [await aMember(t, cohort), await aMember(t, cohort)];
  for (const { id } of line) await t.as({ personId: id }).waiting.join({ groupId: one.id });
  const kim = t.as({ personId: seated.id, isOrganiser: true, name: "Kim" });
  const standing = () =>
    t
      .em()
      .execute<{ person_id: number; state: string }[]>(
        "select person_id, state from waits where group_id = ? order by id",
        [one.id],
      );
  const waiting = line.map(({ id }) => ({ person_id: id, state: "waiting" }));
  expect(await standing()).toEqual(waiting);
  const { version } = await kim.groups.merge({ groupId: one.id, intoGroupId: two.id });
  expect((await standing()).map(({ state }) => state)).toEqual(["ended", "ended"]);
  await kim.groups.revert({ auditId: version });
  expect(await standing()).toEqual(waiting);
  const [mine] = await t.as({ personId: line[1]!.id }).waiting.mine();
  expect(mine).toMatchObject({ name: "Group 1", ahead: 1, over: null });
  await t.as({ personId: seated.id }).groups.leave({ groupId: one.id });
  expect((await standing()).map(({ state }) => state)).toEqual(["offered", "waiting"]);
});
