import { aFacilitator, aPerson, aSignup } from "@muster/db/testing/builders";
import { expect, test } from "vitest";
import { aScene } from "../../testing/scene.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";

const CHIEF = "123456789012345678";

/** Somebody signed up to lead, and the one group has nobody who does. */
async function unled(t: TestHouse) {
  const scene = await aScene(t);
  const lead = await aPerson(t.em(), { name: "Lee" });
  await aSignup(t.em(), { person: lead, cohort: scene.cohort, role: "facilitator" });
  await aFacilitator(t.em(), { person: lead });
  const requested = async () => {
    const [row] = await t.em().execute<{ at: Date | null }[]>("select realize_requested_at as at from groups");
    return row!.at;
  };
  return { cohortId: scene.cohort.id, requested };
}

test("groups against which something hard stands are realized at once only with a reason, which is kept [GR-7]", async () => {
  await using t = await testHouse();
  const { cohortId, requested } = await unled(t);
  const kim = t.as({ personId: 1, isOrganiser: true, name: "Kim" });
  const refused = "Group 1 has no facilitator. Say in a few words why these groups are right all the same.";
  await expect(kim.realization.realize({ cohortId })).rejects.toThrow(refused);
  await expect(kim.realization.realize({ cohortId, reason: "  " })).rejects.toThrow(refused);
  expect(await requested()).toBeNull();
  await kim.realization.realize({ cohortId, reason: "Lee starts next week" });
  expect(await requested()).not.toBeNull();
  expect(
    await t.em().execute("select reason, after -> 'conflicts' as told from audit_entries where action like '%realize'"),
  ).toEqual([{ reason: "Lee starts next week", told: ["Group 1 has no facilitator."] }]);
});

test("the command leads to the page on which the reason is said, and changes nothing [GR-7]", async () => {
  await using t = await testHouse({ organiserDiscordIds: new Set([CHIEF]) });
  const { cohortId, requested } = await unled(t);
  const command = {
    interactionId: "900000000000000001",
    invoker: { discordId: CHIEF, isAdministrator: true },
    cohortId,
  };
  await expect(t.asBot().commands.realize(command)).rejects.toThrow(
    `Group 1 has no facilitator. Open http://127.0.0.1:3000/cohorts/${cohortId}/realize and say in a few words why these groups are right all the same.`,
  );
  expect(await requested()).toBeNull();
});
