import { displayName } from "@muster/db/entities/person";
import { groupingRules } from "@muster/db/queries/grouping-rules";
import type { EntityManager } from "@muster/db/orm";
import type { SchedulingSettings } from "@muster/domain/scheduling-settings";
import { inForce } from "../rules/in-force.ts";
import { whyImpossible } from "../rules/why-impossible.ts";
import { Conflict } from "../refusal.ts";
import type { Finding } from "./preflight.ts";
import type { Snapshot } from "./snapshot.ts";

/** `3 rules about 7 people hold in this run.` */
export function rulesInfo({ problem, rows }: Pick<Snapshot, "problem" | "rows">): Finding[] {
  const rules = problem.rules ?? [];
  if (rules.length === 0) return [];
  const about = new Set(rules.flatMap(({ personIds }) => personIds));
  const people = rows
    .filter(({ personId }) => about.has(String(personId)))
    .map((row) => ({ id: row.personId, name: displayName({ ...row, id: row.personId }) }));
  const many =
    rules.length === 1
      ? `1 rule about ${about.size} people holds`
      : `${rules.length} rules about ${about.size} people hold`;
  return [{ code: "rules", sentence: `${many} in this run.`, people, page: "groups" }];
}

/** Rules that no grouping with these settings could keep together. */
export function rulesBlock(
  { ruled }: Pick<Snapshot, "ruled">,
  { maxPeople }: Pick<SchedulingSettings, "maxPeople">,
): Finding[] {
  const why = whyImpossible(inForce(ruled), { people: ruled.flatMap(({ people }) => people), maxSize: maxPeople });
  if (!why) return [];
  return [{ code: "rules_impossible", sentence: `${why} Remove one of the rules.`, people: [], page: "groups" }];
}

/** Refused before anything is computed: what the list before a run calls a block. */
export async function refuseImpossibleRules(
  em: EntityManager,
  { cohortId, settings }: { cohortId: number; settings: SchedulingSettings },
): Promise<void> {
  const [block] = rulesBlock({ ruled: await groupingRules(em, cohortId) }, settings);
  if (block) throw new Conflict(block.sentence);
}
