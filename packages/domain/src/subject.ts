import { z } from "zod";

/** How the two processes point at a thing to be kept in step: `cohort:3` (its categories), `group:12` (everything of a group). */
export type Subject = `cohort:${number}` | `group:${number}`;

export const subjectSchema = z
  .string()
  .regex(/^(cohort|group):[1-9]\d{0,9}$/, { error: "A subject is written cohort:3 or group:12" })
  .transform((text) => text as Subject);

export const cohortSubject = (id: number): Subject => `cohort:${id}`;
export const groupSubject = (id: number): Subject => `group:${id}`;

export function parseSubject(subject: Subject): { kind: "cohort" | "group"; id: number } {
  const [kind, id] = subject.split(":");
  return { kind: kind as "cohort" | "group", id: Number(id) };
}
