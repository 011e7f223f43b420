import { expect, test } from "vitest";
import {
  acceptedWords,
  acceptWords,
  changedWords,
  durationWords,
  fresher,
  plateauWords,
  roomWords,
  runToShow,
  shareOf,
  summaryWords,
  type RunProgress,
  type RunRow,
  type RunState,
} from "./run-words.ts";

const aProgress = (changes: Partial<RunProgress> = {}): RunProgress => ({
  phase: "proving",
  attemptsDone: 1000,
  attemptsTotal: 1000,
  bestQuality: 50.9,
  placed: 52,
  total: 58,
  groups: 8,
  upperBound: 51.9,
  gap: 0.019,
  elapsedMs: 38_000,
  remainingMs: 22_000,
  proven: false,
  series: [
    { atMs: 1_000, best: 41.2, bound: 54 },
    { atMs: 26_000, best: 50.9, bound: 52 },
    { atMs: 38_000, best: 50.9, bound: 51.9 },
  ],
  ...changes,
});

test("a time is read as minutes and seconds, and past an hour as hours", () => {
  expect(durationWords(38_400)).toBe("0:38");
  expect(durationWords(724_000)).toBe("12:04");
  expect(durationWords(3_730_000)).toBe("1:02:10");
});

test("the bar never passes its end, and a proof fills it [SC-8]", () => {
  expect(shareOf(aProgress(), 60)).toBeCloseTo(0.633, 2);
  expect(shareOf(aProgress({ elapsedMs: 61_000 }), 60)).toBe(1);
  expect(shareOf(aProgress({ proven: true }), 60)).toBe(1);
});

test("the gap is said in quality, which no number of people follows from", () => {
  expect(roomWords(aProgress())).toBe("at most 1.0 better in quality");
  expect(roomWords(aProgress({ upperBound: 51.8 }))).toBe("at most 0.9 better in quality");
  expect(roomWords(aProgress({ upperBound: 50.94 }))).toBe("nothing better is possible");
  expect(roomWords(aProgress({ bestQuality: 0, upperBound: 0 }))).toBe("no bound yet");
  expect(roomWords(aProgress({ upperBound: null }))).toBe("no bound yet");
  expect(roomWords(aProgress({ proven: true }))).toBe("nothing better exists");
});

test("a plateau is pointed out once the best has stood for ten seconds, and not before [SC-9]", () => {
  expect(plateauWords(aProgress())).toContain("No better result for 12 s");
  expect(plateauWords(aProgress({ elapsedMs: 30_000 }))).toBeNull();
  expect(plateauWords(aProgress({ groups: 0 }))).toBeNull();
});

test("the summary counts who is placed, how, and who is not [SC-13]", () => {
  const proposal = {
    placed: 52,
    total: 58,
    availableCount: 41,
    ifNeededCount: 11,
    groups: Array.from({ length: 8 }),
    unplaced: Array.from({ length: 6 }),
  } as unknown as Parameters<typeof summaryWords>[0];
  expect(summaryWords(proposal)).toBe(
    "52 of 58 people placed in 8 groups; 41 only within Available times, 11 with an If needed time; 6 not placed",
  );
  expect(summaryWords({ ...proposal, groups: [], placed: 0 })).toBe(
    "No group could be made: 58 people are not placed.",
  );
});

test("the run at work is shown before any finished one, and a discarded one never by itself [SC-10]", () => {
  expect(
    runToShow([
      { id: 3, status: "discarded" },
      { id: 2, status: "done" },
    ]),
  ).toBe(2);
  expect(
    runToShow([
      { id: 3, status: "done" },
      { id: 2, status: "running" },
    ]),
  ).toBe(2);
  expect(runToShow([{ id: 3, status: "discarded" }])).toBeNull();
});

test("changed settings are named in words with both values, and so is what a run assumed [SC-17]", () => {
  const settings = (changes: object) => ({ minPeople: 4, maxPeople: 8, balance: true, seed: 1, ...changes }) as never;
  const run = {
    changed: ["maxPeople" as const, "balance" as const],
    settings: settings({ maxPeople: 9, balance: false }),
    assumed: [],
    replaces: [],
    name: null,
    note: null,
    rules: { added: 0, gone: 0 },
  };
  expect(changedWords(run, { settings: settings({}) })).toBe("largest group 8 → 9, even sizes off");
  const assumed = ["Ann is counted as free Tuesday 18:00-18:30 (London), in this run only."];
  expect(changedWords({ ...run, changed: [], assumed }, { settings: settings({}) })).toBe("1 assumption");
});

test("rules that a run kept to and the one before did not are counted beside its settings [GR-13]", () => {
  const settings = { seed: 1 } as never;
  const words = (rules: { added: number; gone: number }) =>
    changedWords({ changed: [], settings, assumed: [], rules }, { settings });
  expect(words({ added: 1, gone: 0 })).toBe("1 rule added");
  expect(words({ added: 0, gone: 2 })).toBe("2 rules removed");
});

test("accepting says what it makes: new groups stay inside Muster, people who fill free seats join at once [SC-16]", () => {
  const fresh = { joins: null, members: [1, 2, 3] };
  const filled = { joins: 7, members: [1] };
  expect(acceptWords([fresh, fresh, filled])).toBe("Accept 2 groups");
  expect(acceptWords([filled])).toBe("Place 1 person");
  expect(acceptedWords([fresh, filled])).toBe(
    "1 group in preview. Nothing of it has left Muster yet. 1 person joins a group that stands.",
  );
});

test("where nothing is pushed, what was asked for is shown, and figures never go back [SC-8, SC-10]", () => {
  const state = (status: string, elapsedMs: number) =>
    ({ id: 7, status, progress: aProgress({ elapsedMs }) }) as unknown as RunState & RunRow;
  expect(fresher(null, state("running", 4_000))?.progress?.elapsedMs).toBe(4_000);
  expect(fresher(state("running", 9_000), state("running", 4_000))?.progress?.elapsedMs).toBe(9_000);
  expect(fresher(state("running", 4_000), state("running", 9_000))).toMatchObject({
    progress: { elapsedMs: 9_000, series: aProgress().series },
  });
  expect(fresher(state("running", 9_000), state("done", 8_000))?.status).toBe("done");
  expect(fresher(state("done", 8_000), state("running", 7_000))?.status).toBe("done");
});
