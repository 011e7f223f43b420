import { useNavigate } from "@tanstack/react-router";
import { CohortForm } from "../features/cohorts/cohort-form.tsx";
import { useToast } from "../ui/toast.tsx";
import { useTitle } from "../ui/use-title.ts";

export function NewCohortPage() {
  const navigate = useNavigate();
  const toast = useToast();
  useTitle("New cohort");
  return (
    <main className="page" id="content">
      <header className="page-head page-head-plain">
        <div className="page-title">
          <h1>New cohort</h1>
          <span className="sub">One term of one course, with the people who sign up for it</span>
        </div>
      </header>
      <div className="page-body">
        <CohortForm
          onCreated={(cohortId, name) => {
            toast({ text: `${name} is ready. Share its sign-up link.` });
            void navigate({ to: "/cohorts/$cohortId", params: { cohortId } });
          }}
        />
      </div>
    </main>
  );
}
