import { formatStretch } from "@muster/domain/meeting-slot";
import type { SchedulingSettings } from "@muster/domain/scheduling-settings";
import { applyChange } from "@muster/scheduler/apply-change";
import type { ProblemInput } from "@muster/scheduler/problem";
import type { Change } from "@muster/scheduler/proposal";
import { Invalid } from "../refusal.ts";

/** A change of a remedy that an organiser can decide by themselves; another facilitator must be found first. */
export type Applicable = Exclude<Change, { kind: "another_facilitator" }>;

export const isApplicable = (change: Change): change is Applicable => change.kind !== "another_facilitator";

/** What a run was told that nobody has painted or promised, with the words that say so. Kept with the run. */
export interface Assumption {
  change: Applicable;
  words: string;
}

/** The settings as a change wants them; changes to people leave them as they are. */
export function settingsWith(settings: SchedulingSettings, change: Applicable): SchedulingSettings {
  if (change.kind === "maximum" && change.maxPeople > MOST_IN_A_GROUP)
    throw new Invalid(`A group has at most ${MOST_IN_A_GROUP} people.`, { field: "remedy" });
  if (change.kind === "minimum") return { ...settings, minPeople: change.minPeople };
  return change.kind === "maximum" ? { ...settings, maxPeople: change.maxPeople } : settings;
}

const MOST_IN_A_GROUP = 50;

/** The problem as if every assumption were so. Whoever is no candidate any more is left out of it. */
export const assuming = (problem: ProblemInput, assumed: readonly Assumption[]): ProblemInput =>
  assumed.reduce((before, { change }) => applyChange(before, change), problem);

/** A change as it is said of a run that makes it: what was assumed, and that nothing but this run knows of it. */
export function assumptionWords(
  change: Applicable,
  { nameOf, zoneOf }: { nameOf: (id: string) => string; zoneOf: (id: string) => string },
): string {
  switch (change.kind) {
    case "free_time":
      return `${nameOf(change.personId)} is counted as free ${formatStretch(change.start, change.end)} (${cityOf(zoneOf(change.personId))}), in this run only: the week they painted stays as it is.`;
    case "more_groups":
      return `${nameOf(change.facilitatorId)} may lead ${change.maxGroups} groups, in this run only.`;
    case "minimum":
      return `Groups of ${change.minPeople} are allowed.`;
    case "maximum":
      return `Groups of ${change.maxPeople} are allowed.`;
  }
}

/** `America/Argentina/Buenos_Aires` is Buenos Aires. */
const cityOf = (timeZone: string): string => timeZone.split("/").at(-1)!.replaceAll("_", " ");
