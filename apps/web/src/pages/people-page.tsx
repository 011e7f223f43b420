import { useSuspenseQuery } from "@tanstack/react-query";
import { trpc } from "../app/trpc.ts";
import { CallBacksCard } from "../features/cohorts/call-backs-card.tsx";
import { CohortPageFrame, useCohortCard } from "../features/cohorts/cohort-page-frame.tsx";
import { PeopleTable } from "../features/cohorts/people-table.tsx";
import { useCohortId } from "../features/cohorts/use-cohort-id.ts";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { countOf } from "../ui/count-words.ts";

export function PeoplePage() {
  const cohortId = useCohortId();
  const people = useSuspenseQuery(trpc.cohorts.people.queryOptions({ cohortId })).data;
  const cohort = useCohortCard(cohortId);
  const { show = "all", who = null } = useSearch({ from: "/desk/cohorts/$cohortId/people" });
  const navigate = useNavigate();
  const facilitators = people.filter(({ role }) => role === "facilitator").length;
  const sub = `${countOf(people.length - facilitators, "participant")}, ${countOf(facilitators, "facilitator")}`;
  return (
    <CohortPageFrame cohortId={cohortId} title="People" sub={sub}>
      <CallBacksCard cohortId={cohortId} timeZone={cohort?.timeZone ?? "UTC"} />
      <PeopleTable
        people={people}
        timeZone={cohort?.timeZone ?? "UTC"}
        only={who}
        filter={show}
        onFilter={(filter) =>
          void navigate({
            to: "/cohorts/$cohortId/people",
            params: { cohortId },
            search: filter === "all" ? {} : { show: filter },
            replace: true,
          })
        }
      />
    </CohortPageFrame>
  );
}
