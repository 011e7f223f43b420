import { Course } from "@muster/db/entities/course";
import type { Context } from "../context.ts";
import type { CourseRow } from "./create.ts";

export async function listCourses(ctx: Context): Promise<CourseRow[]> {
  const courses = await ctx.em.find(Course, {}, { orderBy: { title: "asc", id: "asc" } });
  return courses.map(({ id, slug, title }) => ({ id, slug, title }));
}
