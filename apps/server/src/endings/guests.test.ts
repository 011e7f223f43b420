import { expect, test } from "vitest";
import { aMember } from "../../testing/scene.ts";
import { testHouse } from "../../testing/sync-house.ts";
import { aVisitingScene } from "../../testing/visiting.ts";

test("an ending names the guests who lose their visit and counts who stands in line, before anything is done [GR-9, JS-14]", async () => {
  await using t = await testHouse();
  const { cohort, host, visitor, visit } = await aVisitingScene(t, { hostSeats: 3 });
  await visit(2);
  await visit(3);
  await aMember(t, cohort, host);
  const waiting = await aMember(t, cohort);
  await t.em().execute("update people set name = 'Ann' where id = ?", [visitor.id]);
  await t.as({ personId: waiting.id }).waiting.join({ groupId: host.id });
  const desk = t.as({ personId: waiting.id, isOrganiser: true });
  const read = async (deed: Parameters<typeof desk.endings.look>[0]["deed"]) => {
    const { planId } = await desk.endings.look({ deed });
    return (await desk.endings.plan({ deed, planId })).effects;
  };
  const lost = "2 guests lose a visit and are told: Ann (Group 5, meeting 2), Ann (Group 5, meeting 3).";
  const line = "1 person stands in the waiting list, which is closed with the reason.";
  for (const deed of [
    { verb: "cancel", groupId: host.id },
    { verb: "complete", groupId: host.id },
    { verb: "close", cohortId: cohort.id, as: "cancelled" },
  ] as const)
    expect(await read(deed), deed.verb).toEqual(expect.arrayContaining([lost, line]));
  expect(await t.em().execute("select 1 from visits where ended_at is null")).toHaveLength(2);
});
