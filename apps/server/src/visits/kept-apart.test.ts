import { Membership } from "@muster/db/entities/membership";
import { aGroupingRule, aMembership, aPerson, aSignup } from "@muster/db/testing/builders";
import { expect, test } from "vitest";
import { aMember } from "../../testing/scene.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { aVisitingScene, itIs, VISITED, type Visiting } from "../../testing/visiting.ts";

const NEUTRAL = "The organiser arranges who visits Group 5. Choose another group.";

const whyNot = async (t: TestHouse, { cohort, visitor }: Visiting) => {
  const { meetings } = await t.as({ personId: visitor.id }).visits.options({ cohortId: cohort.id });
  return meetings.map(({ number, hosts }) => [number, hosts[0]?.notBecause]);
};

test("whoever is to be apart from a member visits no meeting of that group, and reads nothing about anybody [GR-13, JS-14]", async () => {
  await using t = await testHouse();
  const scene = await aVisitingScene(t);
  const them = await aMember(t, scene.cohort, scene.host);
  await itIs(t, new Date(VISITED.getTime() - 3_600_000), scene);
  const before = await whyNot(t, scene);
  expect(before.slice(0, 2)).toEqual([
    [2, null],
    [3, null],
  ]);
  await aGroupingRule(t.em(), [scene.visitor, them], { cohort: scene.cohort });
  for (const [, because] of await whyNot(t, scene)) expect(because).toBe(NEUTRAL);
  await expect(scene.visit()).rejects.toThrow(NEUTRAL);
  expect(await t.em().execute("select 1 from visits")).toEqual([]);
});

test("two guests who are to be apart do not visit the same meeting, may visit two, and organisers read of a rule that came later [GR-13, JS-14]", async () => {
  await using t = await testHouse();
  const scene = await aVisitingScene(t, { hostSeats: 8 });
  const other = await aPerson(t.em());
  await aSignup(t.em(), { person: other, cohort: scene.cohort });
  await aMembership(t.em(), scene.group, { person: other });
  await aGroupingRule(t.em(), [scene.visitor, other], { cohort: scene.cohort });
  const goes = async (number: number) =>
    t.as({ personId: other.id }).visits.visit({
      homeMeetingId: await scene.meeting(scene.group, number),
      hostMeetingId: await scene.meeting(scene.host, number),
    });
  await scene.visit(2);
  await expect(goes(2)).rejects.toThrow(NEUTRAL);
  await goes(3);
  const organiser = t.as({ personId: scene.people[1]!.id, isOrganiser: true });
  const apart = async () =>
    (await organiser.groups.conflicts({ cohortId: scene.cohort.id })).soft.filter(
      ({ code }) => code === "guest_kept_apart",
    );
  expect(await apart()).toEqual([]);
  const [member] = await t.em().find(Membership, { group: scene.host.id }, { populate: ["person"] });
  await aGroupingRule(t.em(), [scene.visitor, member!.person], { cohort: scene.cohort });
  expect((await apart()).map(({ words }) => words)).toEqual([
    `${scene.visitor.name} visits Group 5 for meeting 2, and is to be kept apart from ${member!.person.name}, who is there.`,
  ]);
  expect((await whyNot(t, scene)).find(([number]) => number === 3)).toEqual([3, NEUTRAL]);
});

test("whoever is to be with somebody may visit alone [GR-13, JS-14]", async () => {
  await using t = await testHouse();
  const scene = await aVisitingScene(t);
  await aGroupingRule(t.em(), [scene.visitor, scene.people[1]!], { cohort: scene.cohort, kind: "together" });
  await scene.visit();
});
