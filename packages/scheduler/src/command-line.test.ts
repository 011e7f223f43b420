import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "muster-schedule-"));
afterAll(() => rmSync(folder, { recursive: true }));

function run(content: unknown, ...options: string[]) {
  const file = join(folder, "instance.json");
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return runOn(file, ...options);
}

function runOn(...args: string[]) {
  const command = new URL("./command-line.ts", import.meta.url).pathname;
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], { encoding: "utf8" });
  return { status, stdout, stderr };
}

const person = (id: string, availability: string) => ({
  id,
  name: id,
  role: "participant",
  availability,
  ifNeeded: "",
});
const instance = {
  name: "two and one",
  meetingLengthMinutes: 60,
  stepMinutes: 30,
  minPeople: 2,
  maxPeople: 4,
  useIfNeeded: true,
  people: [person("a", "T19:00 T20:00"), person("b", "T19:00 T20:00"), person("c", "")],
};

describe("npm run schedule", () => {
  test("prints one JSON with everything it found, and nothing else", () => {
    const { status, stdout, stderr } = run(instance, "--seed", "5", "--iterations", "7");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({
      groups: [
        {
          name: "Group 1",
          start: 2_580,
          end: 2_640,
          time: "Tuesday 19:00-20:00",
          facilitatorId: null,
          memberIds: ["a", "b"],
        },
      ],
      unplaced: [{ id: "c", reason: "no_availability" }],
      quality: 2,
      placed: 2,
      total: 3,
      upperBound: 2,
      proven: true,
      seed: 5,
    });
  });

  const with2nd = (more: object) => ({ ...instance, people: [instance.people[0], { ...instance.people[1], ...more }] });
  const numbered = (count: number) => Array.from({ length: count }, (_, index) => person(`p${index}`, "T19:00 T20:00"));
  test.each([
    ["an unknown day letter", with2nd({ availability: "X09:00 M10:00" }), "people[1].availability (b)"],
    ["hour 25", with2nd({ availability: "M25:00 T10:00" }), "people[1].availability (b)"],
    ["minute 60", with2nd({ availability: "M09:60 M10:00" }), "people[1].availability (b)"],
    ["a token without a day", with2nd({ availability: "09:00 M10:00" }), "people[1].availability (b)"],
    ["an empty list", { ...instance, people: [] }, "people: "],
    ["a minimum above the maximum", { ...instance, minPeople: 9 }, "minPeople "],
    ["a maximum below two", { ...instance, minPeople: 1, maxPeople: 1 }, "maxPeople "],
    ["a length of nothing", { ...instance, meetingLengthMinutes: 0 }, "meetingLengthMinutes "],
    ["a length above a day", { ...instance, meetingLengthMinutes: 1_441 }, "meetingLengthMinutes "],
    ["a step that does not divide a day", { ...instance, stepMinutes: 7 }, "stepMinutes "],
    ["an id twice", with2nd({ id: "a" }), "people[1].id"],
    ["an unknown role", with2nd({ role: "boss" }), "people[1].role (b)"],
    ["a facilitator of no groups", with2nd({ role: "facilitator", maxGroups: 0 }), "people[1].maxGroups (b)"],
    ["a hundred thousand people", { ...instance, people: numbered(100_000) }, "at most 10,000 people"],
    ["a rule about a stranger [GR-13]", { ...instance, rules: [{ kind: "apart", personIds: ["a", "z"] }] }, "rules[0]"],
    [
      "a kind of rule there is not [GR-13]",
      { ...instance, rules: [{ kind: "near", personIds: ["a", "b"] }] },
      "rules[0].kind",
    ],
    ["NaN", JSON.stringify(instance).replace(":60", ":NaN"), "the file is not valid JSON"],
    ["no JSON", "{", "the file is not valid JSON"],
  ])("%s: one line on standard error, exit code 2, nothing on standard output", (_, content, place) => {
    const { status, stdout, stderr } = run(content);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^\S[^\n]+\n$/);
    expect(stderr).toContain(place);
  });

  test.each([
    [["--seed", "x"]],
    [["--iterations", "0"]],
    [["--iterations", "1.5"]],
    [["--time-limit", "-1"]],
    [["--time-limit", "NaN"]],
    [["--nonsense"]],
    [["--seed"]],
    [["--iterations", "--seed", "2"]],
    [["--time-limit"]],
  ])("the options %j are refused the same way", (options) => {
    const { status, stdout, stderr } = run(instance, ...options);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^\S[^\n]+\n$/);
    expect(stderr).toContain(options[0]);
  });

  test("rules in the file are kept, and two that contradict each other are refused [GR-13]", () => {
    const four = ["a", "b", "c", "d"].map((id) => person(id, "T19:00 T20:00"));
    const rule = (kind: string) => ({ kind, personIds: ["a", "b"] });
    const { status, stdout } = run({ ...instance, people: four, rules: [rule("apart")] });
    expect(status).toBe(0);
    const groups = (JSON.parse(stdout) as { groups: { memberIds: string[] }[] }).groups;
    expect(groups).toHaveLength(2);
    for (const { memberIds } of groups) expect(memberIds.filter((id) => id === "a" || id === "b")).toHaveLength(1);
    const torn = run({ ...instance, people: four, rules: [rule("apart"), rule("together")] });
    expect(torn).toMatchObject({
      status: 2,
      stdout: "",
      stderr: "a and b are both kept together and kept apart by the rules\n",
    });
  });

  test("overlapping intervals are merged, and an end that is not after its start wraps", () => {
    const people = [person("a", "U22:00 U23:45, U23:30 M01:00"), person("b", "U23:30 M00:30")];
    const { status, stdout } = run({ ...instance, people });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ groups: [{ start: 10_050, end: 10_110, memberIds: ["a", "b"] }] });
  });

  test("no file, a folder, and a file that is not there, are told apart", () => {
    expect(runOn()).toMatchObject({ status: 2, stdout: "", stderr: expect.stringContaining("One file is needed") });
    expect(runOn(join(folder, "gone.json"))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("there is no such file"),
    });
    expect(runOn(folder)).toMatchObject({ status: 2, stdout: "", stderr: expect.stringContaining("this is a folder") });
  });
});
