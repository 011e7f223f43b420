import type { EntityManager } from "@muster/db/orm";
import type { ProblemInput } from "@muster/scheduler/problem";
import { Conflict, Invalid } from "../refusal.ts";
import { findRun } from "./find-run.ts";
import { proposalOf } from "./run-state.ts";

/** A run that starts from an earlier one: these people keep their places there, everybody else moves as little as quality allows. */
export interface Again {
  runId: number;
  /** People whose places are pinned: kept whatever it costs (SC-19). */
  keep: readonly number[];
}

/** What the scheduler is told of the earlier proposal. People who are no candidates any more are left out. */
export async function earlierPlaces(
  em: EntityManager,
  { again, cohortId, candidates }: { again: Again; cohortId: number; candidates: readonly { personId: number }[] },
): Promise<Required<Pick<ProblemInput, "pins" | "earlier">>> {
  const run = await findRun(em, again.runId);
  if (run.cohort.id !== cohortId) throw new Invalid("That run is another cohort's.", { field: "again.runId" });
  const proposal = proposalOf(run);
  if (!proposal) throw new Conflict(`Run ${run.number} left no proposal to start from.`);
  const present = new Set(candidates.map(({ personId }) => String(personId)));
  const earlier = proposal.groups.flatMap(({ name, start, memberIds }) =>
    memberIds.filter((id) => present.has(id)).map((personId) => ({ personId, start, group: name })),
  );
  const kept = new Set(again.keep.map(String));
  return { earlier, pins: earlier.filter(({ personId }) => kept.has(personId)) };
}
