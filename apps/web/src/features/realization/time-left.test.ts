import { expect, test } from "vitest";
import { aStep } from "../../../testing/a-step.ts";
import type { Step } from "./step-words.ts";
import { timeLeft } from "./time-left.ts";

const startedAt = new Date("2026-10-05T12:00:00Z");
const after = (seconds: number) => new Date(startedAt.getTime() + seconds * 1000);
const aGroup = (...steps: Step[]) => ({ subject: "group:3" as const, name: "Group 3", steps });
const leftOf = (steps: Step[], seconds: number) => timeLeft({ startedAt, groups: [aGroup(...steps)] }, after(seconds));

test("what is left takes as long as what was done, action by action; what asks nothing of Discord is none [PL-9]", () => {
  const three = [aStep({ state: "done" }), aStep({ state: "doing" }), aStep({ state: "waiting" })];
  const nothing = [aStep({ state: "skipped", action: "keep" }), aStep({ state: "waiting", carried: true })];
  expect(leftOf([...three, ...nothing], 20)).toBe("about 40 s left");
  expect(leftOf([...three, ...nothing], 90)).toBe("about 3 min left");
});

test("there is no guess before anything was done, nor after the last action has come to its end [PL-9]", () => {
  expect(leftOf([aStep({ state: "doing" }), aStep({ state: "waiting" })], 20)).toBeNull();
  expect(leftOf([aStep({ state: "done" }), aStep({ state: "failed" })], 20)).toBeNull();
});

test("there is no guess while a group has no steps yet: nobody has looked what it needs [PL-9]", () => {
  const groups = [aGroup(aStep({ state: "done" }), aStep({ state: "doing" })), aGroup()];
  expect(timeLeft({ startedAt, groups }, after(20))).toBeNull();
});
