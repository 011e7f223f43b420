import { Meeting } from "@muster/db/entities/meeting";
import { Group } from "@muster/db/entities/group";
import { aCohort, aGroup } from "@muster/db/testing/builders";
import { testDatabase } from "@muster/db/testing/test-database";
import type { MeetingSlot } from "@muster/domain/meeting-slot";
import { describe, expect, test } from "vitest";
import { ensureMeetings, foreseenMeetings, plannedInstants } from "./plan.ts";

const wednesday: MeetingSlot = { weekday: 2, startMinute: 900, lengthMinutes: 60, timeZone: "UTC" };
const term = { startDate: "2026-02-01", numberOfMeetings: 8 };
const before = new Date("2026-01-15T00:00:00Z");
const days = (meetings: readonly { startsAt: Date }[]) =>
  meetings.map(({ startsAt }) => startsAt.toISOString().slice(0, 16));

describe("the meetings of a group", () => {
  test("begin on the first Wednesday on or after the start and go on weekly [T6, R14]", () => {
    expect(days(plannedInstants(wednesday, term, before)).slice(0, 2)).toEqual([
      "2026-02-04T15:00",
      "2026-02-11T15:00",
    ]);
    expect(plannedInstants(wednesday, term, before)).toHaveLength(8);
  });

  test("may begin on the start day itself [R15]", () => {
    const sunday = { ...wednesday, weekday: 6 };
    expect(days(plannedInstants(sunday, term, before))[0]).toBe("2026-02-01T15:00");
  });

  test("of a group realized late begin with the next one that lies ahead, and are as many [L24]", () => {
    const late = plannedInstants(wednesday, term, new Date("2026-02-18T14:59:00Z"));
    expect([days(late)[0], late.length]).toEqual(["2026-02-18T15:00", 8]);
    expect(days(plannedInstants(wednesday, term, new Date("2026-02-18T15:00:00Z")))[0]).toBe("2026-02-25T15:00");
  });

  test("none exist: eight are created, and asked again the eight existed [T6, R13]", async () => {
    await using database = await testDatabase();
    const cohort = await aCohort(database.em(), { startDate: "2026-02-01", timeZone: "UTC" });
    const { id } = await aGroup(database.em(), { cohort, weekday: 2, startMinute: 900, timeZone: "UTC" });
    const ensure = async () => {
      const em = database.em();
      return ensureMeetings(em, await em.findOneOrFail(Group, id), { term, now: before });
    };
    expect(await ensure()).toEqual({ created: 8, existed: 0 });
    expect(await ensure()).toEqual({ created: 0, existed: 8 });
    expect(await database.em().count(Meeting, { group: id })).toBe(8);
  });

  test("that were all called off stay so: no others are made, nor foreseen [R13]", async () => {
    await using database = await testDatabase();
    const { id } = await aGroup(database.em());
    const em = database.em();
    const group = await em.findOneOrFail(Group, id);
    await ensureMeetings(em, group, { term, now: before });
    await em.nativeUpdate(Meeting, { group: id }, { status: "cancelled" });
    expect(await foreseenMeetings(em, group, { term, now: before })).toEqual([]);
    expect(await ensureMeetings(em, group, { term, now: before })).toEqual({ created: 0, existed: 8 });
    expect(await em.count(Meeting, { group: id, status: "planned" })).toBe(0);
  });

  test("a slot in a zone nobody knows is invalid_meeting_time and makes nothing [R12]", async () => {
    await using database = await testDatabase();
    const { id } = await aGroup(database.em(), { timeZone: "Mars/Olympus" });
    const em = database.em();
    const group = await em.findOneOrFail(Group, id);
    expect(await ensureMeetings(em, group, { term, now: before })).toEqual({
      created: 0,
      existed: 0,
      error: "invalid_meeting_time",
    });
  });

  test("keep the ids under which a plan showed them", async () => {
    await using database = await testDatabase();
    const { id } = await aGroup(database.em());
    const em = database.em();
    const group = await em.findOneOrFail(Group, id);
    const foreseen = await foreseenMeetings(em, group, { term, now: before });
    expect(await foreseenMeetings(em, group, { term, now: before })).toEqual(foreseen);
    await em.flush();
    await ensureMeetings(em, group, { term, now: before });
    const made = await database.em().find(Meeting, { group: id }, { orderBy: { number: "asc" } });
    expect(made.map((meeting) => meeting.id)).toEqual(foreseen.map((meeting) => meeting.id));
  });
});
