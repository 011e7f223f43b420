import { courseInputSchema, type CohortInput } from "@muster/domain/cohort";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { trpc, trpcClient } from "../../app/trpc.ts";
import type { CourseChoice } from "./course-field.tsx";

/** One sentence that belongs to the course's field. */
export class CourseProblem extends Error {
  override name = "CourseProblem";
}

/** Makes the course where it is new, then the cohort. A course made before a refusal is chosen when one tries again. */
export function useCreateCohort(onCourse: (choice: CourseChoice) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ course, input }: { course: CourseChoice; input: CohortInput }) => {
      const courseId = await courseIdOf(course);
      onCourse({ kind: "existing", courseId });
      if (course.kind === "new") await queries.invalidateQueries(trpc.courses.list.queryFilter());
      return await trpcClient.cohorts.create.mutate({ ...input, courseId });
    },
    onSuccess: () => queries.invalidateQueries(trpc.cohorts.pathFilter()),
  });
}

async function courseIdOf(course: CourseChoice): Promise<number> {
  if (course.kind === "existing") {
    if (course.courseId === null) throw new CourseProblem("Choose a course");
    return course.courseId;
  }
  const read = courseInputSchema.safeParse({ title: course.title });
  if (!read.success) throw new CourseProblem(read.error.issues[0]?.message ?? "A course needs a title");
  return (await trpcClient.courses.create.mutate(read.data)).id;
}
