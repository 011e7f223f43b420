import { expect, test } from "vitest";
import { Membership } from "../entities/membership.entity.ts";
import { Group } from "../entities/group.entity.ts";
import { aCohort, aGroup, aMembership, aPerson } from "../testing/builders.ts";
import { testDatabase } from "../testing/test-database.ts";
import { claimSeat, type SeatClaim } from "./claim-seat.ts";
import { joinableGroups } from "./joinable-groups.ts";

test("however many want the last seats, nobody sits twice and no group is overfull [DB-1]", async () => {
  await using database = await testDatabase();
  const group = await aGroup(database.em(), { maxSize: 3 });
  const people = [];
  for (let i = 0; i < 20; i++) people.push(await aPerson(database.em()));

  const join = (person: number): Promise<SeatClaim> =>
    database.em().transactional(async (em) => {
      const claim = await claimSeat(em, group.id);
      if (claim === "claimed")
        em.create(Membership, { group: group.id, cohort: group.cohort.id, person, role: "participant" });
      return claim;
    });
  const answers = await Promise.all(people.map(({ id }) => join(id)));

  expect(answers.filter((answer) => answer === "claimed")).toHaveLength(3);
  expect(answers.filter((answer) => answer === "full")).toHaveLength(17);
  const seated = await database.em().count(Membership, { group: group.id, status: "active" });
  const { taken } = await database.em().findOneOrFail(Group, { id: group.id });
  expect([seated, taken]).toEqual([3, 3]);
});

test("no seat is claimed in a group that has ended or never was", async () => {
  await using database = await testDatabase();
  const em = database.em();
  const group = await aGroup(em, { status: "cancelled" });
  expect(await claimSeat(em, group.id)).toBe("not_live");
  expect(await claimSeat(em, 4_711)).toBe("no_such_group");
});

test("groups with a free seat are offered, the emptiest first, and one's own although it is full", async () => {
  await using database = await testDatabase();
  const em = database.em();
  const cohort = await aCohort(em, { minSize: 1, maxSize: 1 });
  const me = await aPerson(em);
  const mine = await aGroup(em, { cohort });
  const full = await aGroup(em, { cohort });
  const roomy = await aGroup(em, { cohort, maxSize: 4 });
  const empty = await aGroup(em, { cohort });
  await aGroup(em, { cohort, status: "completed" });
  await aGroup(em);
  await aMembership(em, mine, { person: me });
  await aMembership(em, full);
  await aMembership(em, roomy, { person: await aPerson(em, { name: "Ada" }), role: "facilitator" });
  await aMembership(em, roomy, { person: await aPerson(em, { name: "Bo" }), role: "facilitator" });
  const groups = await joinableGroups(em, {
    cohortId: cohort.id,
    personId: me.id,
    now: new Date("2026-10-01T00:00:00Z"),
  });
  expect(groups.map(({ groupId, taken, seats, isCurrent }) => ({ groupId, taken, seats, isCurrent }))).toEqual([
    { groupId: empty.id, taken: 0, seats: 1, isCurrent: false },
    { groupId: mine.id, taken: 1, seats: 1, isCurrent: true },
    { groupId: roomy.id, taken: 2, seats: 4, isCurrent: false },
  ]);
  expect(groups[2]!.facilitatorNames).toBe("Ada, Bo");
});
