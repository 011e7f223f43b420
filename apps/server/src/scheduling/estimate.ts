import type { SchedulingSettings } from "@muster/domain/scheduling-settings";
import type { RunOutcome } from "@muster/scheduler/pool";
import type { Context } from "../context.ts";
import { assertOutside } from "../transaction.ts";
import { progressOf, type RunProgress } from "./run-progress.ts";
import { snapshot } from "./snapshot.ts";
import { tooManyWords } from "./start-run.ts";

interface Asked {
  cohortId: number;
  settings: SchedulingSettings;
  keepPlaced?: boolean | undefined;
  /** Whoever asked has gone, or called it off. */
  signal: AbortSignal;
}

type Figures = Pick<RunProgress, "placed" | "total" | "groups" | "bestQuality" | "upperBound" | "proven" | "elapsedMs">;

/** What a run with these settings would come to, as far as a few seconds tell. */
export type Estimate =
  | ({ state: "working" | "done" } & Figures)
  /** There is none, and why. */
  | { state: "none"; sentence: string };

/** A longer look is a run. */
const ESTIMATE_SECONDS = 5;

/**
 * What if: a short run of which nothing is kept (SC-20). It stands back for real ones: none begins while one works in this
 * process, and one that begins ends it. At most one at a time.
 */
export async function* estimateRun(ctx: Context, asked: Asked): AsyncGenerator<Estimate> {
  const { house } = ctx;
  const { candidates, problem } = await snapshot(house.orm.em.fork(), {
    ...asked,
    fillStanding: asked.keepPlaced ?? false,
  });
  const senseless = tooManyWords(candidates.length) ?? (candidates.some(({ awaiting }) => awaiting) ? null : NOBODY);
  if (senseless) return yield none(senseless);
  using aside = house.runs.lookAside();
  if (!aside) return yield none(TAKEN);
  assertOutside("The scheduler");
  let news = Promise.withResolvers<Estimate | null>();
  const outcome = house.pool.run(
    { ...problem, timeLimitSeconds: Math.min(ESTIMATE_SECONDS, asked.settings.timeLimitSeconds), remedyTrials: 0 },
    {
      onProgress: (progress) => news.resolve({ state: "working", ...figuresOf(progressOf(progress)) }),
      signal: AbortSignal.any([asked.signal, aside.signal]),
    },
  );
  void outcome.finally(() => news.resolve(null));
  for (let next = await news.promise; next; next = await news.promise) {
    news = Promise.withResolvers();
    void outcome.finally(() => news.resolve(null));
    yield next;
  }
  if (!asked.signal.aborted) yield endOf(await outcome, aside.signal.aborted);
}

const NOBODY = "Nobody in this cohort is waiting for a group.";
const TAKEN = "A run or another estimate works now. Try again in a few seconds.";
const MADE_ROOM = "A run has begun, and the estimate made room for it.";

const none = (sentence: string): Estimate => ({ state: "none", sentence });

function endOf(outcome: RunOutcome, madeRoom: boolean): Estimate {
  if (outcome.kind === "proposal") {
    const { placed, total, groups, quality, upperBound, proven, elapsedMs } = outcome.proposal;
    const figures = { placed, total, groups: groups.length, bestQuality: quality, upperBound, proven, elapsedMs };
    return { state: "done", ...figures };
  }
  if (madeRoom) return none(MADE_ROOM);
  if (outcome.kind === "discarded") return none("The estimate was called off.");
  return none(`${outcome.message}.`);
}

const figuresOf = ({ placed, total, groups, bestQuality, upperBound, proven, elapsedMs }: RunProgress): Figures => ({
  placed,
  total,
  groups,
  bestQuality,
  upperBound,
  proven,
  elapsedMs,
});
