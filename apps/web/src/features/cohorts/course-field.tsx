import { Field, Input } from "../../ui/field.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Select } from "../../ui/select.tsx";

/** Which course a cohort belongs to: one that exists, or one that is made with it. */
export type CourseChoice = { kind: "existing"; courseId: number | null } | { kind: "new"; title: string };

interface CourseFieldProps {
  courses: readonly { id: number; title: string }[];
  choice: CourseChoice;
  error: string | undefined;
  onChange: (choice: CourseChoice) => void;
}

export function CourseField({ courses, choice, error, onChange }: CourseFieldProps) {
  return (
    <div className="course-field">
      {courses.length > 0 && (
        <Segmented
          label="Which course"
          value={choice.kind}
          options={[
            { value: "existing", label: "A course you have" },
            { value: "new", label: "A new course" },
          ]}
          onChange={(kind) =>
            onChange(kind === "new" ? { kind, title: "" } : { kind, courseId: courses[0]?.id ?? null })
          }
        />
      )}
      {choice.kind === "existing" ? (
        <Field label="Course" error={error}>
          {(wiring) => (
            <Select
              {...wiring}
              value={choice.courseId === null ? undefined : String(choice.courseId)}
              placeholder="Choose a course"
              options={courses.map((course) => ({ value: String(course.id), label: course.title }))}
              onChange={(courseId) => onChange({ kind: "existing", courseId: Number(courseId) })}
            />
          )}
        </Field>
      ) : (
        <Field label="Course" why="What people sign up for, such as AI Safety Fundamentals." error={error}>
          {(wiring) => (
            <Input
              {...wiring}
              value={choice.title}
              maxLength={80}
              onChange={(event) => onChange({ kind: "new", title: event.target.value })}
            />
          )}
        </Field>
      )}
    </div>
  );
}
