import { keys } from "@muster/domain/brief";
import { expect, test } from "vitest";
import { aMember, aScene, later } from "../../testing/scene.ts";
import { testHouse } from "../../testing/sync-house.ts";
import { realizeCohort } from "../realization/realize-cohort.ts";

test("an ended group that an organiser still sees, who left it before, closes to them when they are none any more [INV-3]", async () => {
  await using t = await testHouse();
  const { cohort, group, people, bot } = await aScene(t);
  await realizeCohort(t.ctx(), { cohortId: cohort.id });
  await bot.work();
  const [ann] = people;
  const kim = t.as({ personId: (await aMember(t, cohort)).id, isOrganiser: true });
  const whoSees = () => [...bot.guild.keys()].filter((key) => key.startsWith(`group:${group.id}/access-text/`));
  const annSees = [keys.access(group.id, "text", ann!.discordId!)];
  await kim.organisers.add({ personId: ann!.id });
  expect(await bot.work()).toEqual([group.subject()]);
  await t.as({ personId: ann!.id }).groups.leave({ groupId: group.id });
  await bot.work();
  later(t);
  await kim.groups.cancel({ groupId: group.id });
  await bot.work();
  expect(whoSees()).toEqual(annSees);
  await kim.organisers.remove({ personId: ann!.id });
  expect(await bot.work()).toEqual([group.subject()]);
  expect(whoSees()).toEqual([]);
});
