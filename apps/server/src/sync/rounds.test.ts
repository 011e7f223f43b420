import { aCohort, aCourse, aGroup, aMembership, aPerson } from "@muster/db/testing/builders";
import { Group } from "@muster/db/entities/group";
import { groupSubject } from "@muster/domain/subject";
import { describe, expect, test } from "vitest";
import { ScriptedBot } from "../../testing/scripted-bot.ts";
import { testHouse } from "../../testing/sync-house.ts";
import { realizeCohort } from "../realization/realize-cohort.ts";

describe("a round", () => {
  test("of a fresh cohort", async () => {
    await using t = await testHouse();
    const cohort = await aCohort(t.em(), { course: await aCourse(t.em()) });
    const group = await aGroup(t.em(), { cohort });
    const bot = new ScriptedBot(t);
    for (let i = 0; i < 3; i++) {
      const person = await aPerson(t.em());
      await aMembership(t.em(), group, { person });
      bot.present.add(person.discordId!);
    }
    await realizeCohort(t.ctx(), { cohortId: cohort.id });
    const worked = await bot.work();
    console.log(worked, bot.calls.length);
    const after = await t.em().findOneOrFail(Group, group.id);
    expect(after.status).toBe("active");
    expect(worked).toContain(groupSubject(group.id));
  });
});
