import { useSuspenseQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { problemOf, trpc } from "../../app/trpc.ts";
import { deviceTimeZone } from "../../dates/clock.ts";
import { Button } from "../../ui/button.tsx";
import { Card, CardBody, CardFoot } from "../../ui/card.tsx";
import { Note } from "../../ui/note.tsx";
import { emptyDraft, readDraft, type CohortDraft, type DraftErrors, type DraftField } from "./cohort-draft.ts";
import { CohortFields } from "./cohort-fields.tsx";
import { CourseField, type CourseChoice } from "./course-field.tsx";
import { CourseProblem, useCreateCohort } from "./use-create-cohort.ts";
import "./cohorts.css";

/** A new cohort, with a new course where there is none yet. */
export function CohortForm({ onCreated }: { onCreated: (cohortId: number, name: string) => void }) {
  const courses = useSuspenseQuery(trpc.courses.list.queryOptions()).data;
  const [course, setCourse] = useState<CourseChoice>(() =>
    courses.length > 0 ? { kind: "existing", courseId: courses[0]?.id ?? null } : { kind: "new", title: "" },
  );
  const [draft, setDraft] = useState<CohortDraft>(() => emptyDraft(deviceTimeZone()));
  const [tried, setTried] = useState(false);
  const create = useCreateCohort(setCourse);
  const read = readDraft(draft);
  const refused = refusalOf(create.error, draft);
  const errors = { ...(tried && "errors" in read ? read.errors : {}), ...refused.errors };

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (!("input" in read)) return focusFirst(event.currentTarget);
    create.mutate({ course, input: read.input }, { onSuccess: ({ id }) => onCreated(id, read.input.name) });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Card className="cohort-form">
        <CardBody className="form">
          <CourseField courses={courses} choice={course} error={refused.course} onChange={setCourse} />
          <CohortFields
            draft={draft}
            errors={errors}
            onChange={(changes) => {
              create.reset();
              setDraft((before) => ({ ...before, ...changes }));
            }}
          />
          {refused.sentence && (
            <Note tone="fail" announce>
              {refused.sentence}
            </Note>
          )}
        </CardBody>
        <CardFoot>
          <span>Nobody is told. You get a link to share.</span>
          <Button className="push" type="submit" variant="primary" busy={create.isPending}>
            Create 1 cohort
          </Button>
        </CardFoot>
      </Card>
    </form>
  );
}

/** To the first field that asks for something, once the form has marked it. */
function focusFirst(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}

/** Where the server's refusal belongs: at the course, at a field, or below the form. */
export function refusalOf(
  error: unknown,
  draft: CohortDraft,
): { course?: string; errors: DraftErrors; sentence?: string } {
  if (!error) return { errors: {} };
  if (error instanceof CourseProblem) return { course: error.message, errors: {} };
  const { sentence, field } = problemOf(error);
  if (field === "title" || field === "courseId") return { course: sentence, errors: {} };
  if (field !== undefined && field in draft) return { errors: { [field as DraftField]: sentence } };
  return { errors: {}, sentence };
}
