import { Course } from "@muster/db/entities/course";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { Conflict } from "../refusal.ts";
import { together } from "../transaction.ts";

export interface CourseRow {
  id: number;
  slug: string;
  title: string;
}

/** A course of its own title; two of one title would be indistinguishable in every list. */
export async function createCourse(ctx: Context, { title }: { title: string }): Promise<CourseRow> {
  return together(ctx, async (tx) => {
    const slug = slugOf(title);
    if (await tx.em.findOne(Course, { slug }))
      throw new Conflict("There is a course with this title already. Choose another, or use that one.", {
        field: "title",
      });
    const course = tx.em.create(Course, { slug, title });
    await tx.em.flush();
    await audit(tx, { action: "courses.create", object: `course:${course.id}`, after: { slug, title } });
    return { id: course.id, slug, title };
  });
}

/** `AI Safety: Grundkurs` → `ai-safety-grundkurs`; a title without a Latin letter keeps its own letters. */
export function slugOf(title: string): string {
  const plain = title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "") || "course";
}
