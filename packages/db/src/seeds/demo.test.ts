import { usabilityOf } from "@muster/domain/availability";
import { fitAt, meetingInstants, slotAt } from "@muster/domain/meeting-slot";
import { parseIntervals } from "@muster/domain/week";
import { expect, test } from "vitest";
import { Cohort } from "../entities/cohort.entity.ts";
import { Facilitator } from "../entities/facilitator.entity.ts";
import { Person } from "../entities/person.entity.ts";
import { schedulingRows, type SchedulingRow } from "../queries/scheduling-rows.ts";
import { testDatabase } from "../testing/test-database.ts";
import { cast, circles } from "./demo-cast.ts";
import { demoDiscordUsers } from "./demo-accounts.ts";
import { demoStartDate, DEMO_SIGNUP_CODE, seedDemo } from "./demo.ts";

/** Eight weeks from here on see the clocks change in America, Europe and Brazil's neighbours in turn. */
const autumn = new Date("2026-09-20T10:00:00Z");
const spring = new Date("2027-02-20T23:30:00Z");

test("the demo is big, wide and incomplete enough to be believed", async () => {
  await using database = await testDatabase();
  expect(await seedDemo(database.em(), autumn)).toBe(true);
  const em = database.em();
  const cohort = await em.findOneOrFail(Cohort, { signupCode: DEMO_SIGNUP_CODE });
  const rows = await schedulingRows(em, cohort.id);
  const zones = new Set(rows.map(({ timeZone }) => timeZone));
  expect(rows.length).toBeGreaterThanOrEqual(60);
  expect(zones.size).toBe(10);
  expect(zones).toContain("Asia/Kathmandu");
  expect(zones).toContain("Pacific/Auckland");
  expect(rows.filter(({ role }) => role === "facilitator")).toHaveLength(9);
  expect(await em.count(Facilitator, { certifiedAt: { $ne: null } })).toBe(9);
  expect(rows.filter(({ availability }) => availability === null)).toHaveLength(7);
  expect(demoDiscordUsers.filter(({ inGuild }) => !inGuild)).toHaveLength(5);
  const personas = await em.find(Person, { persona: { $ne: null } });
  expect(personas.map(({ persona }) => persona!).toSorted((a, b) => a.localeCompare(b))).toEqual([
    "facilitator",
    "member",
    "organiser",
    "unplaced",
  ]);
  // Real snowflakes: of years in which Discord existed, and no two alike.
  const years = demoDiscordUsers.map(({ id }) =>
    new Date(Number(BigInt(id) >> 22n) + Date.UTC(2015, 0)).getUTCFullYear(),
  );
  expect(Math.min(...years)).toBeGreaterThanOrEqual(2016);
  expect(Math.max(...years)).toBeLessThanOrEqual(2024);
  expect(new Set(demoDiscordUsers.map(({ id }) => id)).size).toBe(demoDiscordUsers.length);
});

test("seeding again changes nothing, also after somebody painted another week", async () => {
  await using database = await testDatabase();
  await seedDemo(database.em(), autumn);
  await database.em().nativeUpdate(Person, { persona: "member" }, { availability: { available: [], ifNeeded: [] } });
  const before = await database.em().execute("select * from people order by id");
  expect(await seedDemo(database.em(), spring)).toBe(false);
  expect(await database.em().execute("select * from people order by id")).toEqual(before);
});

for (const [season, now] of [
  ["autumn", autumn],
  ["spring", spring],
] as const) {
  test(`all but two of those who answered can meet with their circle on every date in ${season} [TZ-1, TZ-2]`, async () => {
    await using database = await testDatabase();
    await seedDemo(database.em(), now);
    const cohort = await database.em().findOneOrFail(Cohort, { signupCode: DEMO_SIGNUP_CODE });
    const rows = await schedulingRows(database.em(), cohort.id);
    const fits = ({ availability, timeZone }: SchedulingRow, start: number) =>
      meetingInstants(slotAt(start, 60, cohort.timeZone), cohort.startDate, 8).every(
        (meeting) => fitAt(availability!, timeZone!, meeting) !== "not_free",
      );
    const nowhere = rows.filter((row) => {
      const { circle, answered } = cast.find(({ name }) => name === row.name)!;
      return (
        answered !== false && (circle === null || !fits(row, parseIntervals(`${circles[circle]} F00:00`)[0]!.start))
      );
    });
    expect(nowhere.map(({ name }) => name)).toEqual(["Eva Lorenz", "Peter Lang"]);

    // One for want of a stretch that is long enough, the other for want of a facilitator at that hour.
    const [eva, peter] = nowhere;
    expect(usabilityOf(eva!.availability!, 60).usable).toBe(true);
    expect(usabilityOf(peter!.availability!, 60).usable).toBe(false);
    const starts = Array.from({ length: 336 }, (_, step) => step * 30).filter((start) => fits(eva!, start));
    const facilitators = rows.filter(({ role }) => role === "facilitator");
    expect(starts.length).toBeGreaterThan(0);
    expect(starts.filter((start) => facilitators.some((facilitator) => fits(facilitator, start)))).toEqual([]);
  });
}

test("the demo begins on a Monday, two to three weeks ahead", () => {
  const days = Array.from({ length: 14 }, (_, day) => new Date(Date.UTC(2026, 11, 20 + day, 12)));
  for (const day of days) {
    const start = new Date(`${demoStartDate(day)}T12:00:00Z`);
    expect(start.getUTCDay()).toBe(1);
    const ahead = (start.getTime() - day.getTime()) / 86_400_000;
    expect(ahead).toBeGreaterThanOrEqual(14);
    expect(ahead).toBeLessThan(21);
  }
});
