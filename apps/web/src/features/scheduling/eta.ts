import { spanWords } from "../../dates/instant-words.ts";
import type { RunProgress } from "./run-words.ts";

export interface Eta {
  /** `5–22 s left` */
  range: string;
  /** By which rule. */
  rule: string;
}

/**
 * When a run ends, as a range (SC-8). At the latest at its limit; at the soonest once the gap between best and bound has
 * closed at the pace it has closed so far, for then it is proven.
 */
export function etaOf(progress: RunProgress, timeLimitSeconds: number): Eta {
  const latest = Math.max(0, timeLimitSeconds * 1000 - progress.elapsedMs);
  if (progress.phase === "finishing")
    return {
      range: `at most ${spanWords(latest)} left`,
      rule: "it looks for what would help those without a place, at most until its limit",
    };
  const pace = progress.phase === "greedy" ? null : untilClosed(progress);
  const soonest = Math.min(latest, pace ?? 0);
  const rule =
    pace === null
      ? "sooner once nothing better can exist, at the latest at its limit"
      : "soonest at the pace the gap has closed so far, at the latest at its limit";
  const [from, to] = [Math.round(soonest / 1000), Math.round(latest / 1000)];
  return { range: from === to ? `about ${spanWords(latest)} left` : `${rangeWords(from, to)} left`, rule };
}

/** Milliseconds until best and bound would meet; null while nothing has closed yet. */
function untilClosed({ series, bestQuality, upperBound, elapsedMs }: RunProgress): number | null {
  const first = series.find(({ bound, best }) => bound !== null && best > 0);
  if (!first || upperBound === null) return null;
  const [before, now] = [first.bound! - first.best, Math.max(0, upperBound - bestQuality)];
  const closed = before - now;
  const took = elapsedMs - first.atMs;
  return closed <= 0 || took <= 0 ? null : (now / closed) * took;
}

const rangeWords = (from: number, to: number): string =>
  to < 120 ? `${from}–${to} s` : `${Math.floor(from / 60)}–${Math.ceil(to / 60)} min`;
