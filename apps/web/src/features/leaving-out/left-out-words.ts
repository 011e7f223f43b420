import type { Outputs } from "../../app/trpc.ts";
import { momentOf } from "../../dates/instant-words.ts";

type PersonRow = Outputs["cohorts"]["people"][number];
export type LeftOutPerson = PersonRow & { leftOut: NonNullable<PersonRow["leftOut"]> };

export const leftOutOf = (people: readonly PersonRow[]): LeftOutPerson[] =>
  people.filter((person): person is LeftOutPerson => person.leftOut !== null);

/** `By Kim, Tue 6 Oct, 18:00 (London): “Comes in spring”` */
export function leftOutWords({ since, by, because }: LeftOutPerson["leftOut"], timeZone: string): string {
  return `By ${by ?? "an organiser"}, ${momentOf(since, timeZone)}${because ? `: “${because}”` : ""}`;
}
