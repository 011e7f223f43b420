import { once } from "node:events";
import { BroadcastChannel } from "node:worker_threads";
import { afterAll, describe, expect, test } from "vitest";
import { cohortOf, person, stillClock, worldCohort } from "../testing/cohorts.ts";
import { DEADLY_SEED, LATE_DEADLY_SEED, SURVIVED } from "../testing/dying-worker.ts";
import { checkProposal } from "./check-proposal.ts";
import { createPool, type RunOutcome } from "./pool.ts";
import { type Progress, type Proposal } from "./proposal.ts";
import { schedule } from "./schedule.ts";

const pool = createPool({ threads: 2 });
afterAll(() => pool.close());

function proposalOf(outcome: RunOutcome): Proposal {
  if (outcome.kind !== "proposal") throw new Error(`${outcome.kind}: ${JSON.stringify(outcome)}`);
  return outcome.proposal;
}
const withoutTimes = (proposal: Proposal) => ({ ...proposal, elapsedMs: 0, phases: {} });
/** So large and so unwilling to be proven that it runs until somebody ends it. */
const endless = worldCohort(400, 3, { prove: false, iterations: 1_000_000, remedyTrials: 0 });

describe("a run on the pool", () => {
  test("answers what one thread alone answers [WK-7]", async () => {
    const problem = worldCohort(60, 4);
    const onPool = proposalOf(await pool.run(problem));
    const alone = await schedule(problem, stillClock);
    expect(withoutTimes(onPool)).toEqual(withoutTimes(alone));
    await using single = createPool({ threads: 1 });
    expect(withoutTimes(proposalOf(await single.run(problem)))).toEqual(withoutTimes(alone));
  });

  test("ended by count, it does not depend on the number of threads either", async () => {
    const problem = worldCohort(90, 6, { prove: false, iterations: 400, remedyTrials: 0 });
    const alone = await schedule(problem, stillClock);
    expect(alone).toMatchObject({ attempts: 400 });
    expect(withoutTimes(proposalOf(await pool.run(problem)))).toEqual(withoutTimes(alone));
  });

  test("that is stopped keeps the best it had, and says so [SC-9]", async () => {
    const stop = new AbortController();
    const outcome = await pool.run(endless, {
      stop: stop.signal,
      onProgress: ({ quality }) => quality > 0 && stop.abort(),
    });
    const proposal = proposalOf(outcome);
    expect(proposal).toMatchObject({ ending: "stopped", proven: false });
    expect(proposal.groups.length).toBeGreaterThan(0);
    expect(checkProposal(endless, proposal)).toEqual([]);
  });

  test("that is discarded leaves the pool usable", async () => {
    const discard = new AbortController();
    const outcome = await pool.run(endless, { signal: discard.signal, onProgress: () => discard.abort() });
    expect(outcome).toEqual({ kind: "discarded" });
    expect(
      proposalOf(await pool.run(cohortOf([person("a", "M09:00 M10:00"), person("b", "M09:00 M10:00")]))).placed,
    ).toBe(2);
  });

  test("ends by its time limit with something valid [WK-1]", async () => {
    const proposal = proposalOf(await pool.run({ ...endless, timeLimitSeconds: 0.5 }));
    expect(proposal.ending).toBe("time");
    expect(checkProposal(endless, proposal)).toEqual([]);
  });

  test("of bad input, or of pins that contradict each other, is refused with a sentence", async () => {
    const people = [person("a", "M09:00 M10:00"), person("a", "M09:00 M10:00")];
    expect(await pool.run(cohortOf(people))).toMatchObject({
      kind: "refused",
      message: expect.stringContaining("already the id"),
    });
    const pins = [{ personId: "b", start: 0 }];
    const problem = { ...cohortOf([person("b", "M09:00 M10:00"), person("c", "M09:00 M10:00")]), pins };
    expect(await pool.run(problem)).toMatchObject({ kind: "refused", message: expect.stringContaining("b is pinned") });
  });

  test("is refused as busy while as many as may wait are waiting [WK-6]", async () => {
    await using small = createPool({ threads: 1, maxRuns: 1 });
    const stop = new AbortController();
    const first = small.run(endless, { stop: stop.signal });
    expect(await small.run(endless)).toMatchObject({ kind: "busy" });
    stop.abort();
    expect((await first).kind).toBe("proposal");
  });

  test("has its whole time limit from when a thread takes it up, however long it waited [WK-1]", async () => {
    await using single = createPool({ threads: 1, graceMs: 400 });
    const long = worldCohort(150, 3, { prove: false, iterations: 1_000_000, remedyTrials: 0 });
    const first = single.run({ ...long, timeLimitSeconds: 1.5 });
    const waited = proposalOf(await single.run({ ...long, timeLimitSeconds: 0.5 }));
    expect(waited).toMatchObject({ ending: "time" });
    expect(waited.groups.length).toBeGreaterThan(0);
    expect(proposalOf(await first).ending).toBe("time");
  });

  test("that is stopped while it still waits for a thread ends with nothing to keep, and disturbs nobody [SC-9]", async () => {
    await using single = createPool({ threads: 1, graceMs: 500 });
    const [stop, begun] = [new AbortController(), Promise.withResolvers<void>()];
    const onProgress = ({ attempts }: Progress) => attempts > 0 && begun.resolve();
    const first = single.run(endless, { stop: stop.signal, onProgress });
    await begun.promise;
    expect(await single.run(endless, { stop: AbortSignal.abort() })).toEqual({ kind: "discarded" });
    stop.abort();
    expect(proposalOf(await first).ending).toBe("stopped");
  });

  test("without the memory it needs fails by name, and the next run works [WK-2]", async () => {
    await using tight = createPool({ threads: 1, memoryLimitMb: 32 });
    const patches = Array.from({ length: 1_500 }, (_, patch) => ({ start: patch * 6, end: patch * 6 + 3 }));
    const crowd = cohortOf(
      Array.from({ length: 800 }, (_, index) => ({ ...person(`p${index}`, ""), available: patches })),
    );
    expect(await tight.run(crowd)).toMatchObject({ kind: "failed", cause: "memory" });
    expect((await tight.run(cohortOf([person("a", "M09:00 M10:00"), person("b", "M09:00 M10:00")]))).kind).toBe(
      "proposal",
    );
  });

  test("whose thread dies fails by name instead of waiting for ever, and the next run has a new thread [WK-3]", async () => {
    await using mortal = createPool({ threads: 1, worker: new URL("../testing/dying-worker.ts", import.meta.url) });
    const two = [person("a", "M09:00 M10:00"), person("b", "M09:00 M10:00")];
    expect(await mortal.run(cohortOf(two, { seed: DEADLY_SEED }))).toMatchObject({ kind: "failed", cause: "crash" });
    expect(proposalOf(await mortal.run(cohortOf(two))).placed).toBe(2);
  });

  test("whose threads cannot even start fails by name too [WK-3]", async () => {
    await using stillborn = createPool({
      threads: 1,
      worker: new URL("../testing/no-such-worker.ts", import.meta.url),
    });
    expect(await stillborn.run(endless)).toMatchObject({ kind: "failed", cause: "crash" });
  });

  test("whose thread dies keeps what was found, and its other threads are asked to end [WK-3]", async () => {
    await using mortal = createPool({ threads: 2, worker: new URL("../testing/dying-worker.ts", import.meta.url) });
    const survivors = new BroadcastChannel(SURVIVED);
    const survived = once(survivors, "message");
    const proposal = proposalOf(await mortal.run({ ...endless, seed: LATE_DEADLY_SEED }));
    expect(proposal.groups.length).toBeGreaterThan(0);
    expect(checkProposal(endless, proposal)).toEqual([]);
    await survived;
    survivors.close();
  });

  test("hands out its best as a checked proposal while it works", async () => {
    const kept: Proposal[] = [];
    await pool.run({ ...endless, timeLimitSeconds: 2.5 }, { onBest: (proposal) => kept.push(proposal) });
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.flatMap((proposal) => checkProposal(endless, proposal))).toEqual([]);
  });

  test("tells its progress: never back, with a bound, a series and the people placed [SC-8]", async () => {
    const told: Progress[] = [];
    const problem = { ...endless, timeLimitSeconds: 1.5 };
    await pool.run(problem, { onProgress: (progress) => told.push(progress) });
    expect(told.length).toBeGreaterThan(2);
    const qualities = told.map(({ quality }) => quality);
    expect(qualities).toEqual(qualities.toSorted((a, b) => a - b));
    expect(told.every(({ attempts, attemptsTotal }) => attempts <= attemptsTotal)).toBe(true);
    const last = told.at(-1)!;
    expect(last.placed + last.mostMore).toBeLessThanOrEqual(last.total);
    expect(last.upperBound).toBeGreaterThanOrEqual(last.quality);
    expect(last.series.at(-1)).toMatchObject({ quality: last.quality, upperBound: last.upperBound });
  });
});
