import { z } from "zod";

/**
 * How the two processes point at a thing to be kept in step: `cohort:3` (its categories), `group:12` (everything of a group),
 * `person:7` (what is written to them alone).
 */
export type Subject = `${SubjectKind}:${number}`;
export type SubjectKind = "cohort" | "group" | "person";

export const subjectSchema = z
  .string()
  .regex(/^(cohort|group|person):[1-9]\d{0,9}$/, { error: "A subject is written cohort:3, group:12 or person:7" })
  .transform((text) => text as Subject);

export const cohortSubject = (id: number): Subject => `cohort:${id}`;
export const groupSubject = (id: number): Subject => `group:${id}`;
export const personSubject = (id: number): Subject => `person:${id}`;

export function parseSubject(subject: Subject): { kind: SubjectKind; id: number } {
  const [kind, id] = subject.split(":");
  return { kind: kind as SubjectKind, id: Number(id) };
}
