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

const placeOf = (personId: string) => ({ personId, start: 540, group: "G" });
const standing = { id: "s", start: 540, room: 1 };

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
    ["nothing in place of a list", read({ pins: null }), /^pins must be a list$/],
    ["nothing in a list", read({ rules: [null] }), /^rules\[0\] must be an object$/],
    ["hours that are no list", read({ allowed: "x" }), /^allowed must be a list$/],
    ["a word for yes", withPerson({ certified: "yes" }), /^people\[1\]\.certified \(p2\) must be true or false$/],
    [
      "a field misspelt",
      read({ pins: [{ personId: "p1", start: 540, grop: "us" }] }),
      /^pins\[0\] has nothing called "grop"$/,
    ],
    [
      "a pinned stranger",
      read({ pins: [{ personId: "p9", start: 540 }] }),
      /^pins\[0\]\.personId: there is nobody with the id "p9"$/,
    ],
    [
      "an earlier place of a stranger",
      read({ earlier: [placeOf("p9")] }),
      /^earlier\[0\]\.personId: there is nobody with the id "p9"$/,
    ],
    [
      "an earlier place twice",
      read({ earlier: [placeOf("p1"), placeOf("p1")] }),
      /^earlier\[1\]: "p1" is in "G" already$/,
    ],
    [
      "a standing group twice",
      read({ standing: [standing, standing] }),
      /^standing\[1\]\.id: "s" is already the id of standing\[0\]$/,
    ],
    [
      "somebody to be placed who has a place",
      read({ standing: [{ ...standing, memberIds: ["p1"] }] }),
      /^standing\[0\]\.memberIds\[0\]: "p1" has a place here and is among the people to be placed$/,
    ],
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

  test("a week written in more pieces than it has stretches", () => {
    const availability = Array.from({ length: 2_100 }, () => "M09:00 M10:00").join(", ");
    expect(withPerson({ availability })().people[1]!.available).toEqual([{ start: 540, end: 600 }]);
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
      { start: 0, end: 60 },
      { start: 540, end: 720 },
      { start: 10_020, end: 10_080 },
    ]);
    expect(problem).toMatchObject({ iterations: 1_000, seed: 1, balance: true });
  });
});
