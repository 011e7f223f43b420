import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { trpc } from "../app/trpc.ts";
import { CohortList } from "../features/cohorts/cohort-list.tsx";
import { buttonClass } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { countOf } from "../ui/count-words.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { useTitle } from "../ui/use-title.ts";

export function CohortsPage() {
  const cohorts = useSuspenseQuery(trpc.cohorts.list.queryOptions()).data;
  useTitle("Cohorts");
  return (
    <main className="page" id="content">
      <header className="page-head page-head-plain">
        <div className="page-title">
          <h1>Cohorts</h1>
          <span className="sub">{countOf(cohorts.length, "cohort")}</span>
          {cohorts.length > 0 && (
            <span className="push row">
              <NewCohortLink />
            </span>
          )}
        </div>
      </header>
      <div className="page-body">
        {cohorts.length > 0 ? (
          <CohortList cohorts={cohorts} />
        ) : (
          <Card>
            <EmptyState title="No cohort yet" action={<NewCohortLink />}>
              A cohort is one term of a course: people sign up, mark their weeks, and are placed in groups.
            </EmptyState>
          </Card>
        )}
      </div>
    </main>
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
