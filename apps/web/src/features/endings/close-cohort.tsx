import { useState, type ReactNode } from "react";
import { Segmented } from "../../ui/segmented.tsx";
import { EndingDialog } from "./ending-dialog.tsx";
import type { EndingPlan } from "./use-ending.ts";

interface CloseCohortProps {
  cohort: { id: number; name: string };
  onClose: () => void;
  steps: (groups: EndingPlan["discord"]["groups"]) => ReactNode;
}

/** The end of a cohort: as completed or as cancelled, each with its plan. */
export function CloseCohort({ cohort, onClose, steps }: CloseCohortProps) {
  const [as, setAs] = useState<"completed" | "cancelled">("completed");
  return (
    <EndingDialog
      title={`Close ${cohort.name}`}
      deed={{ verb: "close", cohortId: cohort.id, as }}
      name={cohort.name}
      into={null}
      onClose={onClose}
      steps={steps}
      choice={
        <Segmented
          label="How it ends"
          value={as}
          onChange={setAs}
          options={[
            { value: "completed", label: "Completed" },
            { value: "cancelled", label: "Cancelled" },
          ]}
        />
      }
    />
  );
}
