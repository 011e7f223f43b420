import { ScheduleRun } from "@muster/db/entities/schedule-run";
import type { Proposal } from "@muster/scheduler/proposal";
import type { Context } from "../context.ts";
import { movesBetween, placingOf, type Placing } from "./compare-runs.ts";
import type { ReplacedGroup } from "./replaced-groups.ts";
import { inputOf, proposalOf } from "./run-state.ts";

export interface SinceView {
  /** The run it is compared with; null where it is the previews whose place it takes. */
  number: number | null;
  moved: string[];
  gained: string[];
  lost: string[];
  /** How many more people have a place. */
  placedMore: number;
}

interface Before {
  number: number | null;
  placing: Placing;
}

/** Null for a run that started from none, or from one that left nothing to compare with. */
export async function sinceOf(
  ctx: Context,
  { run, proposal, nameOf }: { run: ScheduleRun; proposal: Proposal; nameOf: (id: string) => string },
): Promise<SinceView | null> {
  const before = await beforeOf(ctx, run);
  if (!before) return null;
  const after = placingOf(proposal, run.settings.meetingLengthMinutes);
  const moves = movesBetween(before.placing, after);
  const [was, is] = [placedIn(before.placing), placedIn(after)];
  const names = (which: (id: string) => boolean) =>
    moves
      .map(({ personId }) => String(personId))
      .filter(which)
      .map(nameOf);
  return {
    number: before.number,
    moved: names((id) => was.has(id) && is.has(id)),
    gained: names((id) => !was.has(id)),
    lost: names((id) => !is.has(id)),
    placedMore: is.size - was.size,
  };
}

async function beforeOf(ctx: Context, run: ScheduleRun): Promise<Before | null> {
  const { origin, replaces = [] } = inputOf(run);
  if (!origin) return replaces.length > 0 ? { number: null, placing: placingOfReplaced(replaces) } : null;
  const earlier = await ctx.em.findOne(ScheduleRun, origin.runId);
  const proposal = earlier && proposalOf(earlier);
  if (!proposal) return null;
  return { number: earlier.number, placing: placingOf(proposal, earlier.settings.meetingLengthMinutes) };
}

const placingOfReplaced = (replaced: readonly ReplacedGroup[]): Placing =>
  replaced.map(({ name, start, lengthMinutes, memberIds }) => ({
    name,
    start,
    end: start + lengthMinutes,
    memberIds: memberIds.map(String),
    weights: new Map(),
  }));

const placedIn = (placing: Placing): Set<string> => new Set(placing.flatMap(({ memberIds }) => memberIds));
