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

  test.each([
    ["an empty list", { ...instance, people: [] }],
    ["a minimum above the maximum", { ...instance, minPeople: 9 }],
    ["no JSON", "{"],
  ])("%s: one line on standard error, exit code 2, nothing on standard output", (_, content) => {
    const { status, stdout, stderr } = run(content);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^\S[^\n]+\n$/);
  });

  test.each([
    [["--seed", "x"]],
    [["--iterations", "0"]],
    [["--iterations", "1.5"]],
    [["--time-limit", "-1"]],
    [["--time-limit", "NaN"]],
    [["--nonsense"]],
  ])("the options %j are refused the same way", (options) => {
    const { status, stdout, stderr } = run(instance, ...options);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^\S[^\n]+\n$/);
  });

  test("no file, and a file that is not there, are told apart", () => {
    expect(runOn()).toMatchObject({ status: 2, stdout: "", stderr: expect.stringContaining("One file is needed") });
    expect(runOn(join(folder, "gone.json"))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("there is no such file"),
    });
  });
});
