import { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import { realizableCohorts } from "@muster/db/queries/realizable-cohorts";
import { schedulableCohorts } from "@muster/db/queries/schedulable-cohorts";
import type { EntityManager } from "@muster/db/orm";
import { LIVE_GROUP_STATUSES } from "@muster/domain/group";
import type { Context } from "../context.ts";
import { onBehalfOf, type Invocation } from "./invoker.ts";

export interface Option {
  id: number;
  label: string;
}

export const PURPOSES = ["schedule", "realize", "status"] as const;
export type Purpose = (typeof PURPOSES)[number];

const MOST_CHOICES = 25;
const LONGEST_LABEL = 100;

/** Filtered first, then the first twenty-five (D2, D8): the twenty-sixth cohort is reachable by typing. */
export async function cohortOptions(
  ctx: Context,
  input: Invocation & { purpose: Purpose; typed: string },
): Promise<Option[]> {
  const own = await onBehalfOf(ctx, input);
  return matching(await all[input.purpose](own.em), input.typed);
}

const all: Record<Purpose, (em: EntityManager) => Promise<Option[]>> = {
  schedule: async (em) =>
    (await schedulableCohorts(em)).map((one) => ({
      id: one.cohortId,
      label: `${one.cohortName} (${one.pendingUsers} pending)`,
    })),
  realize: async (em) =>
    (await realizableCohorts(em)).map((one) => ({ id: one.cohortId, label: `${one.cohortName} - ${one.courseName}` })),
  status: async (em) => {
    const cohorts = await em.find(
      Cohort,
      { status: "active" },
      { populate: ["course"], orderBy: { startDate: "asc", id: "asc" } },
    );
    return cohorts.map(({ id, name, course }) => ({ id, label: `${name} - ${course.title}` }));
  },
};

/** Live groups, by their name or their cohort's. */
export async function groupOptions(ctx: Context, input: Invocation & { typed: string }): Promise<Option[]> {
  const { em } = await onBehalfOf(ctx, input);
  const groups = await em.find(
    Group,
    { status: { $in: [...LIVE_GROUP_STATUSES] } },
    { populate: ["cohort"], orderBy: { cohort: "asc", id: "asc" } },
  );
  return matching(
    groups.map(({ id, name, cohort }) => ({ id, label: `${name} - ${cohort.name}` })),
    input.typed,
  );
}

function matching(options: readonly Option[], typed: string): Option[] {
  const wanted = typed.trim().toLowerCase();
  return options
    .filter(({ label }) => label.toLowerCase().includes(wanted))
    .slice(0, MOST_CHOICES)
    .map(({ id, label }) => ({ id, label: cut(label) }));
}

const cut = (label: string): string =>
  label.length <= LONGEST_LABEL ? label : `${label.slice(0, LONGEST_LABEL - 1)}…`;
