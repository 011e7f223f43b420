import { MessageSquare } from "lucide-react";
import { Card, CardFoot, CardHead } from "../../ui/card.tsx";
import { Chip } from "../../ui/chip.tsx";
import { countOf } from "../../ui/count-words.ts";
import { Note } from "../../ui/note.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { GroupSteps } from "./group-steps.tsx";
import { toldCount, toldWords } from "./people-words.ts";
import { SignCounts } from "./sign-counts.tsx";
import { ownSteps } from "./step-words.ts";
import type { Plan } from "./use-realization.ts";

/** The dry run, by group: what would be done on Discord, compared with Discord as it is (PL-1, PL-2). */
export function PlanTable({ plan }: { plan: Plan }) {
  const steps = plan.groups.flatMap(ownSteps);
  const looking = plan.state === "looking";
  // "0 actions" would be said of what nobody has looked at yet.
  const hasBeenLookedAt = (group: Plan["groups"][number]) => plan.state === "ready" || group.steps.length > 0;
  return (
    <Card aria-label="Plan">
      <CardHead title="Plan">
        {plan.state === "ready" && <SignCounts steps={steps} />}
        {looking && <Chip tone="accent">Looking at Discord</Chip>}
      </CardHead>
      {plan.problems.length > 0 && (
        <div className="card-body problems">
          {plan.problems.map((problem) => (
            <Note key={problem} tone="warn">
              {problem}
            </Note>
          ))}
        </div>
      )}
      {looking && steps.length === 0 && <Skeleton lines={5} label="Looking at Discord" />}
      <div className="folds">
        {plan.groups.filter(hasBeenLookedAt).map((group) => (
          <GroupSteps key={group.subject} group={group} facts={<PlanFacts group={group} />} live={false} />
        ))}
      </div>
      {plan.state === "ready" && plan.actions > 0 && toldCount(plan.people) > 0 && (
        <CardFoot>
          <MessageSquare className="i" />
          <span>{toldWords(plan.people)}</span>
        </CardFoot>
      )}
      {plan.state === "ready" && plan.actions === 0 && (
        <CardFoot>Everything on Discord is as it should be. There is nothing to create.</CardFoot>
      )}
    </Card>
  );
}

function PlanFacts({ group: { subject, steps } }: { group: Plan["groups"][number] }) {
  if (subject.startsWith("cohort:"))
    return <span className="faint">{countOf(steps.length, "category", "categories")} for all groups</span>;
  const absent = new Set(steps.filter(({ waiting }) => waiting).map(({ label }) => label)).size;
  return absent > 0 ? (
    <Chip tone="warn" bare>
      {absent} not on the server
    </Chip>
  ) : null;
}
