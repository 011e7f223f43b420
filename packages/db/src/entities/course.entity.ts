import { defineEntity, p } from "@mikro-orm/core";
import { base } from "./base.ts";

const CourseSchema = defineEntity({
  name: "Course",
  tableName: "courses",
  properties: { ...base, slug: p.text().unique(), title: p.text() },
});

export class Course extends CourseSchema.class {}
CourseSchema.setClass(Course);
