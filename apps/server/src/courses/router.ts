import { courseInputSchema } from "@muster/domain/cohort";
import { organiser, router } from "../trpc.ts";
import { createCourse } from "./create.ts";
import { listCourses } from "./list.ts";

export const coursesRouter = router({
  list: organiser({ scope: "installation" }).query(({ ctx }) => listCourses(ctx)),
  create: organiser({ scope: "installation" })
    .input(courseInputSchema)
    .mutation(({ ctx, input }) => createCourse(ctx, input)),
});
