import { Stat, Stats } from "../../ui/stat.tsx";
import { countOf } from "../../ui/count-words.ts";
import type { Overview } from "./next-step.ts";
import type { PersonRow } from "./person-words.ts";

/** Who signed up, who answered, what facilitators can lead, who can be reached on Discord. */
export function CohortNumbers({ cohort, people }: { cohort: Overview; people: readonly PersonRow[] }) {
  const facilitators = people.filter(({ role }) => role === "facilitator");
  const capacity = facilitators.reduce((sum, { maxGroups }) => sum + (maxGroups ?? 0), 0);
  const onServer = people.filter(({ discord }) => discord === "in_server").length;
  const missing = cohort.people - cohort.answered;
  const needed = Math.ceil(cohort.people / cohort.maxSize);
  return (
    <Stats>
      <Stat
        label="Signed up"
        value={cohort.people}
        note={`${countOf(cohort.people - cohort.facilitators, "participant")}, ${countOf(cohort.facilitators, "facilitator")}`}
      />
      <Stat label="Answered" value={cohort.answered} of={`of ${cohort.people}`} note={missingWords(missing)} />
      <Stat
        label="Facilitators can lead"
        value={capacity}
        of={capacity === 1 ? "group" : "groups"}
        note={
          cohort.people > 0
            ? `${countOf(cohort.people, "person needs", "people need")} at least ${needed}`
            : "nobody yet"
        }
      />
      <Stat
        label="Placed"
        value={cohort.placed}
        of={`of ${cohort.people}`}
        note={`${cohort.groups.active} active, ${cohort.groups.preview} in preview`}
      />
      <Stat label="On the Discord server" value={onServer} of={`of ${cohort.people}`} note="needed only to realize" />
    </Stats>
  );
}

const missingWords = (missing: number): string =>
  missing === 0 ? "everybody" : `${countOf(missing, "answer")} missing`;
