import { aCohort, aPerson } from "@muster/db/testing/builders";
import { expect, test } from "vitest";
import { testHouse } from "../../testing/sync-house.ts";

test("two who look at one cohort's groups are told of each other, and no longer once one has been silent for a minute [GR-8]", async () => {
  await using t = await testHouse();
  const [cohort, other] = [await aCohort(t.em()), await aCohort(t.em())];
  const [kim, maya] = [await aPerson(t.em(), { name: "Kim" }), await aPerson(t.em(), { name: "Maya" })];
  const here = (person: { id: number }, cohortId = cohort.id) =>
    t.as({ personId: person.id, isOrganiser: true, name: "" }).groups.here({ cohortId });
  expect(await here(kim)).toEqual({ others: [] });
  expect(await here(maya)).toEqual({ others: [{ personId: kim.id, name: "Kim" }] });
  expect(await here(maya, other.id)).toEqual({ others: [] });
  t.now = new Date(t.now.getTime() + 59_000);
  expect(await here(kim)).toEqual({ others: [{ personId: maya.id, name: "Maya" }] });
  t.now = new Date(t.now.getTime() + 59_000);
  expect(await here(kim)).toEqual({ others: [] });
  await expect(here(kim, 4_711)).rejects.toThrow("There is no such cohort.");
});
