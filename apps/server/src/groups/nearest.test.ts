import { aFacilitator, aGroup, aMembership, aPerson, aSignup } from "@muster/db/testing/builders";
import { normaliseAvailability } from "@muster/domain/availability";
import { parseIntervals } from "@muster/domain/week";
import { expect, test } from "vitest";
import { aScene } from "../../testing/scene.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";

const kimOf = (t: TestHouse) => t.as({ personId: 1, isOrganiser: true, name: "Kim" });

/** Group 1 meets Tuesdays 18:00–19:00 in London with Ben, who is free all evening, and Lee, who leads as long as given. */
async function aCast(t: TestHouse, { lee = "T17:00 T21:00" } = {}) {
  const { cohort, group } = await aScene(t, { members: 0, group: { weekday: 1, startMinute: 1_080, maxSize: 3 } });
  const em = t.em();
  const someone = async (name: string, week: string, role: "participant" | "facilitator" = "participant") => {
    const availability = normaliseAvailability({ available: parseIntervals(week), ifNeeded: [] });
    const person = await aPerson(em, { name, availability, timeZone: "Europe/London" });
    await aSignup(em, { cohort, person, role });
    if (role === "facilitator") await aFacilitator(em, { person });
    return person;
  };
  await aMembership(em, group, { person: await someone("Ben", "T17:00 T21:00") });
  await aMembership(em, group, { person: await someone("Lee", lee, "facilitator"), role: "facilitator" });
  return { cohort, group, someone };
}

test("half an hour short is said in minutes, with the nearest other hour that costs nobody anything [SC-14]", async () => {
  await using t = await testHouse();
  const { cohort, group, someone } = await aCast(t);
  const ann = await someone("Ann", "T18:30 T21:00");
  await someone("Far away", "F03:00 F05:00");
  const found = await kimOf(t).groups.nearest({ cohortId: cohort.id });
  expect(found.find(({ personId }) => personId === ann.id)?.near).toMatchObject([
    {
      groupId: group.id,
      taken: 2,
      seats: 3,
      fit: "not_free",
      missingMinutes: 30,
      window: parseIntervals("T18:00 T18:30")[0],
      mayWait: false,
      line: null,
      elsewhere: null,
      shift: { weekday: 1, startMinute: 1_110, minutes: 30, loses: [] },
    },
  ]);
  expect(found.find(({ personId }) => personId !== ann.id)?.near).toEqual([]);
});

test("another hour that the facilitator cannot lead at says so instead of promising it [SC-14]", async () => {
  await using t = await testHouse();
  const { cohort, someone } = await aCast(t, { lee: "T18:00 T19:00" });
  await someone("Ann", "T18:30 T19:30");
  const [found] = await kimOf(t).groups.nearest({ cohortId: cohort.id });
  expect(found!.near[0]!.shift).toEqual({
    weekday: 1,
    startMinute: 1_110,
    minutes: 30,
    loses: [{ name: "Lee", role: "facilitator" }],
  });
});

test("whoever is free is told what is in the way: a full group after one with room, and their other group [SC-14]", async () => {
  await using t = await testHouse();
  const { cohort, group, someone } = await aCast(t);
  const ann = await someone("Ann", "T17:00 T21:00");
  await aMembership(t.em(), group, { person: await someone("Cem", "T17:00 T21:00") });
  const roomy = await aGroup(t.em(), { cohort, name: "Roomy", weekday: 1, startMinute: 1_140 });
  const other = await aScene(t, { members: 0, group: { name: "Theirs", weekday: 1, startMinute: 1_140 } });
  const nearAnn = async () =>
    (await kimOf(t).groups.nearest({ cohortId: cohort.id })).find(({ personId }) => personId === ann.id)!.near;
  expect((await nearAnn()).map(({ name, taken, seats, elsewhere }) => [name, taken >= seats, elsewhere])).toEqual([
    [roomy.name, false, null],
    [group.name, true, null],
  ]);
  await aSignup(t.em(), { cohort: other.cohort, person: ann });
  await aMembership(t.em(), other.group, { person: ann });
  expect((await nearAnn()).find(({ name }) => name === "Roomy")?.elsewhere).toBe(`Theirs of ${other.cohort.name}`);
});

test("a shift changes the hour and gives the place together, takes both back, and does neither when one is refused [SC-14]", async () => {
  await using t = await testHouse();
  const { cohort, group, someone } = await aCast(t);
  const ann = await someone("Ann", "T18:30 T21:00");
  const kim = kimOf(t);
  const look = async () => {
    const [card] = await kim.groups.list({ cohortId: cohort.id });
    return { at: card!.slot.startMinute, people: card!.members.map(({ name }) => name).toSorted() };
  };
  const shift = { groupId: group.id, personId: ann.id, weekday: 1 };
  await kim.groups.shift({ ...shift, startMinute: 1_110, comes: true });
  expect(await look()).toEqual({ at: 1_110, people: ["Ann", "Ben", "Lee"] });
  await expect(kim.groups.shift({ ...shift, startMinute: 1_140, comes: true })).rejects.toThrow("Ann is in Group 1");
  expect(await look()).toEqual({ at: 1_110, people: ["Ann", "Ben", "Lee"] });
  await kim.groups.shift({ ...shift, startMinute: 1_080, comes: false });
  expect(await look()).toEqual({ at: 1_080, people: ["Ben", "Lee"] });
});
