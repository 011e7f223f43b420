import { momentOf } from "../../dates/instant-words.ts";
import type { MyGroup } from "./my-cohort.ts";

/** Who comes to one's group as a guest, and who of it is elsewhere for a meeting; oneself is told apart. */
export function companyWords(
  { guests, away }: Pick<MyGroup, "guests" | "away">,
  me: string,
  timeZone: string,
): string[] {
  return [
    ...guests.map(
      ({ name, from, number, startsAt }) =>
        `${name} of ${from} joins as a guest for meeting ${number}, ${momentOf(startsAt, timeZone)}.`,
    ),
    ...away
      .filter(({ name }) => name !== me)
      .map(({ name, number, host }) => `${name} is with ${host} for meeting ${number}.`),
  ];
}
