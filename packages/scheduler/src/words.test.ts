import { describe, expect, test } from "vitest";
import * as vocabulary from "./schedule.ts";
import {
  balanceCohorts,
  calculateTotalAvailableTime,
  DAY_MAP,
  findCohortTimeOptions,
  formatTimeRange,
  isGroupValid,
  parseIntervalString,
  runGreedyIteration,
  runScheduling,
  type CohortSchedulingResult,
  type CourseSchedulingResult,
  type Group,
  type MultiCourseSchedulingResult,
  type Person,
} from "./schedule.ts";

const someone = (id: string, week: string, maybe = ""): Person => ({
  id,
  name: id,
  intervals: parseIntervalString(week),
  ifNeededIntervals: parseIntervalString(maybe),
  timezone: "UTC",
});
const several = (count: number, week: string, prefix = "p") =>
  Array.from({ length: count }, (_, index) => someone(`${prefix}${index}`, week));
const group = (people: Person[]): Group => ({ people, selectedTime: null });
const hour = { meetingLength: 60 };
const sizes = (groups: readonly Group[]) => groups.map(({ people }) => people.length).toSorted((a, b) => b - a);

test("every word the requirements ask for can be imported [SCH17]", () => {
  const words =
    "DAY_MAP SchedulingError NoUsersError NoFacilitatorsError parseIntervalString calculateTotalAvailableTime isGroupValid findCohortTimeOptions formatTimeRange groupPeopleByCourse removeBlockedIntervals runGreedyIteration runScheduling balanceCohorts schedulePeople schedule convertUserDataToPeople";
  expect(Object.keys(vocabulary)).toEqual(expect.arrayContaining(words.split(" ")));
  const types: [Person?, Group?, CourseSchedulingResult?, MultiCourseSchedulingResult?, CohortSchedulingResult?] = [];
  expect(types).toEqual([]);
});

describe("reading weeks", () => {
  test.each([
    ["", []],
    [null, []],
    ["M09:00 M10:00", [{ start: 540, end: 600 }]],
    ["T14:00 T15:00", [{ start: 2_280, end: 2_340 }].map(({ start, end }) => ({ start, end }))],
    ["W10:00 W11:00", [{ start: 3_480, end: 3_540 }]],
    ["M09:30 M10:00", [{ start: 570, end: 600 }]],
    ["  M09:00 M10:00  ", [{ start: 540, end: 600 }]],
    [
      "S10:00 S11:00, U10:00 U11:00",
      [
        { start: 7_800, end: 7_860 },
        { start: 9_240, end: 9_300 },
      ],
    ],
  ])("%s is read as written", (text, intervals) => {
    expect(parseIntervalString(text)).toEqual(intervals);
  });

  test("all seven day letters are known, Thursday is R and Sunday is U", () => {
    expect(DAY_MAP).toEqual({ M: 0, T: 1, W: 2, R: 3, F: 4, S: 5, U: 6 });
  });

  test.each(["M23:00 T01:00", "U23:00 M01:00"])("%s ends after it starts", (text) => {
    const [interval] = parseIntervalString(text);
    expect(interval!.end).toBe(interval!.start + 120);
  });

  test("a range of one day names it once, one over midnight names both", () => {
    expect(formatTimeRange(540, 600)).toBe("Monday 09:00-10:00");
    expect(formatTimeRange(10_050, 10_110)).toBe("Sunday 23:30 - Monday 00:30");
  });

  test.each([
    ["M09:00 M10:00", "", 60],
    ["M09:00 M10:00, T09:00 T11:00", "", 180],
    ["M09:00 M10:00", "W09:00 W10:00", 120],
    ["", "", 0],
    ["", "M09:00 M12:00", 180],
  ])("%s and %s are %d minutes in all", (week, maybe, total) => {
    expect(calculateTotalAvailableTime(someone("a", week, maybe))).toBe(total);
  });
});

