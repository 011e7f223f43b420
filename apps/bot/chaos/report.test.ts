import { expect, test } from "vitest";
import { BOUNDARIES } from "./boundaries.ts";
import { makeSchedules } from "./make-schedule.ts";
import { exitCodeOf, lineOf, reportOf } from "./report.ts";
import type { Ran } from "./run.ts";
import { read, type Schedule } from "./schedule.ts";
import { tour } from "./tour.ts";

const names = BOUNDARIES.map(({ name }) => name);
const strikesOf = ({ acts }: Schedule) => acts.flatMap(({ strikes }) => strikes);

function ran(hits: readonly string[]): Ran {
  return {
    outcomes: [],
    findings: [],
    passed: new Map(),
    hits: new Map(names.map((name) => [name, hits.includes(name) ? 1 : 0])),
  };
}

test("a boundary at which nobody was killed fails the run and is named, however well all else went", () => {
  const [lacking, ...others] = names;
  expect(exitCodeOf(ran(names), { mustHitAll: true })).toBe(0);
  expect(exitCodeOf(ran(others), { mustHitAll: true })).toBe(1);
  expect(reportOf(ran(others), 1)).toContain(`Nobody was killed at: ${lacking}`);
});

test("a schedule that ended with something false fails the run, and its plan can be played again", () => {
  const [schedule] = tour();
  const outcome = { schedule: schedule!, findings: ["INV-11 a thing stands twice"], hits: [], missed: [], seconds: 1 };
  expect(exitCodeOf({ ...ran(names), outcomes: [outcome] }, { mustHitAll: true })).toBe(1);
  const [, plan] = /plan=(\S+)/.exec(lineOf(outcome))!;
  expect(read(plan!)).toEqual(schedule);
});

test("the tour and any twenty-five schedules aim at every boundary", () => {
  expect(
    new Set(
      tour()
        .flatMap(strikesOf)
        .map(({ boundary }) => boundary),
    ),
  ).toEqual(new Set(names));
  for (const seed of [1, 2, 3]) {
    const aimed = makeSchedules(seed, 25)
      .flatMap(strikesOf)
      .map(({ boundary }) => boundary);
    expect(names.filter((name) => !aimed.includes(name))).toEqual([]);
  }
});

test("every boundary has a name of its own, and somebody to kill", () => {
  expect(new Set(names).size).toBe(names.length);
  expect(BOUNDARIES.filter(({ victims }) => victims.length === 0)).toEqual([]);
});
