import { aFacilitator, aGroup, aMembership, aPerson, aSignup } from "@muster/db/testing/builders";
import { parseIntervals } from "@muster/domain/week";
import { describe, expect, test } from "vitest";
import { aMember, aScene, later, type Scene } from "../../testing/scene.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";
import { realizationState } from "../realization/watch.ts";

const organiser = (t: TestHouse, name = "Kim") => t.as({ personId: 1, isOrganiser: true, name });

/** Who is in which group, by the rows themselves. */
const placesOf = async (t: TestHouse): Promise<string[]> => {
  const rows = await t.em().execute<{ place: string }[]>(
    `select people.name || ' in ' || groups.name || ' as ' || role as place
     from memberships join people on people.id = person_id join groups on groups.id = group_id
     where memberships.status = 'active' order by 1`,
  );
  return rows.map(({ place }) => place);
};

const stayOf = async (t: TestHouse, name: string): Promise<number> => {
  const [row] = await t
    .em()
    .execute<{ id: number }[]>(
      "select memberships.id from memberships join people on people.id = person_id where name = ? and status = 'active'",
      [name],
    );
  return row!.id;
};

/** Ann and Lee (who leads) in Group 1, Ben in Group 2, Cleo waits, Noor could lead. */
async function aCast(t: TestHouse) {
  const scene = await aScene(t, { members: 0 });
  const em = t.em();
  const two = await aGroup(em, { cohort: scene.cohort, name: "Group 2", weekday: 2 });
  const person = async (name: string, role: "participant" | "facilitator" = "participant") => {
    const made = await aPerson(em, { name });
    await aSignup(em, { person: made, cohort: scene.cohort, role });
    if (role === "facilitator") await aFacilitator(em, { person: made });
    return made;
  };
  const cast = {
    ann: await person("Ann"),
    ben: await person("Ben"),
    cleo: await person("Cleo"),
    lee: await person("Lee", "facilitator"),
    noor: await person("Noor", "facilitator"),
  };
  await aMembership(em, scene.group, { person: cast.ann });
  await aMembership(em, scene.group, { person: cast.lee, role: "facilitator" });
  await aMembership(em, two, { person: cast.ben });
  return { ...scene, two, ...cast };
}

type Cast = Awaited<ReturnType<typeof aCast>>;
type Kim = ReturnType<typeof organiser>;

/** Every deed that can be taken back, and how the history tells it. */
const deeds: [words: string, (kim: Kim, cast: Cast, t: TestHouse) => Promise<unknown>][] = [
  [
    "Ann moved from Group 1 to Group 2",
    async (kim, { two }, t) => kim.groups.moveMember({ membershipId: await stayOf(t, "Ann"), toGroupId: two.id }),
  ],
  [
    "Cleo was placed in Group 1",
    (kim, { cohort, cleo, group }) => kim.groups.place({ cohortId: cohort.id, personId: cleo.id, groupId: group.id }),
  ],
  [
    "Ben was taken out of Group 2",
    async (kim, _, t) => kim.groups.removeMember({ membershipId: await stayOf(t, "Ben"), reason: "asked to" }),
  ],
  ["Group 1 was renamed Owls", (kim, { group }) => kim.groups.rename({ groupId: group.id, name: "Owls" })],
  [
    "Group 1 moved from Tuesday 18:00-19:00 (London) to Thursday 19:00-20:00 (London)",
    (kim, { group }) => kim.groups.changeTime({ groupId: group.id, weekday: 3, startMinute: 1_140 }),
  ],
  [
    "Noor leads Group 1 in place of Lee",
    (kim, { group, noor }) => kim.groups.setFacilitator({ groupId: group.id, personId: noor.id }),
  ],
  ["Lee no longer leads Group 1", (kim, { group }) => kim.groups.setFacilitator({ groupId: group.id, personId: null })],
  [
    "Ann of Group 1 and Ben of Group 2 swapped places",
    async (kim, _, t) => kim.groups.swap({ one: await stayOf(t, "Ann"), other: await stayOf(t, "Ben") }),
  ],
  [
    "Group 3 was created, Friday 09:00-10:00 (London)",
    (kim, { cohort }) => kim.groups.create({ cohortId: cohort.id, weekday: 4, startMinute: 540 }),
  ],
  [
    "1 person moved from Group 1 into the new Group 3",
    async (kim, { group }, t) => kim.groups.split({ groupId: group.id, membershipIds: [await stayOf(t, "Ann")] }),
  ],
  [
    "Group 1 was merged into Group 2",
    (kim, { group, two }) => kim.groups.merge({ groupId: group.id, intoGroupId: two.id }),
  ],
];

/** Doing these again makes another group, or is asked for by the verb itself. */
const ONCE = /created|split|new Group|merged/;

