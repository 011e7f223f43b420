import { Person, displayName } from "@muster/db/entities/person";
import type { ScheduleRun } from "@muster/db/entities/schedule-run";
import type { EntityManager } from "@muster/db/orm";
import { changesBetween, type InputChanges } from "./input-fingerprint.ts";
import { changedSince } from "./replaced-groups.ts";
import { inputOf } from "./run-state.ts";
import { snapshot } from "./snapshot.ts";

export interface Staleness {
  sentence: string;
  people: { id: number; name: string }[];
}

/** Null while everything a run read is still so; else whose week, place or sign-up changed since, in a sentence. */
export async function stalenessOf(em: EntityManager, run: ScheduleRun): Promise<Staleness | null> {
  const { inputs, fillStanding, replaces = [] } = inputOf(run);
  const moved = await changedSince(em, replaces);
  if (moved.length > 0)
    return {
      sentence: `Since this run ${listed(moved)} ${moved.length === 1 ? "was" : "were"} changed. Run again to take that in.`,
      people: [],
    };
  const now = await snapshot(em, { cohortId: run.cohort.id, settings: run.settings, fillStanding, without: replaces });
  const changes = changesBetween(inputs, now.fingerprint);
  if (!changes) return null;
  const ids = [...changes.changed, ...changes.added, ...changes.gone];
  const found = await em.find(Person, { id: { $in: ids } });
  const names = new Map(found.map((person) => [person.id, displayName(person)]));
  const nameOf = (id: number) => names.get(id) ?? `User ${id}`;
  return { sentence: sentenceFor(changes, nameOf), people: ids.map((id) => ({ id, name: nameOf(id) })) };
}

function sentenceFor(
  { changed, added, gone, rest, rulesAdded, rulesGone }: InputChanges,
  nameOf: (id: number) => string,
): string {
  const parts = [
    ...(changed.length > 0 ? [`${listed(changed.map(nameOf))} changed their week, role or places`] : []),
    ...(added.length > 0 ? [`${listed(added.map(nameOf))} ${added.length === 1 ? "was" : "were"} added`] : []),
    ...(gone.length > 0
      ? [`${listed(gone.map(nameOf))} no longer ${gone.length === 1 ? "waits" : "wait"} for a group`]
      : []),
    ...(rulesAdded > 0 ? [`${rulesWere(rulesAdded)} added`] : []),
    ...(rulesGone > 0 ? [`${rulesWere(rulesGone)} removed`] : []),
    ...(rest ? ["the cohort's dates or groups changed"] : []),
  ];
  return `Since this run ${parts.join("; ")}. Run again to take that in.`;
}

const rulesWere = (count: number): string => (count === 1 ? "1 rule was" : `${count} rules were`);

const listed = (names: readonly string[]): string =>
  names.length <= 3
    ? new Intl.ListFormat("en").format(names)
    : `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;
