import { useQuery } from "@tanstack/react-query";
import { groupSubject } from "@muster/domain/subject";
import { trpc } from "../../app/trpc.ts";
import { Card, CardHead } from "../../ui/card.tsx";
import { GroupSteps } from "./group-steps.tsx";

/** What was done for each group, step by step, once it is over: also after a reload (PL-9). */
export function DoneCard({ cohortId }: { cohortId: number }) {
  const { data } = useQuery(trpc.sync.health.queryOptions({ cohortId }));
  const groups = data?.groups.filter(({ steps }) => steps.length > 0) ?? [];
  if (groups.length === 0) return null;
  return (
    <Card aria-label="What was done">
      <CardHead title="What was done" count="the last round of each group" />
      <div className="folds prog">
        {groups.map(({ groupId, name, steps }) => (
          <GroupSteps key={groupId} group={{ subject: groupSubject(groupId), name, steps }} live />
        ))}
      </div>
    </Card>
  );
}
