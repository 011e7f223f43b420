import { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import { Person, displayName } from "@muster/db/entities/person";
import { hasPainted } from "@muster/domain/availability";
import { isWorking } from "@muster/domain/scheduling-settings";
import { formatSlot } from "@muster/domain/meeting-slot";
import type { Proposal } from "@muster/scheduler/proposal";
import type { Context } from "../context.ts";
import { Conflict } from "../refusal.ts";
import { toTheOrganiser } from "../signups/unplaced-words.ts";
import { findRun } from "./find-run.ts";
import { proposalOf } from "./run-state.ts";

/** What a run that was accepted came to (SCH14). */
export interface CohortSchedulingResult {
  cohortId: number;
  cohortName: string;
  groupsCreated: number;
  usersGrouped: number;
  usersUngroupable: number;
  /** Share of the people who were placed, between 0 and 1. */
  placement: number;
  groups: { groupId: number; groupName: string; memberCount: number; meetingTime: string }[];
  /** With the first thing that would help, where something was found. */
  unplaced: { name: string; sentence: string; remedy: string | null }[];
  proven: boolean;
}

/** Null while the run works or waits to be accepted; a Conflict with the reason when nothing will come of it. */
export async function schedulingResult(
  ctx: Context,
  { runId }: { runId: number },
): Promise<CohortSchedulingResult | null> {
  const run = await findRun(ctx.em, runId);
  if (isWorking(run.status) || run.status === "done" || run.status === "stopped") return null;
  const proposal = proposalOf(run);
  if (run.status !== "accepted" || !proposal) throw new Conflict(run.error ?? `Run ${run.number} was discarded.`);
  const cohort = await ctx.em.findOneOrFail(Cohort, run.cohort.id);
  const groups = await ctx.em.find(Group, { run: runId }, { orderBy: { id: "asc" } });
  const people = await ctx.em.find(Person, { id: { $in: proposal.unplaced.map(({ id }) => Number(id)) } });
  const known = new Map(people.map((person) => [String(person.id), person]));
  const wordsFor = ({ id, reason, details, remedies }: Proposal["unplaced"][number]) => {
    const person = known.get(id);
    const painted = person ? hasPainted(person.availability) : true;
    return {
      name: person ? displayName(person) : `User ${id}`,
      sentence: toTheOrganiser(reason, { ...details, painted }),
      remedy: remedies[0]?.sentence ?? null,
    };
  };
  return {
    cohortId: cohort.id,
    cohortName: cohort.name,
    groupsCreated: groups.length,
    usersGrouped: proposal.placed,
    usersUngroupable: proposal.unplaced.length,
    placement: proposal.total === 0 ? 0 : proposal.placed / proposal.total,
    groups: groups.map((group) => ({
      groupId: group.id,
      groupName: group.name,
      memberCount: group.taken,
      meetingTime: formatSlot(group.slot()),
    })),
    unplaced: proposal.unplaced.map(wordsFor),
    proven: proposal.proven,
  };
}
