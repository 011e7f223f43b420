import { aCohort, aGroup, aPerson, aSignup } from "@muster/db/testing/builders";
import { normaliseAvailability } from "@muster/domain/availability";
import { parseIntervals } from "@muster/domain/week";
import { expect, test } from "vitest";
import { aScene } from "../../testing/scene.ts";
import { testHouse } from "../../testing/sync-house.ts";

test("somebody without a place sees every live group they are not in, the one that suits them first [GR-4]", async () => {
  await using t = await testHouse();
  const { cohort, group } = await aScene(t);
  const em = t.em();
  const late = await aGroup(em, { cohort, name: "Late", weekday: 3, startMinute: 1_200, status: "preview" });
  const ended = await aGroup(em, { cohort, name: "Ended", weekday: 3, startMinute: 1_200, status: "cancelled" });
  const free = normaliseAvailability({ available: parseIntervals("R18:00 R24:00"), ifNeeded: [] });
  const person = await aPerson(em, { availability: free, timeZone: cohort.timeZone });
  await aSignup(em, { cohort: cohort.id, person: person.id });
  const other = await aCohort(em);
  const organiser = t.as({ personId: 1, isOrganiser: true, name: "Kim" });
  const found = await organiser.groups.placings({ cohortId: cohort.id, personId: person.id });
  expect(found.map(({ groupId, fit }) => [groupId, fit])).toEqual([
    [late.id, "available"],
    [group.id, "not_free"],
  ]);
  expect(found.some(({ groupId }) => groupId === ended.id)).toBe(false);
  await expect(organiser.groups.placings({ cohortId: other.id, personId: person.id })).rejects.toThrow(/signed up/);
});
