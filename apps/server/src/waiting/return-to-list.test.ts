import { aCohort, aGroup } from "@muster/db/testing/builders";
import { expect, test } from "vitest";
import { aMember } from "../../testing/scene.ts";
import { testHouse } from "../../testing/sync-house.ts";

test("whoever was put into the group since does not go back into its line", async () => {
  await using t = await testHouse();
  const cohort = await aCohort(t.em());
  const group = await aGroup(t.em(), { cohort, name: "Group 1", maxSize: 1 });
  await aMember(t, cohort, group);
  const person = await aMember(t, cohort);
  const me = t.as({ personId: person.id });
  const { waitId } = await me.waiting.join({ groupId: group.id });
  await me.waiting.leave({ waitId });
  const organiser = t.as({ personId: (await aMember(t, cohort)).id, isOrganiser: true });
  await organiser.groups.place({ cohortId: cohort.id, groupId: group.id, personId: person.id });
  await expect(me.waiting.returnTo({ waitId })).rejects.toThrow("You are already in Group 1.");
  const rows = await t.em().execute<{ state: string }[]>("select state from waits where id = ?", [waitId]);
  expect(rows).toEqual([{ state: "left" }]);
});
