import { GroupSteps } from "./group-steps.tsx";
import { SignCounts } from "./sign-counts.tsx";
import { ownSteps, type Step } from "./step-words.ts";
import "./realization.css";

interface ChangeStepsProps {
  groups: readonly { subject: string; name: string; steps: Step[] }[];
}

/** What something else than a realization would change on Discord: its counts, then each group's steps. */
export function ChangeSteps({ groups }: ChangeStepsProps) {
  return (
    <>
      <SignCounts steps={groups.flatMap(ownSteps)} />
      <div className="folds">
        {groups.map((group) => (
          <GroupSteps key={group.subject} group={group} live={false} />
        ))}
      </div>
    </>
  );
}
