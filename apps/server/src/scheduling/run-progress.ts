import type { Phase, Progress } from "@muster/scheduler/proposal";

/** How far a run is, as pages show it. */
export interface RunProgress {
  phase: "greedy" | "improving" | "proving" | "finishing";
  attemptsDone: number;
  attemptsTotal: number;
  bestQuality: number;
  placed: number;
  total: number;
  groups: number;
  upperBound: number | null;
  gap: number | null;
  elapsedMs: number;
  remainingMs: number | null;
  proven: boolean;
  /** The chart: the best and the bound over time. */
  series: { atMs: number; best: number; bound: number | null }[];
}

const phases: Record<Phase, RunProgress["phase"]> = {
  greedy: "greedy",
  improve: "improving",
  prove: "proving",
  branch: "proving",
  settle: "finishing",
  explain: "finishing",
};

export const progressOf = (progress: Progress): RunProgress => ({
  phase: phases[progress.phase],
  attemptsDone: progress.attempts,
  attemptsTotal: progress.attemptsTotal,
  bestQuality: progress.quality,
  placed: progress.placed,
  total: progress.total,
  groups: progress.groups,
  upperBound: progress.upperBound,
  gap: progress.gap,
  elapsedMs: Math.round(progress.elapsedMs),
  remainingMs: progress.estimatedRemainingMs === null ? null : Math.round(progress.estimatedRemainingMs),
  proven: progress.gap <= 0 && (progress.phase === "settle" || progress.phase === "explain"),
  series: progress.series.map(({ elapsedMs, quality, upperBound }) => ({
    atMs: Math.round(elapsedMs),
    best: quality,
    bound: upperBound,
  })),
});
