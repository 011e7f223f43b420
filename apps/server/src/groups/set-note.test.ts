import { aMembership, aPerson, aSignup } from "@muster/db/testing/builders";
import { expect, test } from "vitest";
import { aMember, aScene } from "../../testing/scene.ts";
import { testHouse } from "../../testing/sync-house.ts";
import { deliverDue } from "../notifications/deliver-due.ts";
import type { Letter } from "../notifications/email.ts";
import { realizeCohort } from "../realization/realize-cohort.ts";
import { composeGroup } from "../sync/compose-brief.ts";

const SECRET = "between us: talks a lot";

test("notes among organisers are in no answer to members and facilitators, in no letter and nothing on Discord [GR-12]", async () => {
  await using t = await testHouse();
  const { cohort, group, people, bot } = await aScene(t, { members: 2 });
  const em = t.em();
  const lead = await aPerson(em, { name: "Lee" });
  await aSignup(em, { person: lead, cohort, role: "facilitator" });
  await aMembership(em, group, { person: lead, role: "facilitator" });
  const organiser = (await aMember(t, cohort)).id;
  const kim = t.as({ personId: organiser, isOrganiser: true, name: "Kim" });
  await kim.groups.setNote({ groupId: group.id, note: SECRET });
  for (const { id } of [...people, lead])
    await kim.groups.setPersonNote({ cohortId: cohort.id, personId: id, note: SECRET });
  expect((await kim.groups.list({ cohortId: cohort.id }))[0]!.note).toBe(SECRET);
  expect((await kim.cohorts.people({ cohortId: cohort.id })).filter(({ note }) => note === SECRET)).toHaveLength(3);
  await realizeCohort(t.ctx(), { cohortId: cohort.id });
  const said: unknown[] = [];
  await bot.work();
  const round = { id: 1, epoch: 1, generation: 1, subject: `group:${group.id}`, policy: {}, dryRun: false } as never;
  said.push(await composeGroup(t.ctx(), round, group.id), bot.calls);
  for (const personId of [people[0]!.id, lead.id]) {
    const me = t.as({ personId, isFacilitator: personId === lead.id });
    said.push(
      await me.account.viewer(),
      await me.availability.mine(),
      await me.signups.mine(),
      await me.signups.invitation({ code: cohort.signupCode }),
      await me.groups.joinable({ cohortId: cohort.id }),
      await me.callBacks.mine({ cohortId: cohort.id }),
    );
  }
  const letters: Letter[] = [];
  await deliverDue(t.ctx(), { send: async (letter) => void letters.push(letter) });
  expect(letters.length).toBeGreaterThan(0);
  expect(JSON.stringify([said, letters])).not.toContain("between us");
  // The words stay out of what is never removed, too.
  expect(JSON.stringify(await em.execute("select * from audit_entries"))).not.toContain("between us");
  await kim.groups.setNote({ groupId: group.id, note: "  " });
  expect(
    (await t.as({ personId: organiser, isOrganiser: true }).groups.list({ cohortId: cohort.id }))[0]!.note,
  ).toBeNull();
});
