import type { MyCohort } from "./my-cohort.ts";

type Past = Pick<MyCohort["past"][number], "name" | "status" | "mergedInto" | "reason">;

/** What became of a group, to somebody who was in it; `day` as their calendar has it. */
export function pastWords({ name, status, mergedInto, reason }: Past, day: string): string {
  const why = reason ? ` ${sentence(reason)}` : "";
  switch (status) {
    case "completed":
      return `You completed the course with ${name} on ${day}.`;
    case "merged":
      return `${name} became part of ${mergedInto ?? "another group"} on ${day}.`;
    case "cancelled":
      return `${name} was cancelled on ${day}.${why}`;
  }
}

/** An organiser's words as a sentence. */
const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;