const groupsOf = (t: TestHouse) =>
  t.em().execute("select name, status, weekday, start_minute, ended_at, merged_into from groups order by id");

describe("the history of a cohort's groups", () => {
  test.each(deeds)("tells “%s”, takes it back, and does it again [GR-6]", async (words, deed) => {
    await using t = await testHouse();
    const cast = await aCast(t);
    const { cohort } = cast;
    const kim = organiser(t);
    const look = async () => ({ places: await placesOf(t), groups: await groupsOf(t) });
    const before = await look();
    await deed(kim, cast, t);
    const after = await look();
    const { entries } = await kim.groups.history({ cohortId: cohort.id });
    expect(entries).toMatchObject([
      { words: expect.any(String), by: "Kim", at: t.now, revertible: true, notBecause: null },
    ]);
    // Names are those of today.
    expect(entries[0]!.words.replace("Owls was renamed Owls", words)).toBe(words);
    const { auditId } = await organiser(t, "Noor").groups.revert({ auditId: entries[0]!.auditId });
    expect(await look()).toEqual(before);
    await expect(kim.groups.revert({ auditId: entries[0]!.auditId })).rejects.toThrow("taken back already");
    const { entries: now } = await kim.groups.history({ cohortId: cohort.id });
    expect(
      now
        .filter(({ words: told }) => told !== "Group 3 was removed" || words.includes("created"))
        .map(({ by, reverts, revertedBy }) => ({ by, reverts, revertedBy })),
    ).toEqual([
      { by: "Noor", reverts: entries[0]!.auditId, revertedBy: null },
      { by: "Kim", reverts: null, revertedBy: auditId },
    ]);
    if (ONCE.test(words)) return;
    await kim.groups.revert({ auditId });
    expect(await look()).toEqual(after);
  });

  test("takes nothing back that something later depends on, and says what is so now [GR-6]", async () => {
    await using t = await testHouse();
    const cast = await aCast(t);
    const { cohort, group, two, ann } = cast;
    const kim = organiser(t);
    const first = await kim.groups.moveMember({ membershipId: await stayOf(t, "Ann"), toGroupId: two.id });
    const back = await kim.groups.moveMember({ membershipId: first.membershipId, toGroupId: group.id });
    await expect(kim.groups.revert({ auditId: first.version })).rejects.toThrow("Ann is no longer in Group 2.");
    // In the order they were done, the latest first, everything can be taken back.
    await kim.groups.revert({ auditId: back.version });
    await kim.groups.revert({ auditId: first.version });
    expect(await placesOf(t)).toContain("Ann in Group 1 as participant");
    later(t);
    const again = await kim.groups.moveMember({ membershipId: await stayOf(t, "Ann"), toGroupId: two.id });
    later(t);
    await t.as({ personId: ann.id }).groups.join({ groupId: group.id });
    await t.as({ personId: ann.id }).groups.join({ groupId: two.id });
    const { entries } = await kim.groups.history({ cohortId: cohort.id });
    expect(entries[0]).toMatchObject({ revertible: false, notBecause: "Ann has chosen a group themselves since." });
    await expect(kim.groups.revert({ auditId: again.version })).rejects.toThrow("themselves since");
  });

  test("a split or a merge is not taken back once somebody went on from there [GR-6, GR-9]", async () => {
    await using t = await testHouse();
    const { cohort, group, two, cleo } = await aCast(t);
    const kim = organiser(t);
    const split = await kim.groups.split({ groupId: group.id, membershipIds: [await stayOf(t, "Ann")] });
    await kim.groups.place({ cohortId: cohort.id, personId: cleo.id, groupId: split.groupId });
    await expect(kim.groups.revert({ auditId: split.version })).rejects.toThrow(
      "Not the same people are in Group 3 any more.",
    );
    const merge = await kim.groups.merge({ groupId: split.groupId, intoGroupId: two.id });
    await kim.groups.moveMember({ membershipId: await stayOf(t, "Ann"), toGroupId: group.id });
    await expect(kim.groups.revert({ auditId: merge.version })).rejects.toThrow("Ann is no longer in Group 2.");
    const before = await placesOf(t);
    await kim.groups.moveMember({ membershipId: await stayOf(t, "Ann"), toGroupId: two.id });
    await kim.groups.revert({ auditId: merge.version });
    expect(await placesOf(t)).not.toEqual(before);
    expect(await placesOf(t)).toEqual(
      expect.arrayContaining(["Ann in Group 3 as participant", "Cleo in Group 3 as participant"]),
    );
  });

  test("is paged, keeps the names of what is gone, and knows nothing of other cohorts [GR-6]", async () => {
    await using t = await testHouse();
    const { cohort, two } = await aCast(t);
    const elsewhere = await aScene(t, { members: 1, group: { name: "Elsewhere" } });
    const kim = organiser(t);
    await kim.groups.rename({ groupId: elsewhere.group.id, name: "Nothing of theirs" });
    await kim.groups.moveMember({ membershipId: await stayOf(t, "Ann"), toGroupId: two.id });
    for (let turn = 0; turn < 51; turn++)
      await kim.groups.changeTime({ groupId: two.id, weekday: turn % 7, startMinute: 600 });
    await kim.groups.remove({ groupId: two.id });
    const first = await kim.groups.history({ cohortId: cohort.id });
    expect(first.entries[0]!.words).toBe("Group 2 was removed");
    const rest = await kim.groups.history({ cohortId: cohort.id, before: first.next! });
    expect(rest.entries.at(-1)!.words).toBe("Ann moved from Group 1 to Group 2");
    expect(first.entries.length + rest.entries.length).toBe(53);
    expect(rest.next).toBeNull();
  });
});