describe("whether a group could meet", () => {
  const [early, late, middle] = [
    someone("a", "M09:00 M11:00"),
    someone("b", "M10:00 M12:00"),
    someone("c", "M10:00 M11:00"),
  ];
  test("nobody is a group, somebody alone is one", () => {
    expect(isGroupValid(group([]), hour)).toBe(true);
    expect(isGroupValid(group([early]), hour)).toBe(true);
  });
  test("two or three with a common hour are one", () => {
    expect(isGroupValid(group([early, late]), hour)).toBe(true);
    expect(isGroupValid(group([early, late, middle]), hour)).toBe(true);
  });
  test("without a common hour, or with too short a one, they are none", () => {
    expect(isGroupValid(group([early, someone("d", "T09:00 T11:00")]), hour)).toBe(false);
    expect(isGroupValid(group([early, late]), { meetingLength: 90 })).toBe(false);
  });
  test("180 minutes fit exactly into 180", () => {
    expect(isGroupValid(group(several(2, "M09:00 M12:00")), { meetingLength: 180 })).toBe(true);
  });
  test("overlaps in pairs are no overlap of three [SCH18, T16]", () => {
    const three = [
      someone("a", "M09:00 M10:00, T09:00 T10:00"),
      someone("b", "T09:00 T10:00, W09:00 W10:00"),
      someone("c", "W09:00 W10:00, M09:00 M10:00"),
    ];
    expect(isGroupValid(group(three), hour)).toBe(false);
  });
  test("if-needed hours count only when used", () => {
    const two = [early, someone("m", "", "M09:00 M10:00")];
    expect(isGroupValid(group(two), hour)).toBe(true);
    expect(isGroupValid(group(two), { ...hour, useIfNeeded: false })).toBe(false);
  });
  test.each([15, 30, 60])("starts are tried every %d minutes", (timeIncrement) => {
    expect(isGroupValid(group([early, late]), { ...hour, timeIncrement })).toBe(true);
  });
  test("a half hour meets on a grid of 15 minutes", () => {
    const two = several(2, "M09:15 M09:45");
    expect(isGroupValid(group(two), { meetingLength: 30, timeIncrement: 15 })).toBe(true);
    expect(isGroupValid(group(two), { meetingLength: 30, timeIncrement: 30 })).toBe(false);
  });
  test("with facilitators exactly one of them is in it", () => {
    const facilitatorIds = new Set(["a", "b"]);
    expect(isGroupValid(group([early, middle]), { ...hour, facilitatorIds })).toBe(true);
    expect(isGroupValid(group([middle]), { ...hour, facilitatorIds })).toBe(false);
    expect(isGroupValid(group([early, late, middle]), { ...hour, facilitatorIds })).toBe(false);
    expect(isGroupValid(group([middle]), { ...hour, facilitatorIds: new Set() })).toBe(true);
  });
});

describe("times a group has in common", () => {
  test("the earliest comes first", () => {
    expect(findCohortTimeOptions(several(2, "M09:00 M11:00"), hour)[0]).toMatchObject({ start: 540, end: 600 });
    expect(findCohortTimeOptions([someone("a", "M09:00 M12:00"), someone("b", "M10:00 M12:00")], hour)[0]!.start).toBe(
      600,
    );
  });
  test("an exact length gives one, two days give four and more, no overlap none", () => {
    expect(findCohortTimeOptions(several(2, "M09:00 M10:00"), hour)).toHaveLength(1);
    expect(findCohortTimeOptions(several(2, "M09:00 M11:00, T09:00 T11:00"), hour).length).toBeGreaterThanOrEqual(4);
    expect(findCohortTimeOptions([someone("a", "M09:00 M10:00"), someone("b", "T09:00 T10:00")], hour)).toEqual([]);
  });
});

describe("one greedy iteration", () => {
  const of = (people: Person[], more = {}) => runGreedyIteration(people, { minPeople: 1, ...more });
  test("somebody alone, two together, two apart", () => {
    expect(sizes(of([someone("a", "M09:00 M10:00")]))).toEqual([1]);
    expect(sizes(of(several(2, "M09:00 M10:00")))).toEqual([2]);
    expect(sizes(of([someone("a", "M09:00 M10:00"), someone("b", "T09:00 T10:00")]))).toEqual([1, 1]);
  });
  test("groups below the minimum are no groups, none passes the maximum", () => {
    expect(of(several(3, "M09:00 M10:00"), { minPeople: 4 })).toEqual([]);
    expect(Math.max(...sizes(of(several(10, "M09:00 M10:00"), { maxPeople: 5 })))).toBe(5);
  });
  test("twenty alike are all placed, and so are exactly the minimum and the maximum [SCH18, T16]", () => {
    expect(sizes(of(several(20, "M09:00 M12:00"), { minPeople: 4, maxPeople: 8 })).reduce((a, b) => a + b)).toBe(20);
    expect(sizes(of(several(4, "M09:00 M10:00"), { minPeople: 4 }))).toEqual([4]);
    expect(sizes(of(several(8, "M09:00 M10:00"), { maxPeople: 8 }))).toEqual([8]);
  });
  test("nobody gives no groups, nobody who fits anybody gives none with a minimum of two", () => {
    expect(of([])).toEqual([]);
    expect(of([someone("a", "M09:00 M10:00"), someone("b", "T09:00 T10:00")], { minPeople: 2 })).toEqual([]);
  });
  test("of a realistic six at least four are placed [SCH18, T16]", () => {
    const six = [
      someone("a", "M18:00 M21:00, W18:00 W21:00"),
      someone("b", "M19:00 M22:00"),
      someone("c", "M18:00 M20:00, R18:00 R20:00"),
      someone("d", "W18:00 W20:00, R18:00 R20:00"),
      someone("e", "M19:00 M21:00"),
      someone("f", "S10:00 S12:00"),
    ];
    expect(runScheduling(six, { minPeople: 2, numIterations: 50 }).score).toBeGreaterThanOrEqual(4);
  });
});

