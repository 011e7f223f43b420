/** Where a cohort stands on its way, as the strip of stages shows it. */
export type Stage = "collect" | "schedule" | "review" | "realize" | "run";

interface Standing {
  people: number;
  answered: number;
  runs: number;
  previews: number;
  /** Previews for which realization was asked. */
  realizing: number;
  active: number;
}

/**
 * | groups                        | stage                                        |
 * |---|---|
 * | none                          | collect, until all answered or a run was made |
 * | some realizing                | realize                                      |
 * | some preview, none realizing  | review                                       |
 * | active only                   | run                                          |
 */
export function stageOf({ people, answered, runs, previews, realizing, active }: Standing): Stage {
  if (realizing > 0) return "realize";
  if (previews > 0) return "review";
  if (active > 0) return "run";
  return runs > 0 || (people > 0 && answered === people) ? "schedule" : "collect";
}
