import { Person, displayName } from "@muster/db/entities/person";
import { Cohort } from "@muster/db/entities/cohort";
import { isWorking } from "@muster/domain/scheduling-settings";
import type { Context } from "../context.ts";
import { Conflict, Invalid } from "../refusal.ts";
import { assumptionWords, isApplicable, settingsWith, type Applicable, type Assumption } from "./assumption.ts";
import { beginRun } from "./begin-run.ts";
import { findRun } from "./find-run.ts";
import { inputOf, proposalOf } from "./run-state.ts";
import { stalenessOf } from "./stale-input.ts";

interface Asked {
  runId: number;
  personId: number;
  /** Which of the person's remedies, from 0. */
  remedy: number;
}

/**
 * A new run from this one, with exactly the one change: it gives what the remedy promised, and keeps everybody else where
 * they are as far as quality allows (SC-14). Discarding the new run is the whole way back. Refused when anything the
 * earlier run read has changed since.
 */
export async function applyRemedy(ctx: Context, asked: Asked): Promise<{ runId: number; number: number }> {
  const em = ctx.em.fork();
  const run = await findRun(em, asked.runId);
  if (isWorking(run.status)) throw new Conflict(`Run ${run.number} still works. Wait until it is done.`);
  if (run.status === "accepted")
    throw new Conflict(`Run ${run.number} was accepted already. Discard its preview groups first.`);
  if (run.status === "discarded") throw new Conflict(`Run ${run.number} was discarded. Restore it first.`);
  const proposal = proposalOf(run);
  if (!proposal) throw new Conflict(`Run ${run.number} left no proposal to start from.`);
  const stale = await stalenessOf(em, run);
  if (stale) throw new Conflict(stale.sentence, { facts: { people: stale.people } });
  const offered = proposal.unplaced.find(({ id }) => id === String(asked.personId))?.remedies[asked.remedy];
  if (!offered) throw new Invalid("This run offers no such remedy.", { field: "remedy" });
  const { change } = offered;
  if (!isApplicable(change))
    throw new Invalid("A facilitator has to be found and signed up first; then schedule again.", { field: "remedy" });
  const { fillStanding, inputs, assumed = [], pins = [] } = inputOf(run);
  const words = await wordsOf(ctx, { change, cohortId: run.cohort.id });
  const assumption: Assumption = { change, words };
  const { runId, number } = await beginRun(ctx, {
    cohortId: run.cohort.id,
    settings: settingsWith(run.settings, change),
    fillStanding,
    again: { runId: run.id, pins, assumed: [...assumed, assumption], unchanged: inputs },
  });
  return { runId, number };
}

async function wordsOf(ctx: Context, { change, cohortId }: { change: Applicable; cohortId: number }): Promise<string> {
  const id =
    change.kind === "free_time" ? change.personId : change.kind === "more_groups" ? change.facilitatorId : null;
  const person = id === null ? null : await ctx.em.findOne(Person, Number(id));
  const { timeZone } = await ctx.em.findOneOrFail(Cohort, cohortId);
  return assumptionWords(change, {
    nameOf: (of) => (person ? displayName(person) : `User ${of}`),
    zoneOf: () => person?.timeZone ?? timeZone,
  });
}
