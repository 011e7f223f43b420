import type { Outputs } from "../../app/trpc.ts";
import { calendarDay } from "../../dates/instant-words.ts";
import { countOf } from "../../ui/count-words.ts";
import type { Stage } from "../../ui/stage-strip.tsx";

export type CohortCard = Outputs["cohorts"]["list"][number];
export type StageName = CohortCard["stage"];

export const STAGES: readonly StageName[] = ["collect", "schedule", "review", "realize", "run"];

const NAME: Record<StageName, string> = {
  collect: "Collect",
  schedule: "Schedule",
  review: "Review",
  realize: "Realize",
  run: "Run",
};

/** Where a cohort is, as the strip over its pages shows it: what lies behind is solid, what is under way is hatched. */
export function stagesOf(cohort: CohortCard): (Stage & { key: StageName })[] {
  // A closed cohort has everything behind it, however far it came.
  const now = cohort.status === "active" ? STAGES.indexOf(cohort.stage) : STAGES.length;
  return STAGES.map((key, at) => ({
    key,
    name: NAME[key],
    note: noteOf(key, cohort),
    state: at < now ? "done" : at === now ? "now" : "ahead",
    share: at === now ? shareOf(key, cohort) : 0,
  }));
}

function noteOf(stage: StageName, cohort: CohortCard): string {
  const { people, answered, placed, groups } = cohort;
  const isClosed = cohort.status !== "active";
  switch (stage) {
    case "collect":
      return people === 0 ? "nobody has signed up yet" : `${answered} of ${people} answered`;
    case "schedule":
      return placed === 0 ? "nobody is placed yet" : `${placed} of ${people} placed`;
    case "review":
      if (isClosed) return "no group in preview";
      return groups.preview === 0 ? "no group in preview" : `${countOf(groups.preview, "group")} in preview`;
    case "realize":
      if (isClosed) return "in the archive";
      return groups.active === 0 ? "nothing on Discord yet" : `${countOf(groups.active, "group")} on Discord`;
    case "run":
      return isClosed ? cohort.status : `starts ${calendarDay(cohort.startDate)}`;
  }
}

function shareOf(stage: StageName, { people, answered, placed, groups }: CohortCard): number {
  const part = (some: number, all: number) => (all === 0 ? 0 : some / all);
  if (stage === "collect") return part(answered, people);
  if (stage === "schedule") return part(placed, people);
  return part(groups.active, groups.active + groups.preview);
}
