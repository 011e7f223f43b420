import { useNavigate } from "@tanstack/react-router";
import { CohortForm } from "../features/cohorts/cohort-form.tsx";
import { DeskPage } from "../ui/page.tsx";
import { useToast } from "../ui/toast.tsx";
import { useTitle } from "../ui/use-title.ts";

export function NewCohortPage() {
  const navigate = useNavigate();
  const toast = useToast();
  useTitle("New cohort");
  return (
    <DeskPage title="New cohort" sub="One term of one course, with the people who sign up for it">
      <CohortForm
        onCreated={(cohortId, name) => {
          toast({ text: `${name} is ready. Share its sign-up link.` });
          void navigate({ to: "/cohorts/$cohortId", params: { cohortId } });
        }}
      />
    </DeskPage>
  );
}
