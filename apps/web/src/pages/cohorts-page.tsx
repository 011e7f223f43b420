import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { trpc } from "../app/trpc.ts";
import { CohortList } from "../features/cohorts/cohort-list.tsx";
import { buttonClass } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { countOf } from "../ui/count-words.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { DeskPage } from "../ui/page.tsx";
import { useTitle } from "../ui/use-title.ts";

export function CohortsPage() {
  const cohorts = useSuspenseQuery(trpc.cohorts.list.queryOptions()).data;
  useTitle("Cohorts");
  return (
    <DeskPage
      title="Cohorts"
      sub={countOf(cohorts.length, "cohort")}
      {...(cohorts.length > 0 && { actions: <NewCohortLink /> })}
    >
      {cohorts.length > 0 ? (
        <CohortList cohorts={cohorts} />
      ) : (
        <Card>
          <EmptyState title="No cohort yet" action={<NewCohortLink />}>
            A cohort is one term of a course: people sign up, mark their weeks, and are placed in groups.
          </EmptyState>
        </Card>
      )}
    </DeskPage>
  );
}

function NewCohortLink() {
  return (
    <Link className={buttonClass({ variant: "primary" })} to="/cohorts/new">
      <Plus className="i" />
      Create a cohort
    </Link>
  );
}
