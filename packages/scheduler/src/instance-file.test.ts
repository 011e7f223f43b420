import { describe, expect, test } from "vitest";
import { readInstance } from "./instance-file.ts";

const somebody = { id: "p1", name: "Ann", role: "participant", availability: "M09:00 M10:00", ifNeeded: "" };
const instance = {
  name: "small",
  meetingLengthMinutes: 60,
  stepMinutes: 30,
  minPeople: 2,
  maxPeople: 4,
  useIfNeeded: true,
  people: [somebody, { ...somebody, id: "p2" }],
};
const read = (more: object) => () => readInstance(JSON.stringify({ ...instance, ...more }));
const withPerson = (more: object) => read({ people: [somebody, { ...somebody, id: "p2", ...more }] });

describe("bad input is one sentence that names the place", () => {
  test.each([
    [
      "an unknown day letter",
      withPerson({ availability: "X09:00 M10:00" }),
      /people\[1\].availability \(p2\): .*no day "X"/,
    ],
    [
      "hour 25",
      withPerson({ availability: "M25:00 T10:00" }),
      /people\[1\].availability \(p2\): "M25:00": an hour must be/,
    ],
    ["minute 60", withPerson({ ifNeeded: "M09:60 M10:30" }), /people\[1\].ifNeeded \(p2\): "M09:60": a minute must be/],
    ["a token without a day", withPerson({ availability: "09:00 10:00" }), /"09:00" must be a day letter and a time/],
    ["a start without an end", withPerson({ availability: "M09:00" }), /must be a start and an end/],
    ["nobody", read({ people: [] }), /people: there is nobody to schedule/],
    ["a minimum above the maximum", read({ minPeople: 5 }), /^minPeople must not be more than maxPeople/],
    ["a maximum below two", read({ minPeople: 1, maxPeople: 1 }), /^maxPeople must be at least 2/],
    ["a length of nothing", read({ meetingLengthMinutes: 0 }), /meetingLengthMinutes must be at least 1/],
    ["a length above a day", read({ meetingLengthMinutes: 1_441 }), /meetingLengthMinutes must be at most 1,440/],
    ["a step that does not divide a day", read({ stepMinutes: 35 }), /stepMinutes must divide a day/],
    ["a step of nothing", read({ stepMinutes: 0 }), /stepMinutes must be at least 5/],
    ["an id twice", withPerson({ id: "p1" }), /people\[1\].id: "p1" is already the id of people\[0\]/],
    [
      "an unknown role",
      withPerson({ role: "boss" }),
      /people\[1\].role \(p2\): role must be "participant" or "facilitator"/,
    ],
    ["a facilitator of no groups", withPerson({ role: "facilitator", maxGroups: 0 }), /maxGroups must be at least 1/],
    ["a number that is none", read({ minPeople: null }), /^minPeople must be a number/],
    ["a missing id", withPerson({ id: undefined }), /people\[1\].id: id must be a text/],
    ["a field left out", read({ useIfNeeded: undefined }), /useIfNeeded must be true or false/],
    ["no list of people", read({ people: "all" }), /^people: there must be a list of people/],
    ["a person that is none", read({ people: [null] }), /people\[0\]: a person must be an object/],
    ["no file of ours", () => readInstance("[]"), /^the file: it must hold one object/],
    ["no JSON", () => readInstance("{ minPeople: NaN }"), /^the file is not valid JSON/],
    ["NaN", () => readInstance(JSON.stringify(instance).replace(":60", ":NaN")), /^the file is not valid JSON/],
    ["a time limit of nothing", read({ timeLimitSeconds: 0 }), /^timeLimitSeconds must be above 0/],
    [
      "an endless id",
      withPerson({ id: "x".repeat(201) }),
      /people\[1\].id \(x+\): id must be at most 200 letters long/,
    ],
  ])("%s", (_, reading, sentence) => {
    expect(reading).toThrow(sentence);
  });

  const rule = (more: object) =>
    read({
      rules: [
        { kind: "apart", personIds: ["p1", "p2"] },
        { kind: "together", ...more },
      ],
    });
  test.each([
    [
      "a kind of rule there is not",
      rule({ kind: "near", personIds: ["p1", "p2"] }),
      /^rules\[1\]\.kind: A rule keeps people together or apart$/,
    ],
    [
      "a rule about one person",
      rule({ personIds: ["p1"] }),
      /^rules\[1\]\.personIds: a rule is about two people at least$/,
    ],
    [
      "a rule about a stranger",
      rule({ personIds: ["p1", "p9"] }),
      /^rules\[1\]\.personIds\[1\]: there is nobody with the id "p9"$/,
    ],
    [
      "a rule about one person twice",
      rule({ personIds: ["p1", "p1"] }),
      /^rules\[1\]\.personIds\[1\]: "p1" is in this rule already$/,
    ],
    [
      "a rule without people",
      rule({}),
      /^rules\[1\]\.personIds must be a list$|^rules\[1\]\.personIds: personIds must be a list$/,
    ],
    ["rules that are no list", read({ rules: "none" }), /^rules must be a list$/],
  ])("%s [GR-13]", (_, reading, sentence) => {
    expect(reading).toThrow(sentence);
  });

  test("a hundred thousand people are refused with the limit, before any of them is read", () => {
    const crowd = Array.from({ length: 100_000 }, () => 0);
    expect(read({ people: crowd })).toThrow("people: a run takes at most 10,000 people, and these are 100,000");
  });
});

describe("what is no mistake", () => {
  test("a byte order mark before the file", () => {
    expect(readInstance(`\uFEFF${JSON.stringify(instance)}`).people).toHaveLength(2);
  });

  test("overlapping intervals, an end before its start, notes of one's own", () => {
    const problem = readInstance(
      JSON.stringify({
        ...instance,
        note: "x",
        people: [{ ...somebody, availability: "M09:00 M11:00, M10:00 M12:00, U23:00 M01:00", note: "y" }],
      }),
    );
    expect(problem.people[0]!.available).toEqual([
      { start: 540, end: 660 },
      { start: 600, end: 720 },
      { start: 10_020, end: 10_140 },
    ]);
    expect(problem).toMatchObject({ iterations: 1_000, seed: 1, balance: true });
  });
});
