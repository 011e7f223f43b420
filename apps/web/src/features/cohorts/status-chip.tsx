import { CircleCheck, CircleDashed, CircleSlash, Play } from "lucide-react";
import { Chip } from "../../ui/chip.tsx";
import type { CohortCard } from "./stages.ts";

const WORD: Record<CohortCard["stage"], string> = {
  collect: "Collecting answers",
  schedule: "Ready to schedule",
  review: "Groups in preview",
  realize: "Being realized",
  run: "Running",
};

/** Where a cohort stands, as icon and word. */
export function StageChip({ cohort }: { cohort: CohortCard }) {
  if (cohort.status === "completed")
    return (
      <Chip tone="off" icon={CircleCheck}>
        Completed
      </Chip>
    );
  if (cohort.status === "cancelled")
    return (
      <Chip tone="off" icon={CircleSlash}>
        Cancelled
      </Chip>
    );
  if (cohort.stage === "review" || cohort.stage === "realize") return <Chip tone="preview">{WORD[cohort.stage]}</Chip>;
  return (
    <Chip tone={cohort.stage === "run" ? "ok" : "wait"} icon={cohort.stage === "run" ? Play : CircleDashed}>
      {WORD[cohort.stage]}
    </Chip>
  );
}
