import { aPerson, aSignup } from "@muster/db/testing/builders";
import { normaliseAvailability } from "@muster/domain/availability";
import { formatIntervals, parseIntervals } from "@muster/domain/week";
import { expect, test } from "vitest";
import { aScene } from "../../testing/scene.ts";
import { testHouse, type TestHouse } from "../../testing/sync-house.ts";

/** Ann lacks half an hour for Group 1, in which Ben is. */
async function aCast(t: TestHouse) {
  const { cohort, group, people } = await aScene(t, {
    group: { weekday: 1, startMinute: 1_080, lengthMinutes: 60, timeZone: "Europe/London", maxSize: 8 },
  });
  const availability = normaliseAvailability({ available: parseIntervals("T17:00 T18:30"), ifNeeded: [] });
  const ann = await aPerson(t.em(), { name: "Ann", availability, timeZone: "Europe/London" });
  await aSignup(t.em(), { cohort, person: ann });
  const kim = await aPerson(t.em(), { name: "Kim" });
  const desk = t.as({ personId: kim.id, isOrganiser: true, name: "Kim" });
  const [window] = parseIntervals("T18:30 T19:00");
  const about = {
    cohortId: cohort.id,
    personId: ann.id,
    window: window!,
    groupStart: 1_440 + 1_080,
    groupId: group.id,
  };
  const apart = () =>
    desk.rules.add({
      cohortId: cohort.id,
      kind: "apart",
      personIds: [people.at(-1)!.id, ann.id].toSorted((a, b) => a - b),
      scope: "cohort",
    });
  return { ann, desk, me: t.as({ personId: ann.id, name: "Ann" }), about, apart };
}

test("nobody is asked to come to a group that a rule keeps them out of [GR-13, SC-14]", async () => {
  await using t = await testHouse();
  const { desk, about, apart } = await aCast(t);
  await apart();
  await expect(desk.questions.ask(about)).rejects.toThrow(/^A rule speaks against it: .* are to be kept apart/);
  expect(await desk.questions.list({ cohortId: about.cohortId })).toEqual([]);
});

test("a rule made after the question gives the hours and no place, in words that say nothing of it [GR-13, SC-14]", async () => {
  await using t = await testHouse();
  const { ann, desk, me, about, apart } = await aCast(t);
  const { questionId } = await desk.questions.ask(about);
  await apart();
  const { sentence } = await me.questions.answer({ questionId, answer: "yes" });
  expect(sentence).toBe(
    "You said yes: Tuesday 18:30–19:00 (London) is in your week as If needed. The organiser sees it and looks again for a place for you.",
  );
  const held = await t.em().execute("select 1 from memberships where person_id = ? and status = 'active'", [ann.id]);
  expect(held).toEqual([]);
  const [row] = await t
    .em()
    .execute<{ availability: { ifNeeded: { start: number; end: number }[] } }[]>(
      "select availability from people where id = ?",
      [ann.id],
    );
  expect(formatIntervals(row!.availability.ifNeeded)).toBe("T18:30 T19:00");
});