describe("by hand", () => {
  test("two who swap at once both end in the other's group, and no group is ever one too many [GR-4, AD-4]", async () => {
    await using t = await testHouse();
    await aCast(t);
    await t.em().execute("update groups set max_size = taken");
    const [one, other] = [await stayOf(t, "Ann"), await stayOf(t, "Ben")];
    const both = await Promise.allSettled([
      organiser(t).groups.swap({ one, other }),
      organiser(t, "Noor").groups.swap({ one: other, other: one }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await placesOf(t)).toEqual([
      "Ann in Group 2 as participant",
      "Ben in Group 1 as participant",
      "Lee in Group 1 as facilitator",
    ]);
    expect(await t.em().execute("select taken, max_size from groups where taken > max_size")).toEqual([]);
  });

  test("of two organisers who place one person at once one is told where they are [GR-4, AD-4]", async () => {
    await using t = await testHouse();
    const { cohort, cleo, group, two } = await aCast(t);
    const place = (groupId: number) => organiser(t).groups.place({ cohortId: cohort.id, personId: cleo.id, groupId });
    const both = await Promise.allSettled([place(group.id), place(two.id)]);
    const refused = both.filter(({ status }) => status === "rejected") as PromiseRejectedResult[];
    expect(refused.map(({ reason }) => String(reason))).toEqual([
      expect.stringMatching(/Cleo is in Group [12] already\. Move them from there\./),
    ]);
    expect((await placesOf(t)).filter((place) => place.startsWith("Cleo"))).toHaveLength(1);
  });

  test("new groups go on with the numbering, two at once too, and a name that is taken is refused [GR-9, C31]", async () => {
    await using t = await testHouse();
    const { cohort } = await aCast(t);
    const kim = organiser(t);
    const make = (name?: string) =>
      kim.groups.create({ cohortId: cohort.id, weekday: 4, startMinute: 545, ...(name ? { name } : {}) });
    const made = await Promise.all([make(), make()]);
    expect(made.map(({ name }) => name).toSorted()).toEqual(["Group 3", "Group 4"]);
    await expect(make("Group 1")).rejects.toThrow("There is already a group called Group 1 in this cohort.");
  });

  test("a group is split: those chosen form a preview of the same length, with what to know about it [GR-9]", async () => {
    await using t = await testHouse();
    const { group, cleo, cohort } = await aCast(t);
    const kim = organiser(t);
    await kim.groups.place({ cohortId: cohort.id, personId: cleo.id, groupId: group.id });
    const chosen = [await stayOf(t, "Cleo")];
    const { name, warnings } = await kim.groups.split({ groupId: group.id, membershipIds: chosen, weekday: 5 });
    expect(name).toBe("Group 3");
    expect(warnings).toEqual(["Cleo: not in your times.", "Group 3 has no facilitator yet."]);
    expect(await placesOf(t)).toContain("Cleo in Group 3 as participant");
    await expect(kim.groups.split({ groupId: group.id, membershipIds: [] })).rejects.toThrow("Choose who moves");
    await expect(kim.groups.split({ groupId: group.id, membershipIds: chosen })).rejects.toThrow(
      "no longer in Group 1",
    );
  });

  test("what merging would mean is known before: who could come, and which times suit all of them [GR-9]", async () => {
    await using t = await testHouse();
    const { group, two, ann, lee } = await aCast(t);
    const free = (text: string) => JSON.stringify({ available: parseIntervals(text), ifNeeded: [] });
    await t
      .em()
      .execute("update people set availability = ?::jsonb where name in ('Ann', 'Lee')", [
        free("T18:00 T20:00, R10:00 R12:00"),
      ]);
    await t
      .em()
      .execute("update people set availability = ?::jsonb where name = 'Ben'", [free("W18:00 W19:00, R11:00 R13:00")]);
    const { options } = await organiser(t).groups.mergeOptions({ groupId: group.id });
    expect(options).toMatchObject([{ groupId: two.id, together: 3, notBecause: null }]);
    expect(options[0]!.cannot.toSorted((a, b) => a - b)).toEqual([ann.id, lee.id]);
    expect(options[0]!.best[0]).toMatchObject({ weekday: 3, startMinute: 660, free: 3, cannot: [] });
  });

  test("every hour of a group tells who is free then, and which times are better [GR-3, GR-5]", async () => {
    await using t = await testHouse();
    const { group } = await aCast(t);
    const week = JSON.stringify({
      available: parseIntervals("R18:00 R20:00"),
      ifNeeded: parseIntervals("T18:00 T19:00"),
    });
    await t.em().execute("update people set availability = ?::jsonb where name = 'Ann'", [week]);
    const { people, best, dates, stepMinutes } = await organiser(t).groups.hours({ groupId: group.id });
    expect([stepMinutes, dates, people.map(({ name }) => name)]).toEqual([30, 8, ["Ann", "Lee"]]);
    const at = (weekday: number, minute: number) => (weekday * 1_440 + minute) / 30;
    expect([people[0]!.starts[at(1, 1_080)], people[0]!.starts[at(1, 1_110)], people[0]!.cells[at(1, 1_110)]]).toEqual([
      "I",
      "N",
      "I",
    ]);
    expect(best[0]).toEqual({
      weekday: 3,
      startMinute: 1_080,
      free: 2,
      ifNeeded: 0,
      cannot: [],
      partly: [],
      busy: [],
    });
  });
});

describe("what speaks against groups", () => {
  const conflictsOf = async (t: TestHouse, { cohort }: Pick<Scene, "cohort">) => {
    const { hard, soft } = await organiser(t).groups.conflicts({ cohortId: cohort.id });
    return { hard: hard.map(({ words }) => words), soft: soft.map(({ words }) => words) };
  };

  test("is told hard or soft, in words, over all cohorts and on real dates [GR-7, TZ-1]", async () => {
    await using t = await testHouse();
    const cast = await aCast(t);
    const { lee } = cast;
    const em = t.em();
    const elsewhere = await aScene(t, { members: 0, cohort: { name: "Spring" }, group: { name: "Group 9" } });
    await aMembership(em, elsewhere.group, { person: lee, role: "facilitator" });
    await em.execute("update groups set max_size = 1 where name = 'Group 1'");
    const week = (text: string) => JSON.stringify({ available: parseIntervals(text), ifNeeded: [] });
    await em.execute("update people set availability = ?::jsonb, time_zone = 'America/New_York' where name = 'Ann'", [
      week("T13:00 T14:00"),
    ]);
    await em.execute("update people set availability = ?::jsonb where name = 'Ben'", [week("M09:00 M10:00")]);
    expect(await conflictsOf(t, cast)).toEqual({
      hard: [
        "Group 1 has 2 people and 1 seats.",
        "Lee is in Group 1 and Group 9 of Spring at the same time.",
        "Group 2 has no facilitator.",
        "Ben is not free when Group 2 meets.",
      ],
      soft: [
        "Group 1 has 2 people; the smallest group has 4.",
        "Ann is not free when Group 1 meets on 27 October (London).",
        "Group 2 has 1 person; the smallest group has 4.",
      ],
    });
  });

  test("and is hard, needs a typed reason when the groups are realized, which is kept [GR-7]", async () => {
    await using t = await testHouse();
    const cast = await aCast(t);
    const { cohort, bot } = cast;
    await bot.connect();
    const me = await aMember(t, cohort);
    const kim = t.as({ personId: me.id, isOrganiser: true, name: "Kim" });
    await kim.realization.plan({ cohortId: cohort.id });
    await bot.work();
    const { plan } = await realizationState(t.em(), cohort.id);
    const approval = { cohortId: cohort.id, fingerprint: plan!.fingerprint };
    await expect(kim.realization.approve(approval)).rejects.toThrow(
      "Group 2 has no facilitator. Say in a few words why these groups are right all the same.",
    );
    await expect(kim.realization.approve({ ...approval, reason: "   " })).rejects.toThrow("Say in a few words");
    await kim.realization.approve({ ...approval, reason: "Noor starts next week" });
    expect(
      await t
        .em()
        .execute("select reason, after -> 'conflicts' as told from audit_entries where action like '%approve'"),
    ).toEqual([{ reason: "Noor starts next week", told: ["Group 2 has no facilitator."] }]);
  });
});
