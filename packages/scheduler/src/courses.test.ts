import { describe, expect, test } from "vitest";
import {
  convertUserDataToPeople,
  groupPeopleByCourse,
  NoFacilitatorsError,
  NoUsersError,
  parseIntervalString,
  removeBlockedIntervals,
  schedulePeople,
  SchedulingError,
  type Person,
} from "./schedule.ts";

const someone = (id: string, week: string, maybe = "", courses?: string[]): Person => ({
  id,
  name: id,
  intervals: parseIntervalString(week),
  ifNeededIntervals: parseIntervalString(maybe),
  timezone: "UTC",
  ...(courses ? { courses } : {}),
});
const several = (count: number, week: string, prefix = "p") =>
  Array.from({ length: count }, (_, index) => someone(`${prefix}${index}`, week));

describe("several courses", () => {
  test("people are listed by course, those without one are uncategorized", () => {
    const people = [someone("a", "", "", ["x", "y"]), someone("b", "", "", ["y"]), someone("c", "")];
    const byCourse = [...groupPeopleByCourse(people)].map(([course, members]) => [
      course,
      members.map(({ id }) => id).join(),
    ]);
    expect(byCourse).toEqual([
      ["x", "a"],
      ["y", "a,b"],
      ["Uncategorized", "c"],
    ]);
  });
  test("blocked minutes are gone, and only they", () => {
    expect(removeBlockedIntervals([{ start: 540, end: 720 }], [{ start: 600, end: 660 }])).toEqual([
      { start: 540, end: 600 },
      { start: 660, end: 720 },
    ]);
  });
  test("a later course does not meet when an earlier one does", () => {
    const people = Array.from({ length: 4 }, (_, index) => someone(`p${index}`, "M09:00 M11:00", "", ["x", "y"]));
    const { courses, totalGroups } = schedulePeople(people, { numIterations: 20 });
    expect(totalGroups).toBe(2);
    const [one, other] = courses.map(({ groups }) => groups[0]!.selectedTime!);
    expect(one!.end <= other!.start || other!.end <= one!.start).toBe(true);
  });
  test("a course with too few is passed over and says so", () => {
    const { courses } = schedulePeople([
      ...several(4, "M09:00 M10:00"),
      someone("solo", "M09:00 M10:00", "", ["tiny"]),
    ]);
    expect(courses.find(({ courseName }) => courseName === "tiny")).toMatchObject({
      skipped: "too_few_people",
      groups: [],
    });
  });
  test("nobody, and nobody who could lead, are errors of their own", () => {
    expect(() => schedulePeople([])).toThrow(NoUsersError);
    expect(() => schedulePeople(several(4, "M09:00 M10:00"), { facilitatorIds: new Set(["gone"]) })).toThrow(
      NoFacilitatorsError,
    );
    expect(new NoUsersError("x")).toBeInstanceOf(SchedulingError);
  });
});

describe("users as stored", () => {
  test("a start is an hour, touching hours join, ranges are taken as they are", () => {
    const [user] = convertUserDataToPeople([
      {
        id: 7,
        name: "Ann",
        availability: { Monday: ["09:00", "10:00"], Tuesday: ["14:00-15:30"] },
        timezone: "Europe/Berlin",
      },
    ]);
    expect(user).toMatchObject({
      id: "7",
      timezone: "Europe/Berlin",
      intervals: parseIntervalString("M09:00 M11:00, T14:00 T15:30"),
    });
  });
  test("a day nobody knows, an hour nobody has and a zone nobody uses are named", () => {
    const of =
      (availability: Record<string, string[]>, timezone = "UTC") =>
      () =>
        convertUserDataToPeople([{ id: 1, name: "Ann", availability, timezone }]);
    expect(of({ Funday: ["09:00"] })).toThrow('Ann: "Funday" is not a day of the week');
    expect(of({ Monday: ["25:00"] })).toThrow('"25:00" is not a time of day');
    expect(of({}, "Mars/Olympus")).toThrow("Mars/Olympus");
  });
});
