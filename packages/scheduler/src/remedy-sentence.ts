import { formatStretch } from "@muster/domain/meeting-slot";
import { type Prepared } from "./prepare.ts";
import { type Change } from "./proposal.ts";

/** A change in words an organiser can act on. */
export function sentenceFor({ problem }: Prepared, { change, helped }: { change: Change; helped: number }): string {
  const nameOf = (id: string) => problem.people.find((person) => person.id === id)?.name ?? id;
  const others = helped > 1 ? ` This would place ${helped} of those without a place.` : "";
  switch (change.kind) {
    case "free_time": {
      const { start, end, groupStart, personId } = change;
      const group = formatStretch(groupStart, groupStart + problem.meetingLengthMinutes);
      const own = problem.people.find(({ id }) => id === personId)?.timeZone ?? problem.dates?.timeZone;
      return `There is a place if ${nameOf(personId)} frees ${formatStretch(start, end)}${inCity(own)}, for the group on ${group}${inCity(problem.dates?.timeZone)}.`;
    }
    case "minimum":
      return `Allow groups of ${change.minPeople}.${others}`;
    case "maximum":
      return `Allow groups of ${change.maxPeople}.${others}`;
    case "more_groups":
      return `Ask ${nameOf(change.facilitatorId)} to lead ${change.maxGroups} groups.${others}`;
    case "another_facilitator":
      return `Find one more facilitator for ${formatStretch(change.start, change.end)}${inCity(problem.dates?.timeZone)}.${others}`;
  }
}

/** ` (Buenos Aires)`: whose clock an hour is on. Without dates all weeks are on one clock. */
const inCity = (timeZone: string | undefined): string =>
  timeZone ? ` (${timeZone.split("/").at(-1)!.replaceAll("_", " ")})` : "";