describe("groups with facilitators", () => {
  const led = (facilitators: Person[], others: Person[], more = {}) =>
    runScheduling([...facilitators, ...others], {
      minPeople: 2,
      maxPeople: 5,
      numIterations: 100,
      facilitatorIds: new Set(facilitators.map(({ id }) => id)),
      ...more,
    });
  test("each group has exactly one, others are left when there is no seat", () => {
    const { groups, unassigned } = led(several(2, "M09:00 M10:00", "f"), several(12, "M09:00 M10:00"));
    expect(sizes(groups)).toEqual([5, 5]);
    expect(groups.map(({ people }) => people.filter(({ id }) => id.startsWith("f")).length)).toEqual([1, 1]);
    expect(unassigned).toHaveLength(4);
  });
  test("without overlap there are no groups; facilitators too many stay out", () => {
    expect(led(several(1, "T09:00 T10:00", "f"), several(4, "M09:00 M10:00")).groups).toEqual([]);
    expect(led(several(4, "M09:00 M10:00", "f"), several(3, "M09:00 M10:00")).unassigned.length).toBeGreaterThanOrEqual(
      1,
    );
  });
  test("only those who overlap with a facilitator are placed", () => {
    const { groups } = led(
      [someone("f0", "M09:00 M11:00")],
      [someone("a", "M09:00 M10:00"), someone("b", "T09:00 T10:00")],
    );
    expect(groups.flatMap(({ people }) => people.map(({ id }) => id)).toSorted()).toEqual(["a", "f0"]);
  });
  test("caps are kept, and no facilitators at all is a cohort of peers [SCH18, T16]", () => {
    const caps = { facilitatorMaxGroups: new Map([["f0", 2]]) };
    expect(led(several(1, "M09:00 M12:00", "f"), several(12, "M09:00 M12:00"), caps).groups).toHaveLength(2);
    expect(led([], several(4, "M09:00 M10:00")).groups).toHaveLength(1);
  });
});

describe("evening out", () => {
  const same = (...counts: number[]) =>
    counts.map((count, index) => group(several(count, "M09:00 M12:00", `g${index}-`)));
  test("four and four need no move, a group alone neither [SCH18, T16]", () => {
    expect(balanceCohorts(same(4, 4), hour)).toBe(0);
    expect(balanceCohorts(same(6), hour)).toBe(0);
  });
  test.each([[[6, 2]], [[7, 3, 2]]])("%j come within one of each other", (counts) => {
    const groups = same(...counts);
    expect(balanceCohorts(groups, hour)).toBeGreaterThan(0);
    const after = sizes(groups);
    expect(after[0]! - after.at(-1)!).toBeLessThanOrEqual(1);
  });
  test("nobody moves to where they are not free", () => {
    const groups = [group(several(6, "M09:00 M10:00", "a")), group(several(2, "T09:00 T10:00", "b"))];
    expect(balanceCohorts(groups, hour)).toBe(0);
  });
  test("those free only if needed move too", () => {
    const movable = Array.from({ length: 6 }, (_, index) => someone(`a${index}`, "M09:00 M10:00", "T09:00 T10:00"));
    const groups = [group(movable), group(several(2, "T09:00 T10:00", "b"))];
    expect(balanceCohorts(groups, hour)).toBe(2);
    expect(
      balanceCohorts([group(movable), group(several(2, "T09:00 T10:00", "b"))], { ...hour, useIfNeeded: false }),
    ).toBe(0);
  });
});
