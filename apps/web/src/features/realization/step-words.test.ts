import { keys } from "@muster/domain/brief";
import { expect, test } from "vitest";
import { aStep } from "../../../testing/a-step.ts";
import { countSigns, groupState, linesOf, ownSteps, signOf, type Step } from "./step-words.ts";

const access = (name: string, discordId: string, changes: Partial<Step> = {}): Step[] =>
  (["text", "voice"] as const).map((channel) =>
    aStep({ kind: "access", key: keys.access(3, channel, discordId), label: name, carried: true, ...changes }),
  );

test("each action has its sign, and what policy holds needs a decision [PL-1]", () => {
  expect(signOf({ action: "create", held: false })).toBe("+");
  expect(signOf({ action: "recreate", held: true })).toBe("!");
  expect(signOf({ action: "update", held: false })).toBe("~");
  expect(signOf({ action: "delete", held: false })).toBe("−");
  expect(signOf({ action: "keep", held: false })).toBe("=");
});

test("the figures in the plan's head are calls to Discord: carried and waiting access is not counted as one [PL-1]", () => {
  const steps = [
    aStep(),
    ...access("Ann Keller", "1"),
    ...access("Jonas Weber", "2", { carried: false, waiting: true }),
    aStep({ kind: "event", key: keys.event(3, 1), action: "update" }),
    aStep({ kind: "voice-channel", key: keys.voiceChannel(3), action: "keep" }),
    aStep({ kind: "welcome", key: keys.welcome(3), action: "recreate", held: true }),
  ];
  expect(countSigns(steps)).toEqual({ "+": 1, "~": 1, "−": 0, "=": 1, "!": 1 });
});

test("a person's sight of two channels is one person, and several people are one line [PL-2]", () => {
  const people = ["Ann", "Ben", "Carla", "Dee", "Eli"];
  const lines = linesOf([aStep(), ...people.flatMap((name, at) => access(name, String(at)))]);
  expect(lines.map(({ kind, what }) => [kind, what])).toEqual([
    ["text channel", "#group-3"],
    ["access", "5 people"],
  ]);
  expect(lines[0]?.effect).toBe("5 people can read and write");
});

test("who is not on the server yet is named apart, with what will happen", () => {
  const [, , waiting] = linesOf([aStep(), ...access("Ann", "1"), ...access("Jonas Weber", "2", { waiting: true })]);
  expect(waiting).toMatchObject({ what: "Jonas Weber", effect: "by itself when they join the server" });
});

test("access comes after the channels it opens and before events and messages", () => {
  const steps = [
    ...access("Ann", "1"),
    aStep({ kind: "welcome", key: keys.welcome(3) }),
    aStep(),
    aStep({ kind: "event", key: keys.event(3, 1) }),
  ];
  expect(linesOf(steps).map(({ kind }) => kind)).toEqual(["text channel", "access", "event", "message"]);
});

test("a change shows what is there and what will be", () => {
  const differences = [{ field: "name", from: "late-thursdays", to: "group-3" }];
  expect(linesOf([aStep({ action: "update", differences })])[0]?.effect).toBe("name: late-thursdays → group-3");
});

test("a failed step says why and what to do; one failure among many people is not hidden by the others", () => {
  const trouble = { class: "needs_person" as const, code: "50013", message: "Missing Permissions" };
  const failed = { state: "failed" as const, sentence: "Access Ben: the bot lacks a permission.", trouble };
  const [line] = linesOf([...access("Ann", "1", { state: "done" }), ...access("Ben", "2", failed)]);
  expect(line).toMatchObject({ state: "failed", result: "1 of 2 failed" });
  expect(line?.help).toBe("Access Ben: the bot lacks a permission. Put this right on Discord, then retry.");
});

test("a group is done only when all its lines are, and one failure makes it failed", () => {
  const lines = (...states: Step["state"][]) =>
    states.map((state, at) => linesOf([aStep({ state, key: `group:3/event-${at}`, kind: "event" })])[0]!);
  expect(groupState(lines("done", "skipped"))).toMatchObject({ state: "done", done: 2, total: 2 });
  expect(groupState(lines("done", "waiting"))).toMatchObject({ state: "doing", done: 1 });
  expect(groupState(lines("waiting", "waiting")).state).toBe("waiting");
  expect(groupState(lines("done", "failed"))).toMatchObject({ state: "failed", failed: 1 });
});

test("a term's events are one line with their count, and the one that failed among them is told", () => {
  const events = Array.from({ length: 8 }, (_, at) =>
    aStep({ kind: "event", key: keys.event(3, at + 1), label: `Group 3 - Week ${at + 1}`, state: "done" }),
  );
  const [line, ...others] = linesOf(events);
  expect(others).toEqual([]);
  expect(line).toMatchObject({ what: "8 events, Group 3 - Week 1 to Group 3 - Week 8", state: "done" });
  const broken = events.map((step, at) => (at === 4 ? { ...step, state: "failed" as const, sentence: "No" } : step));
  expect(linesOf(broken)[0]).toMatchObject({ state: "failed", result: "1 of 8 failed" });
});

test("a group's plan leaves its category to the cohort, so that nothing is counted or asked twice", () => {
  const category = aStep({ kind: "category", key: keys.category(1, 1), held: true });
  expect(ownSteps({ subject: "group:3", steps: [category, aStep()] })).toEqual([aStep()]);
  expect(ownSteps({ subject: "cohort:1", steps: [category] })).toEqual([category]);
});
