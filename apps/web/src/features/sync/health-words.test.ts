import { expect, test } from "vitest";
import { countStates, failures, needsAttention, type GroupHealth, type SystemHealth } from "./health-words.ts";

const aSystem = (state: SystemHealth["state"], changes: Partial<SystemHealth> = {}): SystemHealth => ({
  system: "discord",
  state,
  sentence: "",
  checkedAt: null,
  attempt: 0,
  nextAt: null,
  setAside: false,
  ...changes,
});
const aGroup = (...systems: SystemHealth[]): GroupHealth => ({
  groupId: 1,
  name: "Group 1",
  status: "active",
  systems,
  steps: [],
  log: [],
  links: { category: null, text: null, voice: null, events: [] },
});

test("a world nobody connected counts neither as in sync nor as a part of the whole [SY-1]", () => {
  const counts = countStates([aGroup(aSystem("in_sync"), aSystem("off")), aGroup(aSystem("failed"), aSystem("off"))]);
  expect(counts).toMatchObject({ in_sync: 1, failed: 1, off: 2, on: 2 });
});

test("waiting passes by itself; changed outside and failed need a person [SY-1]", () => {
  expect(needsAttention(aGroup(aSystem("waiting"), aSystem("in_sync")))).toBe(false);
  expect(needsAttention(aGroup(aSystem("in_sync"), aSystem("changed_outside")))).toBe(true);
  expect(needsAttention(aGroup(aSystem("failed")))).toBe(true);
});

test("failures are listed with their group, and nothing else is", () => {
  const groups = [aGroup(aSystem("failed"), aSystem("waiting")), aGroup(aSystem("in_sync"))];
  expect(failures(groups)).toHaveLength(1);
});
